import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, type Scenario, Unsupported, verify } from '../bench.ts';
import { type Connection, HttpError, type Reply } from '../http-client.ts';
import { memoryMegabytes } from '../process-tree.ts';

const ROUTE = '/api/2.0/mlflow-artifacts/artifacts';
const PIECE = randomBytes(2 ** 20);
const SMALL = randomBytes(10_000);
const LIMIT_MS = 1500;
const SAMPLE_MS = 50;

/** One large file and many small ones through the proxied artifact routes. */
export function artifacts(): Scenario {
  return {
    name: 'artifacts',
    async measure(bench) {
      const connection = bench.connect();
      const folder = `${ROUTE}/bench/${randomUUID()}`;
      try {
        await connection.require(connection.encode('PUT', `${folder}/first.bin`, SMALL));
      } catch (error) {
        throw error instanceof HttpError && error.isNoSuchRoute ? new Unsupported('artifacts') : error;
      }
      await large(bench, connection, `${folder}/large.bin`);
      await small(bench, connection, folder);
      connection.close();
    },
  };
}

async function large(bench: Bench, connection: Connection, path: string): Promise<void> {
  const megabytes = bench.quick ? 50 : 200;
  const pieces = Array.from({ length: megabytes }, () => PIECE);
  const bytes = megabytes * PIECE.length;
  const put = () => connection.require(connection.head('PUT', path, bytes), ...pieces);
  const get = () => connection.require(connection.encode('GET', path));
  const sent = await watched(bench, `put ${megabytes} MB, memory growth`, put);
  bench.higher(`put ${megabytes} MB`, 'MB/s', bytes / 1e3 / sent.ms);
  const received = await watched(bench, `get ${megabytes} MB, memory growth`, get);
  bench.higher(`get ${megabytes} MB`, 'MB/s', bytes / 1e3 / received.ms);
  verify(digest(received.body) === digest(pieces), `artifacts: ${megabytes} MB came back altered`);
}

function digest(pieces: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** Records how far the server's memory rises above where it stood while `work` runs. */
async function watched(bench: Bench, name: string, work: () => Promise<Reply>): Promise<Reply> {
  const before = memoryMegabytes(bench.pid)?.rss;
  let highest = before ?? 0;
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      highest = Math.max(highest, memoryMegabytes(bench.pid)?.rss ?? 0);
      await delay(SAMPLE_MS);
    }
  })();
  const reply = await work();
  ended.abort();
  await watching;
  if (before !== undefined) bench.lower(name, 'MB', highest - before);
  return reply;
}

async function small(bench: Bench, connection: Connection, folder: string): Promise<void> {
  const most = 500;
  const path = (file: number) => `${folder}/small/${file}.bin`;
  const puts = Array.from({ length: most }, (_, file) => connection.encode('PUT', path(file), SMALL));
  const put = await rate(bench, 'put of 10 KB', puts, connection);
  bench.higher('put 10 KB files', 'files/s', put.perSecond);
  const gets = Array.from({ length: put.count }, (_, file) => connection.encode('GET', path(file)));
  const get = await rate(bench, 'get of 10 KB', gets, connection);
  bench.higher('get 10 KB files', 'files/s', get.perSecond);
  const isWhole = get.replies.every(({ body }) => SMALL.equals(Buffer.concat(body)));
  verify(isWhole, 'artifacts: a file of 10 KB came back altered');
}

async function rate(bench: Bench, name: string, requests: readonly Buffer[], connection: Connection) {
  const replies: Reply[] = [];
  await bench.perRequestCpu(name, async () => {
    const deadline = performance.now() + LIMIT_MS;
    for (const request of requests) {
      replies.push(await connection.require(request));
      if (performance.now() > deadline) break;
    }
    return replies.length;
  });
  const milliseconds = replies.reduce((sum, { ms }) => sum + ms, 0);
  return { replies, count: replies.length, perSecond: (replies.length / milliseconds) * 1000 };
}
