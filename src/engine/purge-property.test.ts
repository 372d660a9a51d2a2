import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putArtifact } from './testing/artifacts.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';
import { ownedRows, total } from './testing/rows.ts';
import { newExperiment, newRun, readRun } from './testing/runs.ts';

interface World {
  experiments: string[];
  runs: { run_id: string; experiment_id: string }[];
}

const point = fc.record({
  key: fc.constantFrom('loss', 'acc', 'lr'),
  value: fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN)),
  timestamp: fc.nat(50),
  step: fc.nat(20),
});

const runShape = fc.record({
  experiment: fc.nat(2),
  metrics: fc.array(point, { maxLength: 40 }),
  dataset: fc.constantFrom(undefined, 'train', 'test'),
  models: fc.array(fc.boolean(), { maxLength: 2 }),
  deleted: fc.boolean(),
  purged: fc.boolean(),
});

type RunShape = typeof runShape extends fc.Arbitrary<infer Shape> ? Shape : never;

async function addModel(
  engine: TestEngine,
  run: { run_id: string; experiment_id: string },
  deleted: boolean,
) {
  const { experiment_id, run_id } = run;
  const { model } = await engine.call('createLoggedModel', { experiment_id, source_run_id: run_id });
  const { model_id } = model.info;
  await engine.call('LogLoggedModelParams', { model_id, params: [{ key: 'p', value: '1' }] });
  await engine.call('setLoggedModelTags', { model_id, tags: [{ key: 't', value: '1' }] });
  await engine.call('logMetric', { run_id, key: 'loss', value: 1, timestamp: 1, model_id });
  await engine.call('logOutputs', { run_id, models: [{ model_id, step: 0 }] });
  if (deleted) await engine.call('deleteLoggedModel', { model_id });
}

async function addRun(engine: TestEngine, experiment_id: string, shape: RunShape): Promise<string> {
  const run_id = await newRun(engine, { experiment_id, tags: [{ key: 'team', value: 'a' }] });
  await engine.call('logBatch', { run_id, metrics: shape.metrics, params: [{ key: 'p', value: run_id }] });
  if (shape.dataset !== undefined) {
    const dataset = { name: shape.dataset, digest: 'd', source_type: 'local', source: '{}' };
    const tags = [{ key: 'mlflow.data.context', value: 'train' }];
    await engine.send('logInputs', { run_id, datasets: [{ dataset, tags }] });
  }
  for (const deleted of shape.models) await addModel(engine, { run_id, experiment_id }, deleted);
  await putArtifact(engine, `${experiment_id}/${run_id}/artifacts/a`, 10);
  if (shape.deleted) await engine.call('deleteRun', { run_id });
  return run_id;
}

async function fill(engine: TestEngine, shapes: readonly RunShape[]): Promise<World> {
  const experiments = ['0', await newExperiment(engine, 'b'), await newExperiment(engine, 'c')];
  for (const experiment_id of experiments)
    await engine.call('setExperimentTag', { experiment_id, key: 'k', value: 'v' });
  const runs = [];
  for (const shape of shapes) {
    const experiment_id = experiments[shape.experiment] ?? '0';
    runs.push({ run_id: await addRun(engine, experiment_id, shape), experiment_id });
  }
  return { experiments, runs };
}

test('after any purge exactly the foretold rows are gone, what stays reads as before, and the database is sound', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`purge: SEED=${seed}`);
  let purgedRuns = 0;
  const shapes = fc.array(runShape, { minLength: 1, maxLength: 6 });
  const property = fc.asyncProperty(shapes, fc.boolean(), async (made, whole) => {
    await using engine = await openTestEngine();
    const { experiments, runs } = await fill(engine, made);
    const [, second = ''] = experiments;
    if (whole) await engine.call('deleteExperiment', { experiment_id: second });
    const run_ids = runs.flatMap(({ run_id }, at) => (made[at]?.deleted && made[at]?.purged ? [run_id] : []));
    const gone = new Set(run_ids);
    for (const run of runs) if (whole && run.experiment_id === second) gone.add(run.run_id);
    const staying = runs.filter(({ run_id }) => !gone.has(run_id));
    const read = () => Promise.all(staying.map(({ run_id }) => readRun(engine, run_id)));
    const [before, rows] = [await read(), ownedRows(engine)];
    const request = { run_ids, experiment_ids: whole ? [second] : [] };
    const dry = await engine.call('purge', { ...request, dry_run: true });
    expect(await engine.call('purge', request)).toEqual(dry);
    expect(dry).toMatchObject({
      runs: gone.size,
      experiments: whole ? 1 : 0,
      artifact_bytes: 10 * gone.size,
    });
    expect(total(rows) - total(ownedRows(engine))).toBe(dry.database_rows);
    expect(await read()).toEqual(before);
    for (const run_id of gone) expect(await engine.refusal('getRun', { run_id })).toMatch('DOES_NOT_EXIST');
    const { database, changes } = engine.store;
    expect(database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(database.value('PRAGMA integrity_check')).toBe('ok');
    expect(changes.firstBroken()).toBeUndefined();
    purgedRuns += gone.size;
  });
  await fc.assert(property, { numRuns: 25, seed });
  expect(purgedRuns).toBeGreaterThan(3);
});
