import { expect, test } from 'vitest';
import { jsonProblem, jsonWords } from './json-words.ts';

test('keys and plain values are told from texts', () => {
  const text = '{"a": "b", "n": -1.5, "t": true}';
  expect(jsonWords(text).map(({ from, to, kind }) => [text.slice(from, to), kind])).toEqual([
    ['"a"', 'key'],
    ['"n"', 'key'],
    ['-1.5', 'plain'],
    ['"t"', 'key'],
    ['true', 'plain'],
  ]);
});

test('the fault in a text that is no JSON is found', () => {
  expect(jsonProblem('{"a": 1}')).toBeUndefined();
  expect(jsonProblem('{"a": x}')?.at).toBe(6);
  expect(jsonProblem('{"a": ')?.at).toBe(6);
});
