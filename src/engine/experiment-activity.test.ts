import { afterAll, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const activity = async (...experiment_ids: string[]) =>
  (await engine.call('getExperimentActivity', { experiment_ids })).experiments;

test('active runs are counted, running ones among them, with the time when one last started or ended', async () => {
  const busy = await newExperiment(engine, 'busy');
  const idle = await newExperiment(engine, 'idle');
  expect(await activity(busy, idle)).toEqual([
    { experiment_id: busy, runs: 0, running: 0 },
    { experiment_id: idle, runs: 0, running: 0 },
  ]);
  const first = await newRun(engine, { experiment_id: busy, start_time: 100 });
  await newRun(engine, { experiment_id: busy, start_time: 200 });
  expect(await activity(busy)).toEqual([{ experiment_id: busy, runs: 2, running: 2, last_run_time: 200 }]);
  await engine.call('updateRun', { run_id: first, status: 'FINISHED', end_time: 300 });
  expect(await activity(busy)).toEqual([{ experiment_id: busy, runs: 2, running: 1, last_run_time: 300 }]);
  await engine.call('moveRuns', { run_ids: [first], experiment_id: idle });
  expect(await activity(busy, idle)).toEqual([
    { experiment_id: busy, runs: 1, running: 1, last_run_time: 200 },
    { experiment_id: idle, runs: 1, running: 0, last_run_time: 300 },
  ]);
  await engine.call('deleteRun', { run_id: first });
  expect(await activity(idle)).toEqual([{ experiment_id: idle, runs: 0, running: 0 }]);
});

test('an experiment that is unknown, or of another workspace, is left out; none at all is refused', async () => {
  const experiment_id = await newExperiment(engine, 'mine');
  expect(await activity(experiment_id, '123456')).toHaveLength(1);
  const stranger = { actor: 'x', workspace: 'other' };
  const asked = { experiment_ids: [experiment_id] };
  expect(await engine.send('getExperimentActivity', asked, stranger)).toEqual({ experiments: [] });
  await expect(activity()).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
});
