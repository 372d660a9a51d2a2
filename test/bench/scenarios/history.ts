import { type Bench, type Scenario, Unsupported, verify } from '../bench.ts';
import { HttpError } from '../http-client.ts';
import type { History, MlflowApi } from '../mlflow-api.ts';
import { median } from '../statistics.ts';

const TIME = 1_700_000_000_000;
const BATCH = 1000;
const PAGE = 25_000;
const LIMIT_MS = 3000;
const FILL_SECONDS = 45;
const SAMPLED = 10_000;
const BUCKETS = 1000;
const CHART_BUCKETS = 2000;

/** Histories of one metric: whole, in pages, and thinned out for a chart. */
export function history(): Scenario {
  const filled = new Map<number, string>();
  const charted: string[] = [];
  return {
    name: 'history',
    async prepare(bench) {
      const api = bench.api();
      const experimentId = await api.newExperiment('history');
      for (let run = 0; run < 3; run += 1) charted.push(await fill(api, experimentId, SAMPLED));
      const started = performance.now();
      let rate = Number.POSITIVE_INFINITY;
      for (const points of bench.quick ? [10_000] : [10_000, 100_000, 1_000_000]) {
        if (points / rate > FILL_SECONDS) {
          bench.note(`history of ${points} points left out: filling takes ${Math.round(points / rate)} s`);
          break;
        }
        filled.set(points, await fill(api, experimentId, points));
        rate = points / ((performance.now() - started) / 1000);
      }
      api.connection.close();
    },
    async measure(bench) {
      const api = bench.api();
      for (const [points, runId] of filled) {
        await whole(bench, api, runId, points);
        await paged(bench, api, runId, points);
      }
      await sampled(bench, api, `bulk interval, 3 runs of ${SAMPLED}`, charted, SAMPLED);
      const largest = [...filled].at(-1);
      if (largest !== undefined) {
        await sampled(bench, api, `bulk interval, 1 run of ${largest[0]}`, [largest[1]], largest[0]);
        await bucketed(bench, api, largest[1], largest[0]);
      }
      api.connection.close();
    },
  };
}

async function fill(api: MlflowApi, experimentId: string, points: number): Promise<string> {
  const run_id = await api.newRun(experimentId);
  for (let start = 0; start < points; start += BATCH) {
    const metrics = Array.from({ length: BATCH }, (_, index) => {
      const step = start + index;
      return { key: 'loss', value: step * 0.5, timestamp: TIME + step, step };
    });
    await api.post('runs/log-batch', { run_id, metrics });
  }
  return run_id;
}

async function whole(bench: Bench, api: MlflowApi, runId: string, points: number): Promise<void> {
  const request = api.encodeGet('metrics/get-history', { run_id: runId, metric_key: 'loss' });
  const name = `history of ${points} points, whole`;
  let reply = await api.connection.require(request);
  const times: number[] = [];
  await bench.perRequestCpu(name, async () => {
    const deadline = performance.now() + LIMIT_MS;
    do {
      reply = await api.connection.require(request);
      times.push(reply.ms);
    } while (times.length < 10 && performance.now() < deadline);
    return times.length;
  });
  bench.lower(name, 'ms', median(times));
  const { metrics = [] } = reply.json<History>();
  const sum = metrics.reduce((total, { value }) => total + Number(value), 0);
  verify(metrics.length === points, `history: ${metrics.length} of ${points} points came back`);
  verify(
    sum === 0.25 * points * (points - 1),
    `history: values of ${points} points differ from what was logged`,
  );
}

async function paged(bench: Bench, api: MlflowApi, runId: string, points: number): Promise<void> {
  if (points <= PAGE) return;
  let seen = 0;
  let busy = 0;
  let token: string | undefined;
  do {
    const query = {
      run_id: runId,
      metric_key: 'loss',
      max_results: PAGE,
      ...(token && { page_token: token }),
    };
    const reply = await api.connection.require(api.encodeGet('metrics/get-history', query));
    const page = reply.json<History>();
    busy += reply.ms;
    seen += page.metrics?.length ?? 0;
    token = page.next_page_token;
  } while (token);
  verify(seen === points, `history: the pages show ${seen} of ${points} points`);
  bench.lower(`history of ${points} points, pages of ${PAGE}`, 'ms', busy);
}

async function sampled(
  bench: Bench,
  api: MlflowApi,
  name: string,
  runIds: readonly string[],
  points: number,
): Promise<void> {
  const ids = runIds.map((runId) => `run_ids=${runId}`).join('&');
  const path = `/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?${ids}&metric_key=loss&max_results=${BUCKETS}`;
  const request = api.connection.encode('GET', path);
  let reply = await api.connection.require(request).catch((error: unknown) => {
    throw error instanceof HttpError && error.isNoSuchRoute ? new Unsupported(name) : error;
  });
  const times: number[] = [];
  await bench.perRequestCpu(name, async () => {
    const deadline = performance.now() + LIMIT_MS;
    do {
      reply = await api.connection.require(request);
      times.push(reply.ms);
    } while (times.length < 10 && performance.now() < deadline);
    return times.length;
  });
  bench.lower(name, 'ms', median(times));
  const { metrics = [] } = reply.json<History>();
  for (const runId of runIds) {
    const steps = new Set(metrics.filter(({ run_id }) => run_id === runId).map(({ step }) => Number(step)));
    const isWhole = steps.has(0) && steps.has(points - 1) && steps.size > BUCKETS * 0.9;
    verify(isWhole, `history: the interval of ${points} points has ${steps.size} steps, or lacks an end`);
  }
}

interface Samples {
  series: { points: number; buckets: { count: number; min: number; max: number }[] }[];
}

/** Minimum and maximum in even buckets: only Tidemark has it, and draws its charts from it. */
async function bucketed(bench: Bench, api: MlflowApi, runId: string, points: number): Promise<void> {
  const name = `sample of ${points} points in ${CHART_BUCKETS} buckets`;
  const body = { run_ids: [runId], metric_keys: ['loss'], max_buckets: CHART_BUCKETS };
  const request = api.connection.encode('POST', '/api/2.0/tidemark/metrics/sample', body);
  const first = await api.connection.require(request).catch((error: unknown) => {
    if (error instanceof HttpError && error.isNoSuchRoute) return undefined;
    throw error;
  });
  if (first === undefined) return;
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) times.push((await api.connection.require(request)).ms);
  bench.lower(name, 'ms', median(times));
  const buckets = first.json<Samples>().series[0]?.buckets ?? [];
  const counted = buckets.reduce((total, { count }) => total + count, 0);
  verify(counted === points, `sample: the buckets count ${counted} of ${points} points`);
  const [lowest, highest] = [
    Math.min(...buckets.map(({ min }) => min)),
    Math.max(...buckets.map(({ max }) => max)),
  ];
  verify(lowest === 0 && highest === (points - 1) * 0.5, 'sample: a minimum or maximum is missing');
}
