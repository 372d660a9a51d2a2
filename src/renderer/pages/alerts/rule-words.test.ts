import { expect, test } from 'vitest';
import { conditionWords, scopeWords } from './rule-words.ts';

test.each([
  [{ kind: 'threshold', metric_key: 'loss', comparator: '>=', value: 5 }, 'loss at or above 5'],
  [{ kind: 'nan' }, 'NaN in any metric'],
  [{ kind: 'nan', metric_key: 'val/loss' }, 'NaN in val/loss'],
  [{ kind: 'stall', minutes: 1 }, 'Nothing logged for 1 minute'],
  [{ kind: 'finish', statuses: ['FINISHED', 'FAILED', 'KILLED'] }, 'A run ends'],
  [{ kind: 'finish', statuses: ['FINISHED', 'FAILED'] }, 'A run finishes or fails'],
] as const)('%j is told as "%s"', (rule, words) => {
  expect(conditionWords(rule as unknown as Parameters<typeof conditionWords>[0])).toBe(words);
});

test('the runs of a rule are told by their number, the names of their experiments and the filter', () => {
  const words = (scope: Parameters<typeof scopeWords>[0]) => scopeWords(scope, (id) => `e${id}`);
  expect(words({})).toBe('Every run');
  expect(words({ run_ids: ['a'] })).toBe('1 run');
  expect(words({ experiment_ids: ['1', '2'] })).toBe('Every run of e1 and e2');
  expect(words({ experiment_ids: ['1', '2', '3'], filter: "tags.a = 'b'" })).toBe(
    "Every run of e1, e2 and 1 more where tags.a = 'b'",
  );
});
