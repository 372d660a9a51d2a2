import { type Bench, type Scenario, together, verify } from '../bench.ts';
import { createBody, type MlflowApi, runIdOf } from '../mlflow-api.ts';

const TIME = 1_700_000_000_000;
const PARAMS = 20;
const METRICS = 10;
const NO_ID = 'x'.repeat(32);

/** A sweep: many runs that are made, logged once and finished, from one process and from eight at once. */
export function shortRuns(): Scenario {
  return {
    name: 'short runs',
    async measure(bench) {
      await sweep(bench, 1);
      await sweep(bench, 8);
    },
  };
}

async function sweep(bench: Bench, clients: number): Promise<void> {
  const api = bench.api();
  const experimentId = await api.newExperiment('short runs');
  const limitMs = bench.quick ? 500 : 1500;
  const most = Math.floor(1000 / clients);
  const made: string[] = [];
  const apis = Array.from({ length: clients }, () => bench.api());
  const requests = new ShortRun(api, experimentId);
  await requests.send(api);
  const name = `short runs, ${clients} client${clients === 1 ? '' : 's'}`;
  let seconds = 0;
  await bench.perRequestCpu(name, async () => {
    seconds = await together(clients, async (index) => {
      const deadline = performance.now() + limitMs;
      const own = apis[index] ?? api;
      for (let run = 0; run < most && performance.now() < deadline; run += 1)
        made.push(await requests.send(own));
    });
    return made.length;
  });
  bench.higher(name, 'runs/s', made.length / seconds);
  await check(api, experimentId, made);
  for (const each of [api, ...apis]) each.connection.close();
}

/** The three requests of a run, encoded once; a run's id is written into copies of them. */
class ShortRun {
  readonly #create: Buffer;
  readonly #log: Buffer;
  readonly #finish: Buffer;

  constructor(api: MlflowApi, experimentId: string) {
    const params = Array.from({ length: PARAMS }, (_, index) => ({
      key: `p${index}`,
      value: String(index / 8),
    }));
    const metrics = Array.from({ length: METRICS }, (_, index) => {
      return { key: `m${index}`, value: index / 3, timestamp: TIME, step: 0 };
    });
    this.#create = api.encode('runs/create', createBody(experimentId, 'sweep'));
    this.#log = api.encode('runs/log-batch', { run_id: NO_ID, params, metrics });
    this.#finish = api.encode('runs/update', { run_id: NO_ID, status: 'FINISHED', end_time: TIME });
  }

  async send({ connection }: MlflowApi): Promise<string> {
    const runId = runIdOf(await connection.require(this.#create));
    await connection.require(withId(this.#log, runId));
    await connection.require(withId(this.#finish, runId));
    return runId;
  }
}

function withId(request: Buffer, runId: string): Buffer {
  const copy = Buffer.from(request);
  copy.write(runId, copy.indexOf(NO_ID), 'latin1');
  return copy;
}

async function check(api: MlflowApi, experimentId: string, made: readonly string[]): Promise<void> {
  const { runs = [] } = await api.search({ experiment_ids: [experimentId], max_results: 5000 });
  const whole = runs.filter(
    ({ info, data }) =>
      info.status === 'FINISHED' && data.params?.length === PARAMS && data.metrics?.length === METRICS,
  );
  const found = new Set(whole.map(({ info }) => info.run_id));
  const missing = made.filter((runId) => !found.has(runId));
  verify(
    missing.length === 0,
    `short runs: ${missing.length} of ${made.length} runs are missing or not whole`,
  );
}
