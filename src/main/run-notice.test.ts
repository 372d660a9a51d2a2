import { expect, test } from 'vitest';
import { noticeText } from './run-notice.ts';

const run = { run_id: 'r', run_name: 'amber-fox-12', experiment_id: '0' };
const title = (notice: Parameters<typeof noticeText>[0]) => noticeText(notice).title;

test('a notification names the run and what happened', () => {
  expect(title({ run, kind: 'ended', status: 'FAILED' })).toBe('amber-fox-12 failed');
  expect(title({ run, kind: 'ended', status: 'FINISHED' })).toBe('amber-fox-12 finished');
  expect(title({ run, kind: 'interrupted' })).toBe('amber-fox-12 was interrupted');
});

test.each([
  [1, '1 minute'],
  [10, '10 minutes'],
  [119, '119 minutes'],
  [200, '3 hours'],
  [2880, '2 days'],
])('a silence of %d minutes is one of %s', (minutes, text) => {
  expect(title({ run, kind: 'stalled', minutes })).toBe(`amber-fox-12 has logged nothing for ${text}`);
});

test('metrics are named, the first three of many', () => {
  const told = (...metrics: [string, number][]) =>
    title({ run, kind: 'odd-metrics', metrics: metrics.map(([key, value]) => ({ key, value })) });
  expect(told(['loss', Number.NaN])).toBe('amber-fox-12: loss is NaN');
  expect(told(['loss', -1.797e308])).toBe('amber-fox-12: loss is infinite');
  const odd = ['a', 'b', 'c', 'd', 'e'].map((key): [string, number] => [key, Number.NaN]);
  expect(told(...odd.slice(0, 2))).toBe('amber-fox-12: a, b are NaN or infinite');
  expect(told(...odd)).toBe('amber-fox-12: a, b, c and 2 more are NaN or infinite');
});

test('an alert is told in its own words, with the rule that raised it', () => {
  const message = 'loss of amber-fox-12 is 7.5 at step 3, above 5.';
  expect(noticeText({ run, kind: 'alert', message, rule_name: 'Loss explodes' })).toEqual({
    title: 'loss of amber-fox-12 is 7.5 at step 3, above 5',
    body: 'Alert “Loss explodes”. Open the run in Tidemark.',
  });
});
