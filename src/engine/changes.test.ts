import { expect, test } from 'vitest';
import type { OperationName } from '../contract/index.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const recent = (engine: TestEngine, after: number) => engine.store.changes.after(after, 100);

test('every write leaves one change that names operation, object and experiment, and how much was touched', async () => {
  await using engine = await openTestEngine();
  const { experiment_id } = await engine.call('createExperiment', { name: 'e' });
  const run_id = await newRun(engine, { experiment_id });
  const point = { key: 'm', value: 1, timestamp: 1 };
  const model = JSON.stringify({ artifact_path: 'a', flavors: {}, utc_time_created: '', run_id });
  const onRun: [OperationName, object, object?][] = [
    ['logBatch', { metrics: [point, point], params: [{ key: 'p', value: '' }] }, { metrics: 2, params: 1 }],
    ['logMetric', point, { metrics: 1 }],
    ['logParam', { key: 'p', value: '' }, { params: 1 }],
    ['setTag', { key: 't', value: '' }, { tags: 1 }],
    ['deleteTag', { key: 't' }],
    ['logModel', { model_json: model }],
    ['logInputs', { datasets: [{ dataset: { name: 'd' } }] }, { datasets: 1, models: 0 }],
    ['logOutputs', { models: [{ model_id: 'm' }] }, { models: 1 }],
    ['updateRun', { status: 'FINISHED' }],
    ['deleteRun', {}],
    ['restoreRun', {}],
  ];
  for (const [operation, message, counts] of onRun) {
    const before = engine.store.changes.head();
    await engine.send(operation, { run_id, ...message });
    expect(recent(engine, before)).toEqual([
      {
        seq: before + 1,
        time: START,
        actor: 'local',
        source: 'local',
        operation,
        object_type: 'run',
        object_id: run_id,
        experiment_id,
        workspace: 'default',
        counts: counts ?? {},
      },
    ]);
  }
  expect(engine.store.changes.firstBroken()).toBeUndefined();
});

test('writes to experiments and logged models leave a change each, too', async () => {
  await using engine = await openTestEngine();
  const { experiment_id } = await engine.call('createExperiment', { name: 'e' });
  await newRun(engine, { experiment_id });
  const { model_id } = (await engine.call('createLoggedModel', { experiment_id })).model.info;
  const before = engine.store.changes.head();
  await engine.call('setExperimentTag', { experiment_id, key: 'k', value: '' });
  await engine.call('deleteExperimentTag', { experiment_id, key: 'k' });
  await engine.call('updateExperiment', { experiment_id, new_name: 'f' });
  await engine.call('deleteExperiment', { experiment_id });
  await engine.call('restoreExperiment', { experiment_id });
  await engine.call('setLoggedModelTags', { model_id, tags: [{ key: 'k', value: '' }] });
  await engine.call('deleteLoggedModelTag', { model_id, tag_key: 'k' });
  await engine.call('LogLoggedModelParams', { model_id, params: [] });
  await engine.call('finalizeLoggedModel', { model_id, status: 'LOGGED_MODEL_READY' });
  await engine.call('deleteLoggedModel', { model_id });
  expect(
    recent(engine, before).map(({ operation, object_id, counts }) => [operation, object_id, counts]),
  ).toEqual([
    ['setExperimentTag', experiment_id, {}],
    ['deleteExperimentTag', experiment_id, {}],
    ['updateExperiment', experiment_id, {}],
    ['deleteExperiment', experiment_id, { runs: 1 }],
    ['restoreExperiment', experiment_id, { runs: 1 }],
    ['setLoggedModelTags', model_id, {}],
    ['deleteLoggedModelTag', model_id, {}],
    ['LogLoggedModelParams', model_id, {}],
    ['finalizeLoggedModel', model_id, {}],
    ['deleteLoggedModel', model_id, {}],
  ]);
});

test('reads, and writes that are refused, leave no change', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  const before = engine.store.changes.head();
  await engine.call('getRun', { run_id });
  await engine.call('searchRuns', { experiment_ids: ['0'] });
  expect(await engine.refusal('createExperiment', { name: 'Default' })).toContain('RESOURCE_ALREADY_EXISTS');
  expect(await engine.refusal('deleteTag', { run_id, key: 'nothing' })).toContain('RESOURCE_DOES_NOT_EXIST');
  expect(engine.store.changes.head()).toBe(before);
});

test('a new tracker has one change: its default experiment', async () => {
  await using engine = await openTestEngine();
  expect(recent(engine, 0)).toMatchObject([
    { operation: 'createExperiment', object_id: '0', actor: 'tidemark' },
  ]);
});

test('[s1] server-info says what clients ask before they download', async () => {
  await using engine = await openTestEngine();
  expect(await engine.call('getServerInfo', {})).toMatchObject({
    store_type: 'SqlStore',
    workspaces_enabled: false,
    multipart_uploads_enabled: true,
  });
});
