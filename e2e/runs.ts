import type { Engine } from './engine.ts';

export interface Point {
  key: string;
  value: number;
  step: number;
}

interface RunOptions {
  name?: string;
  start_time?: number;
  params?: Record<string, string>;
  tags?: Record<string, string>;
  metrics?: readonly Point[];
  status?: 'FINISHED' | 'FAILED' | 'KILLED';
}

const pairs = (record: Record<string, string> = {}) =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

export async function createExperiment(engine: Engine, name: string): Promise<string> {
  const { experiment_id } = await engine.post<{ experiment_id: string }>('experiments/create', { name });
  return experiment_id;
}

/** A run as a client would log it: created, filled, and ended where a status is given. */
export async function createRun(engine: Engine, experiment_id: string, options: RunOptions): Promise<string> {
  const { run } = await engine.post<{ run: { info: { run_id: string } } }>('runs/create', {
    experiment_id,
    user_id: 'ada',
    run_name: options.name,
    start_time: options.start_time ?? Date.now(),
    tags: pairs(options.tags),
  });
  const { run_id } = run.info;
  await logMetrics(engine, run_id, options.metrics ?? [], options.params);
  if (options.status)
    await engine.post('runs/update', { run_id, status: options.status, end_time: Date.now() });
  return run_id;
}

export async function logMetrics(
  engine: Engine,
  run_id: string,
  points: readonly Point[],
  params: Record<string, string> = {},
): Promise<void> {
  const metrics = points.map((point) => ({ ...point, timestamp: Date.now() }));
  await engine.post('runs/log-batch', { run_id, metrics, params: pairs(params) });
}

/** A falling loss of `length` steps. */
export function losses(length: number, key = 'loss'): Point[] {
  return Array.from({ length }, (_, step) => ({ key, value: 1 / (step + 1), step }));
}

export async function experimentIdOf(engine: Engine, name: string): Promise<string> {
  const { experiments } = await engine.post<{ experiments: { experiment_id: string }[] }>(
    'experiments/search',
    {
      filter: `name = '${name}'`,
      max_results: 1,
    },
  );
  const [found] = experiments;
  if (found === undefined) throw new Error(`There is no experiment called ${name}.`);
  return found.experiment_id;
}

export async function runIdOf(engine: Engine, experimentId: string, name: string): Promise<string> {
  const { runs } = await engine.post<{ runs: { info: { run_id: string } }[] }>('runs/search', {
    experiment_ids: [experimentId],
    filter: `attributes.run_name = '${name}'`,
    max_results: 1,
  });
  const [found] = runs;
  if (found === undefined) throw new Error(`There is no run called ${name}.`);
  return found.info.run_id;
}
