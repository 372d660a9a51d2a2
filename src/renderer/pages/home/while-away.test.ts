import { expect, test } from 'vitest';
import type { AuditEntry } from '../../queries/status.ts';
import { summarize } from './while-away.ts';

const aChange = (operation: string, object_id: string, counts: Record<string, number> = {}): AuditEntry => ({
  seq: 1,
  time: 0,
  actor: 'ada',
  source: 'local',
  operation,
  object_type: operation.endsWith('Experiment') ? 'experiment' : 'run',
  object_id,
  experiment_id: '1',
  workspace: 'default',
  counts,
});

test('a stretch of the log is told in counts, and what did not happen is not told', () => {
  const changes = [
    aChange('createRun', 'a'),
    aChange('createRun', 'b'),
    aChange('logBatch', 'a', { metrics: 1000, params: 2, tags: 0 }),
    aChange('logBatch', 'b', { metrics: 234, params: 0, tags: 0 }),
    aChange('logBatch', 'c', { metrics: 0, params: 1, tags: 0 }),
    aChange('deleteRun', 'c'),
  ];
  expect(summarize(changes)).toEqual(['2 runs started', '1,234 points logged to 2 runs', '1 deletion']);
  expect(summarize([])).toEqual([]);
});
