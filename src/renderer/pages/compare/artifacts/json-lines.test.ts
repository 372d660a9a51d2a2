import { expect, test } from 'vitest';
import { jsonLines } from './json-lines.ts';

test('JSON in one line gets a line for each value; what was written in lines, or is no JSON, stays', () => {
  expect(jsonLines('{"a":[1,2]}\n')).toBe('{\n  "a": [\n    1,\n    2\n  ]\n}');
  const written = '{\n\n "a": 1\n\n}';
  expect(jsonLines(written)).toBe(written);
  expect(jsonLines('{"a":')).toBe('{"a":');
});
