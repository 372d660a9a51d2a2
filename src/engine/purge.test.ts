import { expect, test } from 'vitest';
import { ARTIFACT_ROOT } from '../artifacts/index.ts';
import { bytesAt, putArtifact } from './testing/artifacts.ts';
import { deletedRun } from './testing/deleted-run.ts';
import { openTestEngine } from './testing/open.ts';
import { ownedRows, total } from './testing/rows.ts';
import { newExperiment, newRun } from './testing/runs.ts';

test('a purge refuses the whole request where one of the named is active or unknown', async () => {
  await using engine = await openTestEngine();
  const deleted = await deletedRun(engine, '0', 10);
  const active = await newRun(engine);
  const before = ownedRows(engine);
  expect(await engine.refusal('purge', { run_ids: [deleted, active] })).toMatch(
    `INVALID_PARAMETER_VALUE: The run ${active} is active`,
  );
  expect(await engine.refusal('purge', { run_ids: [deleted], experiment_ids: ['0'] })).toMatch(
    'INVALID_PARAMETER_VALUE: Experiment 0 is active',
  );
  expect(await engine.refusal('purge', { run_ids: [deleted, 'x'] })).toMatch('RESOURCE_DOES_NOT_EXIST');
  expect(await engine.refusal('purge', { run_ids: Array(1001).fill(deleted) })).toMatch('at most 1000');
  expect(ownedRows(engine)).toEqual(before);
  expect(await bytesAt(engine, `0/${deleted}`)).toBe(10);
});

test('a dry run of a purge tells the same numbers and changes nothing', async () => {
  await using engine = await openTestEngine();
  const run_ids = [await deletedRun(engine, '0', 10), await deletedRun(engine, '0', 20)];
  const [before, head] = [ownedRows(engine), engine.store.changes.head()];
  const dry = await engine.call('purge', { run_ids, dry_run: true });
  expect([ownedRows(engine), engine.store.changes.head()]).toEqual([before, head]);
  expect(await bytesAt(engine, '0')).toBe(30);
  expect(await engine.call('purge', { run_ids })).toEqual(dry);
  const database_rows = total(before) - total(ownedRows(engine));
  expect(dry).toEqual({ runs: 2, experiments: 0, logged_models: 0, artifact_bytes: 30, database_rows });
  expect(await bytesAt(engine, '0')).toBe(0);
});

test('a purged experiment goes with its runs, logged models and folder, and its name can be used again', async () => {
  await using engine = await openTestEngine();
  const experiment_id = await newExperiment(engine, 'sweep');
  const source_run_id = await newRun(engine, { experiment_id });
  const { model } = await engine.call('createLoggedModel', { experiment_id, source_run_id, name: 'm' });
  await putArtifact(engine, `${experiment_id}/models/${model.info.model_id}/artifacts/MLmodel`, 7);
  await putArtifact(engine, `${experiment_id}/notes.txt`, 5);
  await engine.call('deleteExperiment', { experiment_id });
  const answer = await engine.call('purge', { experiment_ids: [experiment_id] });
  expect(answer).toMatchObject({ runs: 1, experiments: 1, logged_models: 1, artifact_bytes: 12 });
  expect(await engine.artifacts.list(ARTIFACT_ROOT)).toEqual([]);
  expect(await engine.refusal('getRun', { run_id: source_run_id })).toMatch('RESOURCE_DOES_NOT_EXIST');
  const again = await newExperiment(engine, 'sweep');
  expect(again).not.toBe(experiment_id);
  expect((await engine.call('searchRuns', { experiment_ids: [again, experiment_id] })).runs).toBeUndefined();
});

test('a change row names each purged object', async () => {
  await using engine = await openTestEngine();
  const experiment_id = await newExperiment(engine, 'sweep');
  await newRun(engine, { experiment_id });
  await engine.call('deleteExperiment', { experiment_id });
  const run_id = await deletedRun(engine, '0', 1);
  const head = engine.store.changes.head();
  await engine.call('purge', { experiment_ids: [experiment_id], run_ids: [run_id] });
  expect(engine.store.changes.after(head, 10)).toMatchObject([
    { operation: 'purge', object_type: 'experiment', object_id: experiment_id, counts: { runs: 1 } },
    { operation: 'purge', object_type: 'run', object_id: run_id, experiment_id: '0' },
  ]);
});

test('a purged run takes along its deleted logged models alone', async () => {
  await using engine = await openTestEngine();
  const source_run_id = await newRun(engine);
  const create = async () =>
    (await engine.call('createLoggedModel', { experiment_id: '0', source_run_id })).model.info.model_id;
  const [kept, deleted] = [await create(), await create()];
  for (const id of [kept, deleted]) await putArtifact(engine, `0/models/${id}/artifacts/MLmodel`, 3);
  await engine.call('deleteLoggedModel', { model_id: deleted });
  await engine.call('deleteRun', { run_id: source_run_id });
  expect(await engine.call('purge', { run_ids: [source_run_id] })).toMatchObject({ logged_models: 1 });
  expect((await engine.call('getLoggedModel', { model_id: kept })).model.info.model_id).toBe(kept);
  expect(await engine.refusal('getLoggedModel', { model_id: deleted, allow_deleted: true })).toMatch(
    'RESOURCE_DOES_NOT_EXIST',
  );
  expect(await bytesAt(engine, '0/models')).toBe(3);
});

test('what others have in the folder of a purged experiment stays', async () => {
  await using engine = await openTestEngine();
  const experiment_id = await newExperiment(engine, 'old');
  const moved = await newRun(engine, { experiment_id });
  const purged = await newRun(engine, { experiment_id });
  for (const run of [moved, purged]) await putArtifact(engine, `${experiment_id}/${run}/artifacts/a`, 4);
  await engine.call('moveRuns', { run_ids: [moved], experiment_id: '0' });
  await engine.call('deleteExperiment', { experiment_id });
  expect(await engine.call('purge', { experiment_ids: [experiment_id] })).toMatchObject({
    artifact_bytes: 4,
  });
  expect(await bytesAt(engine, `${experiment_id}/${moved}`)).toBe(4);
  expect(await bytesAt(engine, `${experiment_id}/${purged}`)).toBe(0);
});

test('artifacts in stores of others are left alone and count nothing', async () => {
  await using engine = await openTestEngine();
  const { experiment_id } = await engine.call('createExperiment', {
    name: 'remote',
    artifact_location: 's3://bucket/path',
  });
  await newRun(engine, { experiment_id });
  await engine.call('deleteExperiment', { experiment_id });
  expect((await engine.call('getTrash', {})).experiments).toMatchObject([{ bytes: 0, runs: 1 }]);
  expect(await engine.call('purge', { experiment_ids: [experiment_id] })).toMatchObject({
    experiments: 1,
    artifact_bytes: 0,
  });
});

test('the database file gives the space of a purged run back', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  for (let batch = 0; batch < 30; batch += 1) {
    const metrics = Array.from({ length: 1000 }, (_, at) => ({
      key: `k${at % 5}`,
      value: at,
      timestamp: batch * 1000 + at,
      step: batch * 1000 + at,
    }));
    await engine.call('logBatch', { run_id, metrics });
  }
  await engine.call('deleteRun', { run_id });
  const pages = () => Number(engine.store.database.pragma('page_count'));
  const before = pages();
  expect(await engine.call('purge', { run_ids: [run_id] })).toMatchObject({ runs: 1 });
  expect(pages()).toBeLessThan(before / 2);
  expect(engine.store.database.pragma('freelist_count')).toBe(0);
});
