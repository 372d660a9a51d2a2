import { afterAll, expect, test } from 'vitest';
import { parseFilter } from '../filter/index.ts';
import { insertExperiment } from './experiments.ts';
import { runParams } from './run-params.ts';
import { openTestStore } from './testing/open.ts';
import { BLANK, storeRun } from './testing/sample-runs.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());

await store.write(() => {
  insertExperiment(store.database, {
    experiment_id: 1,
    workspace: 'default',
    name: 'e',
    artifact_location: '',
    time: 0,
  });
  for (let index = 0; index < 10; index += 1)
    storeRun(store, {
      ...BLANK,
      run_id: `r${index}`,
      start_time: index,
      deleted: index === 9,
      metrics: { loss: index === 4 ? Number.NaN : index },
      params: { lr: `${index}`, ...(index % 2 === 0 && { even: 'yes' }) },
    });
});

const search = {
  experiment_ids: [1],
  view: 'ACTIVE_ONLY',
  tree: undefined,
  metric_key: 'loss',
  aggregate: 'last',
  most: 100,
} as const;

test('active runs with the metric as a number come oldest first, with a column for each param', () => {
  expect(runParams(store.database, search)).toEqual({
    metric: [0, 1, 2, 3, 5, 6, 7, 8],
    params: [
      { key: 'even', values: ['yes', null, 'yes', null, null, 'yes', null, 'yes'] },
      { key: 'lr', values: ['0', '1', '2', '3', '5', '6', '7', '8'] },
    ],
    matched: 8,
  });
});

test('of more runs than are wanted some are taken along their start, each with its own params', () => {
  const { metric, params, matched } = runParams(store.database, { ...search, most: 4 });
  expect([metric, matched]).toEqual([[0, 2, 5, 7], 8]);
  expect(params.find(({ key }) => key === 'lr')?.values).toEqual(['0', '2', '5', '7']);
});

test('a filter narrows them down; no experiment and a metric that nobody logged have none', () => {
  const tree = parseFilter("params.even = 'yes'", 'runs');
  expect(runParams(store.database, { ...search, tree }).metric).toEqual([0, 2, 6, 8]);
  const none = { metric: [], params: [], matched: 0 };
  expect(runParams(store.database, { ...search, experiment_ids: [] })).toEqual(none);
  expect(runParams(store.database, { ...search, metric_key: 'never' })).toEqual(none);
});
