import { putArtifact } from './artifacts.ts';
import type { TestEngine } from './open.ts';
import { newRun } from './runs.ts';

/** A deleted run of this name with 10 points, a param and a file of `bytes`. */
export async function deletedRun(engine: TestEngine, experiment_id: string, bytes: number, run_name = 'r') {
  const run_id = await newRun(engine, { experiment_id, run_name });
  const metrics = Array.from({ length: 10 }, (_, step) => ({
    key: 'loss',
    value: step,
    timestamp: step,
    step,
  }));
  await engine.call('logBatch', { run_id, metrics, params: [{ key: 'lr', value: '1' }] });
  await putArtifact(engine, `${experiment_id}/${run_id}/artifacts/model/weights`, bytes);
  await engine.call('deleteRun', { run_id });
  return run_id;
}
