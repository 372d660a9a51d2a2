import { type Bench, type Scenario, Unsupported, verify } from '../bench.ts';
import { HttpError, type Reply } from '../http-client.ts';
import type { History, MlflowApi } from '../mlflow-api.ts';
import { median } from '../statistics.ts';

const TIME = 1_700_000_000_000;
const BATCH = 1000;
const RUNS = 100;
const POINTS = 10_000;
const BUCKETS = 300;
/** What MLflow's own page asks for each run. */
const MLFLOW_POINTS = 320;
const REPEATED = 10;
const LIMIT_MS = 3000;

/** One metric of many runs as a chart asks for it: all at once, and as the middle and spread of groups. */
export function charts(): Scenario {
  const runIds: string[] = [];
  return {
    name: 'charts',
    async prepare(bench) {
      const api = bench.api();
      const experimentId = await api.newExperiment('charts');
      for (let run = 0; run < runsOf(bench); run += 1) runIds.push(await fill(api, experimentId, run));
      api.connection.close();
    },
    async measure(bench) {
      const api = bench.api();
      await drawn(bench, api, runIds);
      await grouped(bench, api, runIds);
      api.connection.close();
    },
  };
}

const runsOf = (bench: Bench) => (bench.quick ? 5 : RUNS);

async function fill(api: MlflowApi, experimentId: string, run: number): Promise<string> {
  const run_id = await api.newRun(experimentId);
  for (let start = 0; start < POINTS; start += BATCH) {
    const metrics = Array.from({ length: BATCH }, (_, index) => {
      const step = start + index;
      return { key: 'loss', value: step * 0.5 + run, timestamp: TIME + step, step };
    });
    await api.post('runs/log-batch', { run_id, metrics });
  }
  return run_id;
}

interface Samples {
  series: { points: number; buckets: { count: number; max: number }[] }[];
}

async function drawn(bench: Bench, api: MlflowApi, runIds: readonly string[]): Promise<void> {
  const name = `chart of ${runIds.length} runs of ${POINTS} points`;
  const body = { run_ids: runIds, metric_keys: ['loss'], max_buckets: BUCKETS };
  const sample = api.connection.encode('POST', '/api/2.0/tidemark/metrics/sample', body);
  const ids = runIds.map((runId) => `run_ids=${runId}`).join('&');
  const path = `/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?${ids}&metric_key=loss&max_results=${MLFLOW_POINTS}`;
  const hasSamples = (await found(api, sample)) !== undefined;
  const request = hasSamples ? sample : api.connection.encode('GET', path);
  if ((await found(api, request)) === undefined) throw new Unsupported(name);
  const reply = await timed(bench, api, name, request);
  if (hasSamples) {
    const { series } = reply.json<Samples>();
    const counted = series.map(({ buckets }) => buckets.reduce((sum, { count }) => sum + count, 0));
    verify(
      counted.length === runIds.length && counted.every((count) => count === POINTS),
      'charts: a sample does not count every point',
    );
  } else {
    const { metrics = [] } = reply.json<History>();
    verify(
      new Set(metrics.map(({ run_id }) => run_id)).size === runIds.length,
      'charts: a run is missing in the interval',
    );
  }
}

interface Aggregates {
  series: { members: number; points: number }[];
}

async function grouped(bench: Bench, api: MlflowApi, runIds: readonly string[]): Promise<void> {
  const halves = [runIds.slice(0, runIds.length / 2), runIds.slice(runIds.length / 2)];
  const groups = halves.map((run_ids, index) => ({ name: `half ${index}`, run_ids }));
  const body = { groups, metric_keys: ['loss'], max_buckets: BUCKETS };
  const request = api.connection.encode('POST', '/api/2.0/tidemark/metrics/aggregate', body);
  if ((await found(api, request)) === undefined) return;
  const reply = await timed(bench, api, `groups of ${runIds.length} runs of ${POINTS} points`, request);
  const { series } = reply.json<Aggregates>();
  const points = series.reduce((sum, { points: ofSeries }) => sum + ofSeries, 0);
  verify(points === runIds.length * POINTS, `charts: the groups have ${points} points`);
}

/** Undefined where the peer has no such operation. */
async function found(api: MlflowApi, request: Buffer): Promise<Reply | undefined> {
  return api.connection.require(request).catch((error: unknown) => {
    if (error instanceof HttpError && error.isNoSuchRoute) return undefined;
    throw error;
  });
}

async function timed(bench: Bench, api: MlflowApi, name: string, request: Buffer): Promise<Reply> {
  let reply = await api.connection.require(request);
  const times: number[] = [];
  await bench.perRequestCpu(name, async () => {
    const deadline = performance.now() + LIMIT_MS;
    do {
      reply = await api.connection.require(request);
      times.push(reply.ms);
    } while (times.length < REPEATED && performance.now() < deadline);
    return times.length;
  });
  bench.lower(name, 'ms', median(times));
  return reply;
}
