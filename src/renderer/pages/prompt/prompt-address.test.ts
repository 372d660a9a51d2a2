import { expect, test } from 'vitest';
import { addressOf, comparePath, placePath } from './prompt-address.ts';

const read = (path: string) => addressOf(new URL(path, 'http://tidemark.invalid').searchParams);

test('an address names a version, or a draft', () => {
  expect(read(placePath('qa', { version: '3' })).place).toEqual({ version: '3' });
  expect(read(placePath('qa', { draft: 'd1' })).place).toEqual({ draft: 'd1' });
  expect(read(placePath('qa')).place).toBeUndefined();
});

test('a comparison of versions and drafts comes back as it was written', () => {
  expect(comparePath('qa', { version: '1' }, { version: '2' })).toBe('/prompts/qa?compare=1..2');
  expect(read(comparePath('qa', { version: '1' }, { draft: 'd1' })).compare).toEqual([
    { version: '1' },
    { draft: 'd1' },
  ]);
  expect(read('/prompts/qa?compare=').compare).toEqual([undefined, undefined]);
});

test('a name with odd characters is one part of the path', () => {
  expect(placePath('a/b c?', { version: '1' })).toBe('/prompts/a%2Fb%20c%3F?version=1');
});
