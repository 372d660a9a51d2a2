import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Bench, type Scenario, Unsupported, verify } from '../bench.ts';
import { type Connection, HttpError, type Reply } from '../http-client.ts';
import { memoryMegabytes } from '../process-tree.ts';
import { median } from '../statistics.ts';

const ROUTE = '/api/2.0/mlflow-artifacts/artifacts';
const PIECE = randomBytes(2 ** 20);
const SMALL = randomBytes(10_000);
const LIMIT_MS = 1500;
const SAMPLE_MS = 50;
const REPEATS = 3;

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
  const rateOf = (times: readonly number[]) => bytes / 1e3 / median(times);
  const put = () => connection.require(connection.head('PUT', path, bytes), ...pieces);
  const get = async () => {
    const reply = await connection.require(connection.encode('GET', path));
    verify(digest(reply.body) === digest(pieces), `artifacts: ${megabytes} MB came back altered`);
    return reply;
  };
  bench.higher(`put ${megabytes} MB`, 'MB/s', rateOf(await watched(bench, `put ${megabytes} MB`, put)));
  bench.higher(`get ${megabytes} MB`, 'MB/s', rateOf(await watched(bench, `get ${megabytes} MB`, get)));
}

function digest(pieces: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** Times `work` a few times, and records how far the server's memory rises above where it stood and its CPU time. */
async function watched(bench: Bench, name: string, work: () => Promise<Reply>): Promise<number[]> {
  const before = memoryMegabytes(bench.pid)?.rss;
  let highest = before ?? 0;
  const watch = setInterval(() => {
    highest = Math.max(highest, memoryMegabytes(bench.pid)?.rss ?? 0);
  }, SAMPLE_MS);
  const times: number[] = [];
  try {
    await bench.perRequestCpu(name, async () => {
      while (times.length < REPEATS) times.push((await work()).ms);
      return times.length;
    });
  } finally {
    clearInterval(watch);
  }
  if (before !== undefined) bench.lower(`${name}, memory growth`, 'MB', highest - before);
  return times;
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
