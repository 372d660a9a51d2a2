import { expect, test } from 'vitest';
import { betterDirection, sampleLine, summaryOf } from './metric-summary.ts';

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

const bucket = (first_step: number, last_step: number, values: number[]) => ({
  first_step,
  last_step,
  first: values[0] ?? 0,
  last: values.at(-1) ?? 0,
  min: Math.min(...values),
  max: Math.max(...values),
  count: values.length,
  nans: 0,
});

test('a summary has the extremes of all buckets and the better of them', () => {
  const sample = { points: 6, buckets: [bucket(0, 2, [3, 1, 2]), bucket(3, 5, [2, 9, 4])] };
  expect(summaryOf('loss', sample)).toEqual({ min: 1, max: 9, best: 1, course: [2, 4] });
  expect(summaryOf('acc', sample).best).toBe(9);
  expect(summaryOf('lr', sample).best).toBeUndefined();
});

test('a line keeps single points as they are and the extremes of many', () => {
  expect([...sampleLine([bucket(0, 0, [5]), bucket(1, 2, [4, 3]), bucket(4, 8, [3, 1, 9, 2])])]).toEqual([
    0, 5, 1, 4, 2, 3, 4, 3, 6, 1, 6, 9, 8, 2,
  ]);
});

test('absent values are gaps', () => {
  expect([...sampleLine([{ first_step: 1, last_step: 3, count: 3, nans: 3 }])]).toEqual([
    1,
    Number.NaN,
    3,
    Number.NaN,
  ]);
  expect(
    summaryOf('loss', { points: 3, buckets: [{ first_step: 1, last_step: 3, count: 3, nans: 3 }] }),
  ).toEqual({
    min: undefined,
    max: undefined,
    best: undefined,
    course: [Number.NaN],
  });
});
