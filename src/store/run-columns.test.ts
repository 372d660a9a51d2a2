import { afterAll, expect, test } from 'vitest';
import { insertExperiment } from './experiments.ts';
import { COUNTED_RUNS, runColumns } from './run-columns.ts';
import { aChange } from './testing/changes.ts';
import { openTestStore } from './testing/open.ts';
import { BLANK, type SampleRun, storeRun } from './testing/sample-runs.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
const { database } = store;

let made = 0;

/** Stores runs in an experiment, made with its first runs. */
async function storeRuns(experiment_id: number, runs: readonly Partial<SampleRun>[]): Promise<void> {
  const experiment = {
    experiment_id,
    workspace: 'default',
    name: `e${experiment_id}`,
    artifact_location: '',
    time: 0,
  };
  await store.write(() => {
    if (database.value('SELECT 1 FROM experiments WHERE experiment_id = ?', experiment_id) === undefined)
      insertExperiment(database, experiment);
    for (const run of runs) {
      made += 1;
      storeRun(store, { ...BLANK, experiment_id, run_id: `r${made}`, ...run });
    }
    store.changes.append(aChange('r1'));
  });
}

test('keys of active runs are counted, most used first, equal ones by name; those of other experiments are left out', async () => {
  await storeRuns(1, [
    { metrics: { loss: 1, acc: 1 }, params: { lr: '1' }, tags: { team: 'a' } },
    { metrics: { loss: Number.NaN, zeta: 1 }, params: { lr: '2', batch: '3' } },
    { metrics: { ghost: 1 }, deleted: true },
  ]);
  await storeRuns(2, [{ metrics: { other: 1 }, params: { lr: '' } }]);
  expect(runColumns(database, [1], '', 10)).toEqual({
    runs: 2,
    metrics: [
      { key: 'loss', runs: 2 },
      { key: 'acc', runs: 1 },
      { key: 'zeta', runs: 1 },
    ],
    params: [
      { key: 'lr', runs: 2, differs: true },
      { key: 'batch', runs: 1, differs: false },
    ],
    tags: [{ key: 'team', runs: 1 }],
  });
  expect(runColumns(database, [1, 2], '', 10).params[0]).toEqual({ key: 'lr', runs: 3, differs: true });
});

test('a search finds parts of keys in any case, and a limit keeps the most used', async () => {
  await storeRuns(3, [{ metrics: { 'val/Acc': 1, acc: 1, loss: 1 } }, { metrics: { acc: 1, loss: 1 } }]);
  const keys = (search: string, limit: number) =>
    runColumns(database, [3], search, limit).metrics.map(({ key }) => key);
  expect(keys('ACC', 10)).toEqual(['acc', 'val/Acc']);
  expect(keys('', 1)).toEqual(['acc']);
  expect(keys('nothing', 10)).toEqual([]);
});

test('a key that is logged later shows after the change', async () => {
  await storeRuns(4, [{ params: { a: '' } }]);
  expect(runColumns(database, [4], '', 10).params).toHaveLength(1);
  await storeRuns(4, [{ params: { b: '' } }]);
  expect(runColumns(database, [4], '', 10).params).toHaveLength(2);
});

test('of very many runs the newest are counted, and the answer says how many those were', async () => {
  const old = Array.from({ length: 50 }, (_, index) => ({ start_time: index, params: { old: '' } }));
  const recent = Array.from({ length: COUNTED_RUNS }, (_, index) => ({
    start_time: 1000 + index,
    params: { new: '' },
  }));
  await storeRuns(5, [...old, ...recent]);
  const { runs, params } = runColumns(database, [5], '', 10);
  expect([runs, params]).toEqual([COUNTED_RUNS, [{ key: 'new', runs: COUNTED_RUNS, differs: false }]]);
});
