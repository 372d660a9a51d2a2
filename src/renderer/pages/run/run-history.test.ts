import { expect, test } from 'vitest';
import { historyOf } from './run-history.ts';

let seq = 100;

function aChange(operation: string, counts: Record<string, number> = {}, actor = 'local') {
  seq -= 1;
  const source = 'local' as const;
  return {
    seq,
    time: 1000 + seq,
    actor,
    source,
    operation,
    object_type: 'run',
    object_id: 'r',
    experiment_id: '0',
    workspace: 'default',
    counts,
  };
}

test('what is alike and follows on one another is one line, with its counts added up', () => {
  const history = historyOf([
    aChange('updateRun'),
    aChange('logBatch', { metrics: 1000, params: 0, tags: 1 }),
    aChange('logMetric', { metrics: 1 }),
    aChange('logBatch', { metrics: 200, params: 1 }),
    aChange('setTag', { tags: 1 }),
    aChange('logBatch', { metrics: 1 }, 'ada'),
    aChange('createRun'),
    aChange('somethingNew'),
  ]);
  expect(history.map(({ what, times, actor }) => [what, times, actor])).toEqual([
    ['Changed its name, status or end', 1, 'local'],
    ['Logged 1,201 points, 1 param, 1 tag', 3, 'local'],
    ['Set a tag', 1, 'local'],
    ['Logged 1 point', 1, 'ada'],
    ['Started the run', 1, 'local'],
    ['somethingNew', 1, 'local'],
  ]);
  expect(history[1]).toMatchObject({ seq: 98, first: 1096, last: 1098 });
});
