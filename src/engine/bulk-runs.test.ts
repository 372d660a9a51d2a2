import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun, readRun, tagsOf } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());
const STRANGER = { actor: 'x', workspace: 'other' };

let runs: string[] = [];
beforeEach(async () => {
  runs = [await newRun(engine), await newRun(engine), await newRun(engine)];
});

let made = 0;
const anExperiment = () => {
  made += 1;
  return newExperiment(engine, `target ${made}`);
};

const stages = async () =>
  Promise.all(runs.map(async (id) => (await readRun(engine, id)).info.lifecycle_stage));
const operationsSince = (seq: number) =>
  engine.store.changes.after(seq, 100).map(({ operation, object_id }) => [operation, object_id]);

test('many runs are deleted and brought back at once; those that are so already do not count', async () => {
  await engine.call('deleteRun', { run_id: runs[0] });
  const before = engine.store.changes.head();
  expect(await engine.call('deleteRuns', { run_ids: runs })).toEqual({ changed: 2 });
  expect(await stages()).toEqual(['deleted', 'deleted', 'deleted']);
  expect(await engine.call('restoreRuns', { run_ids: [...runs, ...runs] })).toEqual({ changed: 3 });
  expect(await stages()).toEqual(['active', 'active', 'active']);
  expect(operationsSince(before)).toEqual([
    ...runs.slice(1).map((id) => ['deleteRuns', id]),
    ...runs.map((id) => ['restoreRuns', id]),
  ]);
});

test('a tag is set on many runs, cut to its limit, and deleted again where no value is given', async () => {
  const before = engine.store.changes.head();
  const set = async (run_ids: string[], key: string, value?: string) =>
    (await engine.call('setRunsTag', { run_ids, key, value })).changed;
  expect(await set(runs, 'team', 'blue')).toBe(3);
  expect(await set(runs, 'team', 'blue')).toBe(0);
  for (const id of runs) expect(tagsOf(await readRun(engine, id))['team']).toBe('blue');
  expect(await set(runs.slice(1), 'team')).toBe(2);
  expect(await set(runs, 'never')).toBe(0);
  expect(tagsOf(await readRun(engine, runs[0] ?? ''))['team']).toBe('blue');
  expect(tagsOf(await readRun(engine, runs[1] ?? ''))).not.toHaveProperty('team');
  expect(operationsSince(before)).toHaveLength(5);
  expect(await set(runs, 'long', 'x'.repeat(9000))).toBe(3);
  expect(await set(runs, 'long', 'x'.repeat(8500))).toBe(0);
  expect(tagsOf(await readRun(engine, runs[0] ?? ''))['long']).toHaveLength(8000);
});

test('what each run had is answered, and brought back by a value for each', async () => {
  const [first = '', second = '', third = ''] = runs;
  await engine.call('setRunsTag', { run_ids: runs, key: 'stage', values: ['a', null, 'c'] });
  const answer = await engine.call('setRunsTag', { run_ids: runs, key: 'stage', value: 'c' });
  expect(answer).toEqual({
    changed: 2,
    previous: [{ run_id: first, value: 'a' }, { run_id: second }],
  });
  await engine.call('setRunsTag', {
    run_ids: answer.previous.map(({ run_id }) => run_id),
    key: 'stage',
    values: answer.previous.map(({ value }) => value ?? null),
  });
  const stageOf = async (id: string) => tagsOf(await readRun(engine, id))['stage'];
  expect([await stageOf(first), await stageOf(second), await stageOf(third)]).toEqual(['a', undefined, 'c']);
});

test('values that do not go with the runs are refused', async () => {
  const refusal = (rest: object) => engine.refusal('setRunsTag', { run_ids: runs, key: 'k', ...rest });
  expect(await refusal({ values: ['a'] })).toContain("'values' has 1 entries for 3 run_ids");
  expect(await refusal({ value: 'a', values: ['a', 'b', 'c'] })).toContain("either 'value' or 'values'");
  expect(tagsOf(await readRun(engine, runs[0] ?? ''))).not.toHaveProperty('k');
});

test('the name tag renames the runs', async () => {
  await engine.call('setRunsTag', { run_ids: runs, key: 'mlflow.runName', value: 'same' });
  expect((await readRun(engine, runs[2] ?? '')).info.run_name).toBe('same');
});

