import { type Bench, type Scenario, together, verify } from '../bench.ts';
import { latestValue, type MlflowApi } from '../mlflow-api.ts';
import { median } from '../statistics.ts';

const TIME = 1_700_000_000_000;
const KEYS = 10;
const SIZE = 1000;

interface Client {
  api: MlflowApi;
  runId: string;
  requests: Buffer[];
  sent: number;
}

/** `log_batch` with 1000 metrics a request, from one process and from eight at once. */
export function logBatch(): Scenario {
  return {
    name: 'log-batch',
    async measure(bench) {
      const before = bench.databaseBytes();
      const batches = (await batchesFrom(bench, 1)) + (await batchesFrom(bench, 8));
      bench.lower('bytes per metric point', 'B', (bench.databaseBytes() - before) / (batches * SIZE));
    },
  };
}

async function batchesFrom(bench: Bench, count: number): Promise<number> {
  const most = Math.ceil((bench.quick ? 40 : 160) / count);
  const clients = await Promise.all(Array.from({ length: count }, () => newClient(bench, most)));
  for (const client of clients) await sendNext(client);
  const warm = count;
  const times: number[] = [];
  const limitMs = bench.quick ? 500 : 1500;
  const name = `log-batch of 1000, ${count} client${count === 1 ? '' : 's'}`;
  let seconds = 0;
  await bench.perRequestCpu(name, async () => {
    seconds = await together(count, async (index) => {
      const deadline = performance.now() + limitMs;
      const client = clients[index];
      while (client !== undefined && client.sent < most && performance.now() < deadline)
        times.push(await sendNext(client));
    });
    return times.length;
  });
  bench.higher(name, 'metrics/s', (times.length * SIZE) / seconds);
  bench.lower(`${name}, p50`, 'ms', median(times));
  for (const client of clients) await check(client);
  return times.length + warm;
}

async function newClient(bench: Bench, most: number): Promise<Client> {
  const api = bench.api();
  const runId = await api.newRun(await api.newExperiment('log-batch'));
  const requests = Array.from({ length: most }, (_, batch) =>
    api.encode('runs/log-batch', batchOf(runId, batch)),
  );
  return { api, runId, requests, sent: 0 };
}

function batchOf(runId: string, batch: number): object {
  const metrics = Array.from({ length: SIZE }, (_, index) => {
    const point = batch * SIZE + index;
    return {
      key: `m${index % KEYS}`,
      value: point * 0.001,
      timestamp: TIME + point,
      step: Math.floor(point / KEYS),
    };
  });
  return { run_id: runId, metrics };
}

async function sendNext(client: Client): Promise<number> {
  const request = client.requests[client.sent] ?? Buffer.alloc(0);
  client.sent += 1;
  return (await client.api.connection.require(request)).ms;
}

async function check({ api, runId, sent }: Client): Promise<void> {
  const key = `m${KEYS - 1}`;
  const points = (await api.history(runId, key)).metrics?.length;
  const expected = (sent * SIZE) / KEYS;
  verify(points === expected, `log-batch: ${points} points of ${key} are stored, ${expected} were logged`);
  const latest = latestValue(await api.run(runId), key);
  const last = (sent * SIZE - 1) * 0.001;
  verify(latest === last, `log-batch: the latest value of ${key} is ${latest}, not ${last}`);
  api.connection.close();
}
