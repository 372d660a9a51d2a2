import type { Request, Run } from '../../contract/index.ts';
import type { TestEngine } from './open.ts';

/** A new run of an experiment, the default one where none is named; answers its id. */
export async function newRun(
  engine: TestEngine,
  request: Partial<Request<'createRun'>> = {},
): Promise<string> {
  const { run } = await engine.call('createRun', { experiment_id: '0', ...request });
  return run.info.run_id;
}

/** A run as get-run answers it. */
export async function readRun(engine: TestEngine, run_id: string): Promise<Run> {
  return (await engine.call('getRun', { run_id })).run;
}

/** A run's tags, by key. */
export function tagsOf(run: Run): Record<string, string> {
  return Object.fromEntries((run.data.tags ?? []).map(({ key, value }) => [key, value]));
}

/** A new experiment of this name; answers its id. */
export async function newExperiment(engine: TestEngine, name: string): Promise<string> {
  return (await engine.call('createExperiment', { name })).experiment_id;
}
