import { expect, test } from 'vitest';
import { parseJson } from './json-body.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

function refusal(text: string | Buffer): string {
  try {
    parseJson(Buffer.from(text));
  } catch (error) {
    return String(error);
  }
  return 'accepted';
}

test('an integer beyond 2^53 is a bigint, wherever it stands', () => {
  expect(parse('{"a":1790000000123456789}')).toEqual({ a: 1790000000123456789n });
  expect(parse('[-9223372036854775808, 9007199254740993]')).toEqual([
    -9223372036854775808n,
    9007199254740993n,
  ]);
  for (let pad = 0; pad < 20; pad += 1)
    expect(parse(`${' '.repeat(pad)}[9007199254740993]`)).toEqual([9007199254740993n]);
});

test('an integer that a number holds stays a number, as do fractions and text of digits', () => {
  expect(parse('[9007199254740991, 1790000000123456]')).toEqual([9007199254740991, 1790000000123456]);
  expect(parse('[0.12345678901234567890, 1e300, 12345678901234567890.5]')).toEqual([
    0.12345678901234568, 1e300, 12345678901234567000,
  ]);
  expect(parse('["9007199254740993", "a9007199254740993"]')).toEqual([
    '9007199254740993',
    'a9007199254740993',
  ]);
});

test('bare NaN and infinities, as Python writes them, are numbers', () => {
  expect(parse('{"a": NaN, "b": [Infinity, -Infinity], "c": 0}')).toEqual({
    a: Number.NaN,
    b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    c: 0,
  });
});

test('the same words within text are left alone, long and escaped text too', () => {
  const text = `NaN \\" Infinity \\\\`.repeat(100_000);
  const parsed = parse(`{"NaN": "${text}", "v": NaN}`) as { NaN: string; v: number };
  expect(parsed.NaN).toBe(`NaN " Infinity \\`.repeat(100_000));
  expect(parsed.v).toBeNaN();
});

test('an empty body is an empty object, and JSON that was encoded twice is decoded twice', () => {
  expect(parse('')).toEqual({});
  expect(parse(JSON.stringify('{"a":9007199254740993}'))).toEqual({ a: 9007199254740993n });
});

test('what is not JSON is refused with the position of the fault', () => {
  expect(refusal('{"a": 1,}')).toContain('at position 8');
  expect(refusal('{"a": }')).toContain('at position 6');
  expect(refusal('[1,]')).toContain('at position 3');
  expect(refusal('[[], tru]')).toContain('at position 5');
  expect(refusal('[NaN, nope]')).toContain('at position 6');
  expect(refusal('[1')).toContain('at position 2');
  expect(refusal('"text"')).toContain('not valid JSON');
  expect(refusal(Buffer.from([0x22, 0xff, 0x22]))).toContain('UTF-8');
});

test('64 levels are read, more are refused, however many', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(refusal(nested(64))).toBe('accepted');
  for (const levels of [65, 1_000_000]) expect(refusal(nested(levels))).toContain('64 levels');
});

test('a key __proto__ changes no prototype', () => {
  const parsed = parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
