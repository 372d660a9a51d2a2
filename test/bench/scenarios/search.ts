import { type Bench, type Scenario, verify } from '../bench.ts';
import { HttpError } from '../http-client.ts';
import type { MlflowApi, Run, RunPage } from '../mlflow-api.ts';
import { median } from '../statistics.ts';
import { accuracy, CLIENTS, filterMatches, needleRuns, populate } from './search-runs.ts';

const PAGE = 100;
const LIMIT_MS = 3000;
const WALK_LIMIT_MS = 25_000;
/** Seconds that a peer may take to be filled; sizes beyond its reach are left out. */
const FILL_SECONDS = 130;

export const FILTERED_SEARCH = {
  max_results: PAGE,
  filter: "metrics.acc > 0.9 and params.lr = '0.01'",
  order_by: ['metrics.acc DESC'],
};

/** Searches among 1,000, 10,000 and 100,000 runs, an experiment each. */
export function search(): Scenario {
  return {
    name: 'search',
    async prepare(bench) {
      const started = performance.now();
      let runsPerSecond = Number.POSITIVE_INFINITY;
      for (const runs of bench.quick ? [1000] : [1000, 10_000, 100_000]) {
        const left = FILL_SECONDS - (performance.now() - started) / 1000;
        if (runs / runsPerSecond > left) {
          bench.note(
            `search among ${runs} runs left out: filling takes ${Math.round(runs / runsPerSecond)} s`,
          );
          return;
        }
        const begun = performance.now();
        bench.populated.push({ experimentId: await populate(bench, runs), runs });
        runsPerSecond = runs / ((performance.now() - begun) / 1000);
        bench.higher(`fill ${runs} runs, ${CLIENTS} clients`, 'runs/s', runsPerSecond);
      }
    },
    async measure(bench) {
      for (const { experimentId, runs } of bench.populated) await searches(bench, experimentId, runs);
    },
  };
}

async function searches(bench: Bench, experimentId: string, runs: number): Promise<void> {
  const api = bench.api();
  const ask = async (name: string, body: object): Promise<Run[]> => {
    const page = await repeated(bench, api, `${name}, ${runs} runs`, {
      experiment_ids: [experimentId],
      ...body,
    });
    return page.runs ?? [];
  };
  const plain = await ask('first page of 100', { max_results: PAGE });
  verify(plain.length === Math.min(PAGE, runs), `search: the first page of ${runs} runs has ${plain.length}`);
  verify(
    plain.every(({ data }) => data.params?.length === 5),
    'search: a run lost params',
  );
  const filtered = (await ask('filter and metric order', FILTERED_SEARCH)).map(accuracyOf);
  const expected = filterMatches(runs).slice(0, PAGE);
  verify(filtered.join() === expected.join(), `search: the filter on ${runs} runs found the wrong ones`);
  const needles = await ask('tag LIKE', { max_results: PAGE, filter: "tags.note LIKE '%needle%'" });
  const found = needles.filter(({ data }) => data.tags?.some(({ value }) => value.includes('needle'))).length;
  verify(found === Math.min(PAGE, needleRuns(runs)), `search: LIKE on ${runs} runs found ${found}`);
  await walk(bench, api, experimentId, runs).catch((error: unknown) => {
    if (!(error instanceof HttpError)) throw error;
    bench.fault(`walking ${runs} runs: ${error.message}`);
  });
  api.connection.close();
}

function accuracyOf({ data }: Run): number {
  return Number(data.metrics?.find(({ key }) => key === accuracy.key)?.value);
}

async function repeated(bench: Bench, api: MlflowApi, name: string, body: object): Promise<RunPage> {
  const request = api.encode('runs/search', body);
  await api.connection.require(request);
  let last = await api.connection.require(request);
  const times: number[] = [];
  await bench.perRequestCpu(name, async () => {
    const deadline = performance.now() + LIMIT_MS;
    do {
      last = await api.connection.require(request);
      times.push(last.ms);
    } while (times.length < (bench.quick ? 10 : 30) && performance.now() < deadline);
    return times.length;
  });
  bench.lower(name, 'ms', median(times));
  return last.json<RunPage>();
}

async function walk(bench: Bench, api: MlflowApi, experimentId: string, runs: number): Promise<void> {
  const seen = new Set<string>();
  const started = performance.now();
  let token: string | undefined;
  let busy = 0;
  do {
    const body = { experiment_ids: [experimentId], max_results: 1000, ...(token && { page_token: token }) };
    const reply = await api.post('runs/search', body);
    busy += reply.ms;
    const page = reply.json<RunPage>();
    for (const { info } of page.runs ?? []) seen.add(info.run_id);
    token = page.next_page_token;
    if (performance.now() - started > WALK_LIMIT_MS) {
      bench.note(`walking ${runs} runs given up after ${seen.size}`);
      return;
    }
  } while (token);
  verify(seen.size === runs, `search: walking the pages showed ${seen.size} of ${runs} runs`);
  bench.lower(`walk all pages of 1000, ${runs} runs`, 'ms', busy);
}
