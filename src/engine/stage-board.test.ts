import { expect, test } from 'vitest';
import { newModel } from './testing/logged-models.ts';
import { ANA, as, moveTo, newRegisteredModel, newVersion, stagesOnBoard } from './testing/model-versions.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

test('a board says of each version where it is since when and by whom, and what it was made of', async () => {
  await using engine = await openTestEngine();
  await engine.call('createRegisteredModel', { name: 'churn', description: 'who leaves' });
  const run_id = await newRun(engine, { run_name: 'calm' });
  await engine.send('logBatch', {
    run_id,
    metrics: ['f', 'b', 'e', 'a', 'd'].map((key, value) => ({ key, value, timestamp: 1 })),
  });
  await engine.call('logMetric', { run_id, key: 'c', value: Number.NaN, timestamp: 1 });
  await as(engine, ANA, 'createModelVersion', {
    name: 'churn',
    source: 's3://bucket/model',
    run_id,
    description: 'the first',
    tags: [
      ...Array.from({ length: 10 }, (_, index) => ({ key: `t${9 - index}`, value: `${index}` })),
      { key: 'mlflow.own', value: 'x' },
    ],
  });
  engine.advance(5);
  await as(engine, ANA, 'transitionModelVersionStage', { name: 'churn', version: '1', stage: 'Staging' });
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'b' });
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'a' });
  engine.advance(5);
  const { request } = await engine.call('createTransitionRequest', {
    name: 'churn',
    version: '1',
    stage: 'Production',
  });
  const board = await engine.call('getStageBoard', { name: 'churn' });
  expect(board).toEqual({
    name: 'churn',
    description: 'who leaves',
    stages: ['None', 'Staging', 'Production', 'Archived'].map((name) => ({ name, classic: name })),
    first_time: START,
    versions: [
      {
        version: '1',
        stage: 'Staging',
        aliases: ['a', 'b'],
        description: 'the first',
        run_id,
        run_name: 'calm',
        experiment_id: '0',
        user_id: 'ana',
        creation_time: START,
        last_update_time: START + 5,
        stage_since: START + 5,
        moved_by: 'ana',
        metrics: [
          { key: 'a', value: 3 },
          { key: 'b', value: 1 },
          { key: 'c', value: 'NaN' },
          { key: 'd', value: 4 },
        ],
        tags: Array.from({ length: 8 }, (_, index) => ({ key: `t${index}`, value: `${9 - index}` })),
        requests: [request],
      },
    ],
  });
});

test('metrics of the logged model come before those of the run, each as it was logged last', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  const { model_id } = await newModel(engine, { source_run_id: run_id });
  await engine.call('logMetric', { run_id, key: 'loss', value: 9, timestamp: 1 });
  for (const [timestamp, value] of [
    [1, 0.5],
    [3, 0.7],
    [2, 0.6],
  ] as const)
    await engine.send('logMetric', { run_id, model_id, key: 'acc', value, timestamp, step: timestamp });
  await newRegisteredModel(engine, 'churn', 0);
  await newVersion(engine, 'churn', { source: `models:/${model_id}`, model_id });
  await newVersion(engine, 'churn', { run_id });
  const { versions } = await engine.call('getStageBoard', { name: 'churn' });
  expect(versions[1]).toMatchObject({ model_id, run_id, metrics: [{ key: 'acc', value: 0.7 }] });
  expect(versions[0]?.metrics).toContainEqual({ key: 'loss', value: 9 });
  expect(versions[0]).not.toHaveProperty('model_id');
});

