import { beforeEach, expect, test } from 'vitest';
import { bytesAt, putArtifact } from './testing/artifacts.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';
import { newRun, readRun } from './testing/runs.ts';

async function finished(engine: TestEngine, run_name: string, ...values: number[]): Promise<string> {
  const run_id = await newRun(engine, { run_name });
  for (const [step, value] of values.entries())
    await engine.call('logMetric', { run_id, key: 'acc', value, timestamp: 1, step });
  await putArtifact(engine, `0/${run_id}/artifacts/weights`, 100);
  await engine.call('updateRun', { run_id, status: 'FINISHED', end_time: 2 });
  return run_id;
}

let engine: TestEngine & AsyncDisposable;
let ids: Record<'worst' | 'best' | 'middle' | 'nan' | 'without' | 'running' | 'deleted', string>;
const request = { experiment_id: '0', metric_key: 'acc', ascending: false, keep: 2 };

beforeEach(async () => {
  engine = await openTestEngine();
  ids = {
    worst: await finished(engine, 'worst', 0.9, 0.1),
    best: await finished(engine, 'best', 0.2, 0.8),
    middle: await finished(engine, 'middle', 0.5),
    nan: await finished(engine, 'nan', 0.7, Number.NaN),
    without: await finished(engine, 'without'),
    running: await newRun(engine),
    deleted: await finished(engine, 'deleted', 1),
  };
  await engine.call('deleteRun', { run_id: ids.deleted });
  return () => engine[Symbol.asyncDispose]();
});

test('all finished runs but the best by the latest value go to the trash; those without a value are the last', async () => {
  const answer = await engine.call('keepBestRuns', request);
  expect(answer).toMatchObject({ kept: [ids.best, ids.middle], bytes: 300 });
  expect(answer.removed[0]).toEqual({ run_id: ids.worst, run_name: 'worst', value: 0.1, bytes: 100 });
  expect(
    answer.removed
      .slice(1)
      .map(({ run_id }) => run_id)
      .toSorted(),
  ).toEqual([ids.nan, ids.without].toSorted());
  expect(answer.removed[1]).not.toHaveProperty('value');
  const stage = async (id: string) => (await readRun(engine, id)).info.lifecycle_stage;
  const kept = [ids.best, ids.middle, ids.running];
  expect(await Promise.all(kept.map(stage))).toEqual(['active', 'active', 'active']);
  expect(await stage(ids.worst)).toBe('deleted');
  expect(await bytesAt(engine, '0')).toBe(600);
  expect(engine.store.changes.after(0, 100).at(-1)).toMatchObject({
    operation: 'keepBestRuns',
    object_type: 'experiment',
    counts: { runs: 3 },
  });
  await engine.call('restoreRun', { run_id: ids.worst });
});

test('the least value is the best where ascending is asked for', async () => {
  const { kept } = await engine.call('keepBestRuns', { ...request, ascending: true, keep: 1, dry_run: true });
  expect(kept).toEqual([ids.worst]);
});

test('a dry run tells the same and changes nothing', async () => {
  const head = engine.store.changes.head();
  const dry = await engine.call('keepBestRuns', { ...request, dry_run: true });
  expect(engine.store.changes.head()).toBe(head);
  expect(await engine.call('keepBestRuns', request)).toEqual(dry);
  expect(await engine.call('keepBestRuns', request)).toEqual({ kept: dry.kept, removed: [], bytes: 0 });
});

test('artifacts alone can be removed: the runs stay, with all that was logged', async () => {
  const before = await readRun(engine, ids.worst);
  const answer = await engine.call('keepBestRuns', { ...request, artifacts_only: true });
  expect(answer).toMatchObject({ bytes: 300 });
  expect(await readRun(engine, ids.worst)).toEqual(before);
  expect(await bytesAt(engine, `0/${ids.worst}`)).toBe(0);
  expect(await bytesAt(engine, `0/${ids.best}`)).toBe(100);
  expect(await bytesAt(engine, '0')).toBe(300);
});

test('an unknown metric, a deleted experiment and keeping none are INVALID_PARAMETER_VALUE', async () => {
  const refused = (more: object) => engine.refusal('keepBestRuns', { ...request, ...more });
  expect(await refused({ metric_key: 'x' })).toMatch("INVALID_PARAMETER_VALUE: No run has a metric 'x'");
  expect(await refused({ keep: 0 })).toMatch("INVALID_PARAMETER_VALUE: 'keep' is 0");
  await engine.call('deleteExperiment', { experiment_id: '0' });
  expect(await refused({})).toMatch('INVALID_PARAMETER_VALUE');
});
