import { expect, test } from 'vitest';
import { type Cell, csvLine } from './run-csv.ts';

test.each<[Cell[], string]>([
  [['a', 1, null, 2n ** 60n, Number.NaN, -0.5], 'a,1,,1152921504606846976,NaN,-0.5'],
  [['a,b', 'say "x"', 'two\nlines', 'cr\r'], '"a,b","say ""x""","two\nlines","cr\r"'],
  [[' padded ', 'ü', ''], ' padded ,ü,'],
])('cells are joined to a line of RFC 4180 (%#)', (cells, line) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`);
});

test.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\tx', '-1+1', '=', '+e5', '-Infinity'])(
  '%j is led by an apostrophe, so that no spreadsheet runs it',
  (text) => {
    expect(csvLine([text])).toBe(`'${text}\r\n`);
  },
);

test.each(['-1', '+0.5', '-1e-5', '+.5', '-3.', '1', '1e5'])('%s is a number and stays one', (text) => {
  expect(csvLine([text])).toBe(`${text}\r\n`);
});

test('a formula that needs quotes gets both', () => {
  expect(csvLine(['=A1,"B"', '\r=1'])).toBe(`"'=A1,""B""","'\r=1"\r\n`);
});