test('runs that have few metrics in common each show their own first four', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 0);
  const keys = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index).padStart(2, '0')}`);
  for (const logged of [keys('a', 30), [...keys('z', 6), 'a07'], ['m', 'a29'], []]) {
    const run_id = await newRun(engine);
    const metrics = logged.map((key) => ({ key, value: 1, timestamp: 1 }));
    await engine.send('logBatch', { run_id, metrics });
    await newVersion(engine, 'churn', { run_id });
  }
  const { versions } = await engine.call('getStageBoard', { name: 'churn' });
  expect(versions.map(({ metrics }) => metrics.map(({ key }) => key))).toEqual([
    [],
    ['a29', 'm'],
    ['a07', 'z00', 'z01', 'z02'],
    ['a00', 'a01', 'a02', 'a03'],
  ]);
});

test('a version whose run was purged is shown without it', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  await newRegisteredModel(engine, 'churn', 0);
  await newVersion(engine, 'churn', { run_id });
  await engine.call('deleteRun', { run_id });
  await engine.call('purge', { run_ids: [run_id] });
  const { versions } = await engine.call('getStageBoard', { name: 'churn' });
  expect(versions).toMatchObject([{ version: '1', run_id, metrics: [] }]);
  expect(versions[0]).not.toHaveProperty('run_name');
});

test('a board as it was at a time has the stages, aliases and versions of then, deleted ones marked', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 2);
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'champion' });
  await moveTo(engine, 'churn', '1', 'Production');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '2', alias: 'champion' });
  engine.advance(1);
  await engine.call('deleteModelVersion', { name: 'churn', version: '1' });
  const boardAt = (as_of: number) => engine.call('getStageBoard', { name: 'churn', as_of });
  expect((await boardAt(START - 1)).versions).toEqual([]);
  expect((await boardAt(START)).versions).toMatchObject([
    { version: '2', stage: 'None', aliases: [] },
    { version: '1', stage: 'None', aliases: ['champion'], deleted: true },
  ]);
  const then = await boardAt(START + 1);
  expect(then).toMatchObject({ as_of: START + 1, first_time: START });
  expect(then.versions).toMatchObject([
    { version: '2', aliases: ['champion'], stage_since: START },
    { version: '1', stage: 'Production', aliases: [], stage_since: START + 1, deleted: true, metrics: [] },
  ]);
  expect(then.versions[0]).not.toHaveProperty('deleted');
  const { as_of, ...now } = await boardAt(START + 2);
  expect(as_of).toBe(START + 2);
  expect(now).toEqual(await engine.call('getStageBoard', { name: 'churn' }));
});

test('a board of a time before a stage was removed has that stage, behind those there are', async () => {
  await using engine = await openTestEngine();
  const { stages } = (await engine.call('getRegistrySettings', {})).settings;
  const canary = { name: 'Canary', classic: 'Staging', color: 'amber' } as const;
  await engine.send('updateRegistrySettings', {
    stages: [...stages.slice(0, 2), canary, ...stages.slice(2)],
  });
  await newRegisteredModel(engine, 'churn');
  await moveTo(engine, 'churn', '1', 'Canary');
  await moveTo(engine, 'churn', '1', 'Archived');
  await engine.send('updateRegistrySettings', { stages });
  const names = async (as_of?: number) =>
    (await engine.call('getStageBoard', { name: 'churn', as_of })).stages.map(({ name }) => name);
  expect(await names()).toEqual(['None', 'Staging', 'Production', 'Archived']);
  expect(await names(START)).toEqual(['None', 'Staging', 'Production', 'Archived']);
  expect(await names(START + 1)).toEqual(['None', 'Staging', 'Production', 'Archived', 'Canary']);
  expect((await engine.call('getStageBoard', { name: 'churn', as_of: START + 1 })).stages).toContainEqual(
    canary,
  );
});

test('a model that is made again has a history of its own; a renamed one keeps it', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 2);
  await moveTo(engine, 'churn', '2', 'Staging');
  await engine.call('renameRegisteredModel', { name: 'churn', new_name: 'leavers' });
  expect(await stagesOnBoard(engine, 'leavers', START)).toEqual({ 1: 'None', 2: 'None' });
  expect(await engine.refusal('getStageBoard', { name: 'churn' })).toContain('RESOURCE_DOES_NOT_EXIST');
  await engine.call('deleteRegisteredModel', { name: 'leavers' });
  engine.advance(5);
  await engine.call('createRegisteredModel', { name: 'leavers' });
  expect(await engine.call('getStageBoard', { name: 'leavers' })).toMatchObject({
    first_time: START + 6,
    versions: [],
  });
  expect(await stagesOnBoard(engine, 'leavers', START)).toEqual({});
});
