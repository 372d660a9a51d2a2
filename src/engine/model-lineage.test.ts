import { expect, test } from 'vitest';
import { newModel } from './testing/logged-models.ts';
import { ANA, as, moveTo, newRegisteredModel, newVersion } from './testing/model-versions.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun, readRun } from './testing/runs.ts';

test('a version of a logged model names it with params and metrics, its run with data sets, and where its files are', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine, { run_name: 'calm', start_time: 7 });
  const { model_id } = await newModel(engine, { name: 'tree', source_run_id: run_id });
  await engine.send('LogLoggedModelParams', { model_id, params: [{ key: 'depth', value: '3' }] });
  const dataset = { name: 'people', digest: 'd1', source_type: 'local', source: '{}' };
  const tags = [{ key: 'mlflow.data.context', value: 'training' }];
  await engine.send('logInputs', { run_id, datasets: [{ dataset, tags }] });
  await engine.send('logMetric', {
    ...{ run_id, model_id, key: 'acc', value: 0.5, timestamp: 1 },
    ...{ dataset_name: 'people', dataset_digest: 'd1' },
  });
  await engine.send('logMetric', { run_id, key: 'loss', value: Number.NaN, timestamp: 1 });
  await newRegisteredModel(engine, 'churn', 0);
  await as(engine, ANA, 'createModelVersion', {
    name: 'churn',
    source: `models:/${model_id}`,
    model_id,
    run_link: 'https://example.org/r',
  });
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'champion' });
  await moveTo(engine, 'churn', '1', 'Staging');
  const lineage = await engine.call('getModelVersionLineage', { name: 'churn', version: '1' });
  expect(lineage).toEqual({
    version: {
      name: 'churn',
      version: '1',
      stage: 'Staging',
      aliases: ['champion'],
      source: `models:/${model_id}`,
      source_run_link: 'https://example.org/r',
      creation_time: START,
      user_id: 'ana',
      status: 'READY',
    },
    artifacts: { object_type: 'logged_model', object_id: model_id, path: '' },
    run: {
      run_id,
      run_name: 'calm',
      status: 'RUNNING',
      experiment_id: '0',
      experiment_name: 'Default',
      start_time: 7,
      lifecycle_stage: 'active',
    },
    logged_model: {
      model_id,
      name: 'tree',
      status: 'LOGGED_MODEL_PENDING',
      experiment_id: '0',
      params: [{ key: 'depth', value: '3' }],
      metrics: [{ key: 'acc', value: 0.5, dataset_name: 'people' }],
    },
    run_metrics: expect.arrayContaining([{ key: 'loss', value: 'NaN' }]),
    datasets: [{ name: 'people', digest: 'd1', source_type: 'local', context: 'training' }],
    copies: [],
    siblings: [],
  });
});

test('a version of files of a run says their path, by either address', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  const { artifact_uri } = (await readRun(engine, run_id)).info;
  await newRegisteredModel(engine, 'churn', 0);
  await newVersion(engine, 'churn', { source: `runs:/${run_id}/model/a`, run_id });
  await newVersion(engine, 'churn', { source: `${artifact_uri}/model/b`, run_id });
  const artifacts = async (version: string) =>
    (await engine.call('getModelVersionLineage', { name: 'churn', version })).artifacts;
  const of = { object_type: 'run', object_id: run_id };
  expect([await artifacts('1'), await artifacts('2')]).toEqual([
    { ...of, path: 'model/a' },
    { ...of, path: 'model/b' },
  ]);
});

test('a version whose files are elsewhere, or whose run is gone, says nothing of them', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  const run_id = await newRun(engine);
  await newVersion(engine, 'churn', { source: `runs:/${run_id}/model`, run_id });
  await engine.call('deleteRun', { run_id });
  const lineage = (version: string) => engine.call('getModelVersionLineage', { name: 'churn', version });
  expect(await lineage('1')).toEqual({
    version: expect.objectContaining({ source: 's3://bucket/model' }),
    ...{ run_metrics: [], datasets: [], copies: [], siblings: [] },
  });
  expect((await lineage('2')).run).toMatchObject({ run_id, lifecycle_stage: 'deleted' });
  await engine.call('purge', { run_ids: [run_id] });
  const gone = await lineage('2');
  expect(gone).not.toHaveProperty('run');
  expect(gone).not.toHaveProperty('artifacts');
});

test('a deleted logged model is named as deleted', async () => {
  await using engine = await openTestEngine();
  const { model_id } = await newModel(engine);
  await newRegisteredModel(engine, 'churn', 0);
  await newVersion(engine, 'churn', { source: `models:/${model_id}`, model_id });
  await engine.call('deleteLoggedModel', { model_id });
  const lineage = await engine.call('getModelVersionLineage', { name: 'churn', version: '1' });
  expect(lineage.logged_model).toMatchObject({ model_id, deleted: true });
  expect(lineage).not.toHaveProperty('artifacts');
});

test('copies and siblings are found both ways', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  await newRegisteredModel(engine, 'churn', 0);
  await newVersion(engine, 'churn', { source: `runs:/${run_id}/model`, run_id });
  await newVersion(engine, 'churn', { run_id });
  await newRegisteredModel(engine, 'live', 0);
  await newVersion(engine, 'live', { source: 'models:/churn/1' });
  const lineage = (name: string, version: string) => engine.call('getModelVersionLineage', { name, version });
  expect(await lineage('churn', '1')).toMatchObject({
    copies: [{ name: 'live', version: '1' }],
    siblings: [
      { name: 'churn', version: '2' },
      { name: 'live', version: '1' },
    ],
  });
  expect(await lineage('live', '1')).toMatchObject({
    copied_from: { name: 'churn', version: '1' },
    artifacts: { object_type: 'run', object_id: run_id, path: 'model' },
    copies: [],
  });
});

test('lineage of what is not there is refused', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  const refused = (name: string, version: string) =>
    engine.refusal('getModelVersionLineage', { name, version });
  expect(await refused('churn', '2')).toContain('RESOURCE_DOES_NOT_EXIST');
  expect(await refused('nobody', '1')).toContain('RESOURCE_DOES_NOT_EXIST');
  expect(await refused('churn', 'x')).toContain('must be an integer');
});
