import { expect, test } from 'vitest';
import { FilterError, parseRunOrderBy } from './index.ts';

function refusal(list: string[]): FilterError {
  try {
    parseRunOrderBy(list);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error('accepted');
}

test.each([
  ['min(metrics.acc)', { kind: 'metric', key: 'acc', ascending: true, best: 'min' }],
  ['MAX( metric.`my key` ) desc', { kind: 'metric', key: 'my key', ascending: false, best: 'max' }],
  [' first (metrics.a/b) ASC', { kind: 'metric', key: 'a/b', ascending: true, best: 'first' }],
  ['metrics.acc DESC', { kind: 'metric', key: 'acc', ascending: false }],
  ['metrics.min', { kind: 'metric', key: 'min', ascending: true }],
  ['start_time', { kind: 'attribute', key: 'start_time', ascending: true }],
])('[F32] a table of runs is ordered by %s', (text, term) => {
  expect(parseRunOrderBy([text])).toEqual([term]);
});

test('[F32] the latest, the least and the greatest of one metric are three keys; the same twice is refused', () => {
  expect(parseRunOrderBy(['metrics.a', 'min(metrics.a)', 'max(metrics.a)'])).toHaveLength(3);
  expect(refusal(['min(metrics.a)', 'MIN(metric.a) DESC']).message).toContain('order_by[1]: min of metric a');
});

test.each([
  ['min(params.lr)', 'Expected a metric', 4],
  ['min(metrics.a', 'closing bracket', 13],
  ['min(metrics.a) DOWN', 'ASC, DESC', 15],
  ['min()', 'a field', 4],
  ['mean(metrics.a)', 'Unknown run attribute', 0],
])('[F32] %s is refused where it is wrong', (text, message, position) => {
  expect(refusal([text])).toMatchObject({ message: expect.stringContaining(message), position });
});
