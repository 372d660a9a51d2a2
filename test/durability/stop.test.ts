import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Engine, startEngine, temporaryFolder } from './engine.ts';
import { createRun, post } from './mlflow.ts';
import { batchOf, faultsOf, type Sent } from './numbered-batches.ts';

const CLIENTS = 8;
const STOP_MS = 2000;
const BATCHES_BEFORE_STOP = 5;

/** What became of one client's requests. */
interface Load {
  sent: Sent;
  /** Statuses other than 200. */
  refused: number[];
}

/** Sends batches until a request gets no answer, which is when the engine has stopped listening. */
async function load(engine: Engine, sent: Sent, note: (number: number) => void): Promise<Load> {
  const refused: number[] = [];
  try {
    for (;;) {
      sent.sent += 1;
      const { status } = await post(engine, 'runs/log-batch', batchOf(sent.runId, sent.sent));
      if (status !== 200) refused.push(status);
      else sent.acked = sent.sent;
      note(sent.sent);
    }
  } catch {
    return { sent, refused };
  }
}

function walBytes(directory: string): number {
  const file = join(directory, 'tidemark.db-wal');
  return existsSync(file) ? statSync(file).size : 0;
}

it('ends under load on SIGTERM within two seconds, with code 0 and the log checkpointed; nothing acknowledged is lost', {
  timeout: 60_000,
}, async () => {
  const directory = temporaryFolder();
  const engine = await startEngine(directory);
  const runs = await Promise.all(Array.from({ length: CLIENTS }, () => createRun(engine)));
  const underLoad = Promise.withResolvers<void>();
  const loads = runs.map((runId) =>
    load(engine, { runId, sent: -1, acked: -1 }, (number) => {
      if (number >= BATCHES_BEFORE_STOP) underLoad.resolve();
    }),
  );
  await underLoad.promise;
  const stopped = performance.now();
  engine.signal('SIGTERM');
  expect(await engine.ended, engine.output()).toBe(0);
  expect(performance.now() - stopped).toBeLessThan(STOP_MS);
  expect(walBytes(directory)).toBe(0);
  const ended = await Promise.all(loads);
  expect(ended.flatMap(({ refused }) => refused)).toEqual([]);

  const next = await startEngine(directory);
  const file = join(directory, 'tidemark.db');
  expect((await Promise.all(ended.map(({ sent }) => faultsOf(next, file, sent)))).flat()).toEqual([]);
  await next.kill();
});

it('answers a request that is in flight when SIGTERM comes', { timeout: 30_000 }, async () => {
  const directory = temporaryFolder();
  const engine = await startEngine(directory);
  const runId = await createRun(engine);
  const body = Buffer.from(JSON.stringify(batchOf(runId, 0)));
  const upload = request(`${engine.url}/api/2.0/mlflow/runs/log-batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  const answered = once(upload, 'response');
  upload.flushHeaders();
  // The engine asks for the body, so it has begun this request.
  await once(upload, 'continue');
  upload.write(body.subarray(0, 100));
  engine.signal('SIGTERM');
  await refusesConnections(engine);
  upload.end(body.subarray(100));
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  response.resume();
  expect(await engine.ended, engine.output()).toBe(0);

  const next = await startEngine(directory);
  const file = join(directory, 'tidemark.db');
  expect(await faultsOf(next, file, { runId, sent: 0, acked: 0 })).toEqual([]);
  await next.kill();
});

/** Resolves once the engine no longer accepts connections: it has seen the signal. */
async function refusesConnections(engine: Engine): Promise<void> {
  for (;;) {
    try {
      await fetch(`${engine.url}/health`, { headers: { connection: 'close' } });
    } catch {
      return;
    }
  }
}