describe('moving runs', () => {
  test('they are found in the new experiment, by their metrics too, and no longer in the old', async () => {
    const target = await anExperiment();
    await engine.call('logMetric', { run_id: runs[0], key: 'acc', value: 0.5, timestamp: 1 });
    const before = engine.store.changes.head();
    expect(await engine.call('moveRuns', { run_ids: runs, experiment_id: target })).toEqual({ moved: 3 });
    expect(await engine.call('moveRuns', { run_ids: runs, experiment_id: target })).toEqual({ moved: 0 });
    const search = async (id: string, filter: string, order_by: string[]) => {
      const { runs: found = [] } = await engine.call('searchRuns', {
        experiment_ids: [id],
        filter,
        order_by,
      });
      return found.map(({ info }) => info.run_id);
    };
    expect(new Set(await search(target, '', []))).toEqual(new Set(runs));
    expect(await search(target, 'metrics.acc > 0', ['metrics.acc DESC'])).toEqual([runs[0]]);
    expect(await search('0', 'metrics.acc > 0', ['metrics.acc DESC'])).toEqual([]);
    expect(engine.store.changes.after(before, 100)).toMatchObject(
      runs.flatMap((object_id) => [
        { operation: 'moveRuns', object_id, experiment_id: '0', counts: { moved_out: 1 } },
        { operation: 'moveRuns', object_id, experiment_id: target, counts: { moved_in: 1 } },
      ]),
    );
  });

  test('datasets and the logged models that they made go along; artifacts stay', async () => {
    const [from, target] = [await anExperiment(), await anExperiment()];
    const [moved, other] = [
      await newRun(engine, { experiment_id: from }),
      await newRun(engine, { experiment_id: from }),
    ];
    const dataset = { name: 'iris', digest: 'd1', source_type: 'local', source: '{}' };
    const tags = [{ key: 'mlflow.data.context', value: 'train' }];
    for (const run_id of [moved, other])
      await engine.call('logInputs', { run_id, datasets: [{ dataset, tags }] });
    const { model } = await engine.call('createLoggedModel', { experiment_id: from, source_run_id: moved });
    const before = await readRun(engine, moved);
    await engine.call('moveRuns', { run_ids: [moved], experiment_id: target });
    const after = await readRun(engine, moved);
    expect(after).toEqual({ ...before, info: { ...before.info, experiment_id: target } });
    expect(after.info.artifact_uri).toBe(before.info.artifact_uri);
    expect((await readRun(engine, other)).inputs.dataset_inputs).toHaveLength(1);
    const { info } = (await engine.call('getLoggedModel', { model_id: model.info.model_id })).model;
    expect(info.experiment_id).toBe(target);
    const summaries = await engine.call('searchDatasets', { experiment_ids: [target] });
    expect(summaries.dataset_summaries).toMatchObject([
      { experiment_id: target, name: 'iris', context: 'train' },
    ]);
    expect(engine.store.database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
    await engine.call('moveRuns', { run_ids: [moved], experiment_id: from });
    expect(await readRun(engine, moved)).toEqual(before);
  });

  test('a run, an experiment that is deleted, or one that does not exist is refused, and nothing moves', async () => {
    const target = await anExperiment();
    await engine.call('deleteRun', { run_id: runs[2] });
    const move = (experiment_id: string, ids = runs) =>
      engine.refusal('moveRuns', { run_ids: ids, experiment_id });
    expect(await move(target)).toBe(
      `INVALID_PARAMETER_VALUE: The run ${runs[2]} is deleted. Restore it first.`,
    );
    expect(await move('4711', runs.slice(0, 1))).toContain('RESOURCE_DOES_NOT_EXIST');
    await engine.call('deleteExperiment', { experiment_id: target });
    expect(await move(target, runs.slice(0, 1))).toContain('is deleted. Restore it first.');
    expect((await readRun(engine, runs[0] ?? '')).info.experiment_id).toBe('0');
  });
});

const REQUESTS = [
  ['deleteRuns', {}],
  ['restoreRuns', {}],
  ['setRunsTag', { key: 'k', value: 'v' }],
  ['moveRuns', { experiment_id: '0' }],
] as const;

describe.each(REQUESTS)('%s', (name, rest) => {
  test('does nothing at all where one of the runs does not exist', async () => {
    const before = engine.store.changes.head();
    expect(await engine.refusal(name, { run_ids: [...runs, 'nobody'], ...rest })).toBe(
      'RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found.',
    );
    expect(engine.store.changes.head()).toBe(before);
    expect(await stages()).toEqual(['active', 'active', 'active']);
  });

  test('refuses no runs, more than 1000, and runs of another workspace', async () => {
    for (const none of [{}, { run_ids: [] }])
      expect(await engine.refusal(name, { ...none, ...rest })).toContain("required parameter 'run_ids'");
    const many = Array.from({ length: 1001 }, (_, index) => `r${index}`);
    expect(await engine.refusal(name, { run_ids: many, ...rest })).toContain('at most 1000 runs');
    expect(await engine.refusal(name, { run_ids: runs, ...rest }, STRANGER)).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });
});

test('a tag of deleted runs is not set, and a bad key is refused', async () => {
  await engine.call('deleteRun', { run_id: runs[1] });
  expect(await engine.refusal('setRunsTag', { run_ids: runs, key: 'k', value: 'v' })).toContain('is deleted');
  expect(tagsOf(await readRun(engine, runs[0] ?? ''))).not.toHaveProperty('k');
  expect(await engine.refusal('setRunsTag', { run_ids: runs, key: 'a/../b', value: 'v' })).toContain(
    "parameter 'key'",
  );
});
