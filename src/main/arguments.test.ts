import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

test('a start without words runs the engine of the usual directory', () => {
  expect(parseArguments([], '/home/ada')).toEqual({ hidden: false });
});

test('both spellings of an option are read, and a directory is below the folder of the caller', () => {
  const asked = { hidden: false, data: resolve('/home/ada', 'runs') };
  expect(parseArguments(['--data', 'runs'], '/home/ada')).toEqual(asked);
  expect(parseArguments(['--data=runs'], '/home/ada')).toEqual(asked);
});

test('an address is taken without its trailing slash, a link as the page it leads to', () => {
  const words = ['--connect', 'https://mlflow.example.com/tracker/', 'tidemark://experiments/7', '--hidden'];
  expect(parseArguments(words, '/')).toEqual({
    hidden: true,
    connect: 'https://mlflow.example.com/tracker',
    path: '/experiments/7',
  });
});

test("Chromium's switches, unknown words and links that are none of ours are passed over", () => {
  const words = ['--no-sandbox', '--data', '--inspect=0', 'tidemark://app/x', 'index.cjs', '-psn_0_1'];
  expect(parseArguments(words, '/')).toEqual({ hidden: false });
});

test.each(['file:///etc/passwd', 'nowhere', 'javascript:alert(1)', 'http://user:secret@host/'])(
  'an address %s is refused in words',
  (address) => {
    expect(() => parseArguments(['--connect', address], '/')).toThrow(
      '--connect takes the http or https address',
    );
  },
);
