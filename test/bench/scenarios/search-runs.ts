import { type Bench, together } from '../bench.ts';
import { createBody, type MlflowApi, runIdOf } from '../mlflow-api.ts';

const TIME = 1_700_000_000_000;
const RATES = ['0.1', '0.01', '0.001', '0.0001'];
const GOLDEN = 0.6180339887498949;
export const CLIENTS = 16;

/** The metric that is filtered and ordered by; spread evenly over 0 to 1, the same for the same run. */
export const accuracy = { key: 'acc', of: (run: number) => Math.round(((run * GOLDEN) % 1) * 1e6) / 1e6 };

const rateOf = (run: number) => RATES[run % RATES.length] ?? '';
const hasNeedle = (run: number) => run % 100 === 37;

/** Accuracies that the filtered search must answer among the first `runs` runs, best first. */
export function filterMatches(runs: number): number[] {
  const all = Array.from({ length: runs }, (_, run) => run);
  return all
    .filter((run) => accuracy.of(run) > 0.9 && rateOf(run) === '0.01')
    .map(accuracy.of)
    .sort((a, b) => b - a);
}

/** How many of the first `runs` runs carry the tag that LIKE looks for. */
export function needleRuns(runs: number): number {
  return Array.from({ length: runs }, (_, run) => run).filter(hasNeedle).length;
}

/** Makes an experiment of that many runs, and returns its id. */
export async function populate(bench: Bench, runs: number): Promise<string> {
  const experimentId = await bench.api().newExperiment('search');
  let next = 0;
  await together(CLIENTS, async () => {
    const api = bench.api();
    while (next < runs) {
      const run = next;
      next += 1;
      await makeRun(api, experimentId, run);
    }
    api.connection.close();
  });
  return experimentId;
}

async function makeRun(api: MlflowApi, experimentId: string, run: number): Promise<void> {
  const created = await api.post('runs/create', createBody(experimentId, `run ${run}`));
  await api.post('runs/log-batch', { run_id: runIdOf(created), ...contentOf(run) });
}

function contentOf(run: number): object {
  const acc = accuracy.of(run);
  const metrics = { acc, loss: 1 - acc, f1: acc / 2, epoch: run % 50, seconds: run / 2 };
  const params = {
    lr: rateOf(run),
    batch: String(2 ** (run % 8)),
    optimizer: 'adam',
    seed: String(run),
    model: `m${run % 7}`,
  };
  const tags = {
    note: hasNeedle(run) ? 'has the needle inside' : `plain note ${run % 97}`,
    team: `team ${run % 5}`,
  };
  const pairs = (from: Record<string, string>) =>
    Object.entries(from).map(([key, value]) => ({ key, value }));
  return {
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: TIME + run, step: 1 })),
    params: pairs(params),
    tags: pairs(tags),
  };
}
