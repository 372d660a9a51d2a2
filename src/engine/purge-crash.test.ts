import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bytesAt, putArtifact } from './testing/artifacts.ts';
import { openTestEngine } from './testing/open.ts';
import { ownedRows } from './testing/rows.ts';
import { newRun } from './testing/runs.ts';

const PROGRAM = fileURLToPath(new URL('./testing/purge-and-die.ts', import.meta.url));

async function purgeAndDie(directory: string, run: string, point: 'rows' | 'folders'): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, directory, run, point], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
}

for (const point of ['rows', 'folders'] as const)
  test(`killed while removing ${point}, a purge stands and is finished at the next start`, async () => {
    await using engine = await openTestEngine();
    const empty = ownedRows(engine);
    const run_id = await newRun(engine);
    // Far more than the few milliseconds of one piece can remove.
    for (let batch = 0; batch < 60; batch += 1)
      await engine.call('logBatch', {
        run_id,
        metrics: Array.from({ length: 1000 }, (_, at) => ({
          key: 'm',
          value: at,
          timestamp: at,
          step: batch * 1000 + at,
        })),
      });
    await putArtifact(engine, `0/${run_id}/artifacts/weights`, 1000);
    await engine.call('deleteRun', { run_id });
    await engine.restart((directory) => purgeAndDie(directory, run_id, point));

    expect(await engine.refusal('getRun', { run_id })).toMatch('RESOURCE_DOES_NOT_EXIST');
    expect((await engine.call('getTrash', {})).runs).toEqual([]);
    expect(await bytesAt(engine, `0/${run_id}`)).toBe(1000);
    if (point === 'rows') expect(ownedRows(engine)['metrics']).toBeGreaterThan(0);

    await engine.resume();
    expect(await bytesAt(engine, `0/${run_id}`)).toBe(0);
    expect(ownedRows(engine)).toEqual(empty);
    expect(engine.store.changes.after(0, 100).at(-1)).toMatchObject({
      operation: 'purge',
      object_id: run_id,
    });
    expect(engine.store.changes.firstBroken()).toBeUndefined();
    expect(engine.store.database.value('PRAGMA integrity_check')).toBe('ok');
  });

test('a folder that cannot be removed is said so, and is tried again at the next start', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  await putArtifact(engine, `0/${run_id}/artifacts/a`, 10);
  await engine.call('deleteRun', { run_id });
  const { artifacts } = engine;
  const remove = artifacts.delete;
  artifacts.delete = async () => {
    throw new Error('the disk is read-only');
  };
  expect(await engine.refusal('purge', { run_ids: [run_id] })).toMatch(
    /TEMPORARILY_UNAVAILABLE: Removed from the database, but 1 folders .* The first: the disk is read-only/,
  );
  expect(await engine.refusal('getRun', { run_id })).toMatch('RESOURCE_DOES_NOT_EXIST');
  artifacts.delete = remove;
  await engine.resume();
  expect(await bytesAt(engine, `0/${run_id}`)).toBe(0);
});
