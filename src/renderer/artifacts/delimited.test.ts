import { expect, test } from 'vitest';
import { parseDelimited, sniffDelimiter } from './delimited.ts';

test.each([
  ['a,b,c\n1,2,3\n4,5,6\n', ','],
  ['a;b;c\n1,5;2,5;3,5\n', ';'],
  ['a\tb\n1\t2\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['"x;y",b\n"1;2;3",2\n', ','],
  ['one\ntwo\n', ','],
])('the delimiter is found: %j', (text, delimiter) => {
  expect(sniffDelimiter(text)).toBe(delimiter);
});

test('quotes hold delimiters, newlines and quotes', () => {
  expect(parseDelimited('a,"b, ""c""\nd",e\r\n1,,3\r\n', ',')).toEqual([
    ['a', 'b, "c"\nd', 'e'],
    ['1', '', '3'],
  ]);
});

test('text after a closing quote begins no new row and loses nothing', () => {
  expect(parseDelimited('"a"x,b\n1,2', ',').flat().join('')).toContain('b');
  expect(parseDelimited('"a"x,b\n1,2', ',')).toEqual([
    ['ax', 'b'],
    ['1', '2'],
  ]);
});

test('a byte order mark, blank lines and a missing last newline change nothing', () => {
  expect(parseDelimited('\ufeffa,b\n\n1,2', ',')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('a quote that never closes takes the rest and does not hang', () => {
  expect(parseDelimited('a,"b\nc', ',')).toEqual([['a', 'b\nc']]);
});
