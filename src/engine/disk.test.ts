import { afterAll, beforeAll, expect, test } from 'vitest';
import { putArtifact } from './testing/artifacts.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

let engine: TestEngine;
let [experiment, run, model, elsewhere] = ['', '', '', ''];
beforeAll(async () => {
  engine = await openTestEngine();
  experiment = await newExperiment(engine, 'sweep');
  run = await newRun(engine, { experiment_id: experiment, run_name: 'best' });
  const created = await engine.call('createLoggedModel', {
    experiment_id: experiment,
    source_run_id: run,
    name: 'net',
  });
  model = created.model.info.model_id;
  elsewhere = await newRun(engine, { run_name: 'small' });
  await putArtifact(engine, `${experiment}/${run}/artifacts/plots/a.png`, 100);
  await putArtifact(engine, `${experiment}/${run}/artifacts/b.txt`, 50);
  await putArtifact(engine, `${experiment}/models/${model}/artifacts/MLmodel`, 400);
  await putArtifact(engine, `0/${elsewhere}/artifacts/c`, 7);
  await putArtifact(engine, 'nobodys/file', 1);
  await newRun(engine, { run_name: 'without artifacts' });
});
afterAll(() => engine[Symbol.asyncDispose]());

const item = (
  kind: string,
  id: string,
  name: string,
  experiment_id: string,
  bytes: number,
  files: number,
) => ({
  ...{ kind, id, name, experiment_id, bytes, files },
});

test('what is on the disk is told by experiment, run and logged model, largest first', async () => {
  const { items, artifacts_bytes, database_bytes, free_bytes } = await engine.call('getDiskUsage', {});
  expect(items).toEqual([
    item('experiment', experiment, 'sweep', experiment, 550, 3),
    item('logged_model', model, 'net', experiment, 400, 1),
    item('run', run, 'best', experiment, 150, 2),
    item('experiment', '0', 'Default', '0', 7, 1),
    item('run', elsewhere, 'small', '0', 7, 1),
  ]);
  expect(artifacts_bytes).toBe(558);
  expect(database_bytes).toBeGreaterThan(free_bytes);
});

test('an experiment asked for is told alone, a missing one is RESOURCE_DOES_NOT_EXIST', async () => {
  const { items, artifacts_bytes } = await engine.call('getDiskUsage', { experiment_id: '0' });
  expect(items.map(({ id }) => id)).toEqual(['0', elsewhere]);
  expect(artifacts_bytes).toBe(558);
  expect(await engine.refusal('getDiskUsage', { experiment_id: '7' })).toMatch('RESOURCE_DOES_NOT_EXIST');
});

test('deleted runs take their space until they are purged', async () => {
  await engine.call('deleteRun', { run_id: elsewhere });
  const ids = async () =>
    (await engine.call('getDiskUsage', { experiment_id: '0' })).items.map(({ id }) => id);
  expect(await ids()).toEqual(['0', elsewhere]);
  await engine.call('purge', { run_ids: [elsewhere] });
  expect(await ids()).toEqual([]);
});
