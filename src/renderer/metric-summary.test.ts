import { expect, test } from 'vitest';
import { betterDirection, summaryOf } from './metric-summary.ts';

test.each([
  ['train/loss', 'less'],
  ['loss', 'less'],
  ['val_rmse', 'less'],
  ['val/accuracy', 'more'],
  ['f1-macro', 'more'],
  ['glossary', undefined],
  ['mapping', undefined],
  ['lr', undefined],
  ['accuracy_loss', undefined],
])('which way is better is told by the words of the name: %s', (key, direction) => {
  expect(betterDirection(key)).toBe(direction);
});

const nothingOdd = { nans: 0, positive_infinities: 0, negative_infinities: 0 };
const bucket = (x_first: number, x_last: number, values: number[]) => ({
  x_first,
  x_last,
  first: values[0] ?? 0,
  last: values.at(-1) ?? 0,
  min: Math.min(...values),
  max: Math.max(...values),
  count: values.length,
  ...nothingOdd,
});

test('a summary has the extremes of all buckets and the better of them', () => {
  const sample = { points: 6, buckets: [bucket(0, 2, [3, 1, 2]), bucket(3, 5, [2, 9, 4])] };
  expect(summaryOf('loss', sample)).toEqual({ min: 1, max: 9, best: 1, course: [2, 4] });
  expect(summaryOf('acc', sample).best).toBe(9);
  expect(summaryOf('lr', sample).best).toBeUndefined();
});

test('absent values are gaps', () => {
  const nothing = { x_first: 1, x_last: 3, count: 3, ...nothingOdd, nans: 3 };
  expect(summaryOf('loss', { points: 3, buckets: [nothing] })).toEqual({
    min: undefined,
    max: undefined,
    best: undefined,
    course: [Number.NaN],
  });
});
