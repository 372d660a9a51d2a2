import { expect, test } from 'vitest';
import { describeItems, selectionOf, trashItems } from './trash-items.ts';

const experiment = { experiment_id: '7', name: 'old', deleted_time: 10, runs: 1, bytes: 5 };
const run = (run_id: string, deleted_time: number) => ({
  run_id,
  run_name: `run ${run_id}`,
  experiment_id: '1',
  experiment_name: 'bars',
  deleted_time,
  bytes: 1,
});

test('experiments and runs are one list, the latest deletion first, and keep their ids', () => {
  const items = trashItems([experiment], [run('a', 20), run('b', 5)]);
  expect(items.map(({ name, where }) => [name, where])).toEqual([
    ['run a', 'bars'],
    ['old', 'with 1 run'],
    ['run b', 'bars'],
  ]);
  const selection = selectionOf(items);
  expect(selection).toEqual({ run_ids: ['a', 'b'], experiment_ids: ['7'] });
  expect(describeItems(selection)).toBe('2 runs and 1 experiment');
  expect(describeItems(selectionOf(items.slice(1, 2)))).toBe('1 experiment');
});
