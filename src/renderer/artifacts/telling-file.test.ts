import { expect, test } from 'vitest';
import { tellingFile } from './telling-file.ts';

const file = (path: string, file_size = 10) => ({ path, is_dir: false, file_size });

test('of a folder the file that tells most is found', () => {
  const files = [{ path: 'README', is_dir: true }, file('a.png'), file('b.bin'), file('model/MLmodel')];
  expect(tellingFile(files)).toBe('model/MLmodel');
  expect(tellingFile([...files, file('README.md')])).toBe('README.md');
  expect(tellingFile([file('b.bin'), file('a.png')])).toBe('a.png');
});

test('what is large or tells nothing is left', () => {
  expect(tellingFile([file('a.png', 6_000_000), file('b.bin')])).toBeUndefined();
});
