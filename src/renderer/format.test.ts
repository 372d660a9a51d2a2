import { expect, test } from 'vitest';
import {
  columnDecimals,
  formatBytes,
  formatDateTime,
  formatDuration,
  formatInColumn,
  formatNumber,
  formatRelativeTime,
  formatShortDuration,
  formatTimeSpan,
} from './format.ts';

const HOUR = 3_600_000;

test.each([
  [0.123456, '0.1235'],
  [0.5, '0.5'],
  [-12.34567, '-12.35'],
  [1234, '1,234'],
  [2582.4, '2,582'],
  [0.000789, '0.000789'],
  [0, '0'],
  [0.0000123456, '1.235e-5'],
  [1e-5, '1e-5'],
  [123456789, '1.235e+8'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('the number %d reads %s', (value, text) => expect(formatNumber(value)).toBe(text));

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1500, '1.5 s'],
  [59_999, '59 s'],
  [61_000, '1m 1s'],
  [26 * HOUR, '1d 2h'],
])('%d ms last %s', (length, text) => expect(formatDuration(length)).toBe(text));

test('a time is told by its age while that is short, then by its date', () => {
  const now = new Date(2026, 5, 20, 12).getTime();
  expect(formatRelativeTime(now - 5000, now)).toBe('just now');
  expect(formatRelativeTime(now - 2 * HOUR, now)).toBe('2 h ago');
  expect(formatRelativeTime(now - 50 * HOUR, now)).toBe('2 d ago');
  expect(formatRelativeTime(new Date(2026, 0, 3).getTime(), now)).toBe('Jan 3');
  expect(formatRelativeTime(new Date(2024, 0, 3).getTime(), now)).toBe('Jan 3, 2024');
});

test('a time in the future is told whole', () => {
  const now = new Date(2026, 5, 20, 12).getTime();
  expect(formatRelativeTime(now + HOUR, now)).toBe(formatDateTime(now + HOUR));
});

test('a full time has date and seconds', () => {
  expect(formatDateTime(new Date(2026, 5, 2, 9, 4, 7).getTime())).toBe('2026-06-02 09:04:07');
});

test('sizes are in decimal units', () => {
  expect([0, 999, 1000, 1_234_567, 2e9].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.23 MB',
    '2 GB',
  ]);
});

test.each([
  ['the same decimals', [0.38, 0.3933, 1, Number.NaN], ['0.3800', '0.3933', '1.0000', 'NaN']],
  ['no more than they need', [0.5, 0.1], ['0.5', '0.1']],
  ['none where all are whole', [1, 20, 3000], ['1', '20', '3,000']],
  ['as few as the largest allows', [154_321.5, 12.5], ['154,322', '12.5']],
  ['its own where it is far smaller', [0.00012345, 123.45], ['0.0001234', '123.450']],
  ['its own where it is written with a power', [1.5e-7, 0.25], ['1.5e-7', '0.25']],
])('numbers of a column have %s', (_, values, texts) => {
  const decimals = columnDecimals(values);
  expect(values.map((value) => formatInColumn(value, decimals))).toEqual(texts);
});

test('a value that came after the decimals were chosen is not cut', () => {
  expect(formatInColumn(0.5, columnDecimals([1, 2]))).toBe('0.5');
});

test.each([
  [9.5 * 60_000, '9m 30s'],
  [49 * 60_000 + 7000, '49m'],
  [HOUR + 61_000, '1h 1m'],
])('in a column, %d ms last %s', (length, text) => expect(formatShortDuration(length)).toBe(text));

test('a span of time says its day once', () => {
  const at = (day: number, second: number) => new Date(2026, 5, day, 9, 4, second).getTime();
  expect(formatTimeSpan(at(2, 7), at(2, 7))).toBe('2026-06-02 09:04:07');
  expect(formatTimeSpan(at(2, 7), at(2, 8))).toBe('2026-06-02 09:04:07 – 09:04:08');
  expect(formatTimeSpan(at(2, 7), at(3, 8))).toBe('2026-06-02 09:04:07 – 2026-06-03 09:04:08');
});
