import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MLFLOW_VERSION } from '../contract/index.ts';
import { integrityFaults, openReader } from '../store/index.ts';
import { putArtifact } from './testing/artifacts.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

test('the status tells versions, places, sizes and counts', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  const metrics = [1, 2, 3].map((value) => ({ key: 'm', value, timestamp: value, step: value }));
  await engine.call('logBatch', { run_id, metrics, params: [{ key: 'p', value: '1' }] });
  await putArtifact(engine, `0/${run_id}/artifacts/a`, 12);
  const status = await engine.call('getStatus', {});
  expect(status).toMatchObject({
    version: '1.2.3',
    mlflow_version: MLFLOW_VERSION,
    url: 'http://127.0.0.1:5000',
    start_time: START,
    device_id: engine.store.deviceId,
    node_version: process.versions.node,
    artifacts_bytes: 12,
    counts: { experiments: 1, runs: 1, metrics: 3, params: 1, tags: 1, logged_models: 0, changes: 3 },
    backups: [],
  });
  expect(status.sqlite_version).toMatch(/^3\.\d+\.\d+$/);
  expect(join(status.data_directory, 'tidemark.db')).toBe(engine.store.database.path);
  expect(status.database_bytes).toBeGreaterThan(10_000);
});

test('a backup is a whole, sound copy, and the status lists the newest first', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  const first = await engine.call('createBackup', {});
  engine.advance(1000);
  const second = await engine.call('createBackup', {});
  const { backups, data_directory } = await engine.call('getStatus', {});
  expect(backups.map(({ file }) => file).toSorted()).toEqual([first.file, second.file]);
  const file = join(data_directory, 'backups', first.file);
  expect(await integrityFaults(file)).toEqual([]);
  const copy = await openReader(file);
  expect(copy.value('SELECT run_id FROM runs')).toBe(run_id);
  expect(first.bytes).toBe(Number(copy.pragma('page_count')) * Number(copy.pragma('page_size')));
  copy.close();
});

test('writes go on while a backup is made, and a second one of the same moment is refused', async () => {
  await using engine = await openTestEngine();
  const made = Promise.allSettled([engine.call('createBackup', {}), engine.call('createBackup', {})]);
  for (let run = 0; run < 20; run += 1) await newRun(engine);
  const outcomes = (await made).map(({ status }) => status).toSorted();
  expect(outcomes).toEqual(['fulfilled', 'rejected']);
  expect((await engine.call('getStatus', {})).backups).toHaveLength(1);
});
