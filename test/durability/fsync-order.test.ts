import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stracePath } from '../setup/index.ts';
import { type Engine, startEngine, temporaryFolder } from './engine.ts';
import { createRun, post } from './mlflow.ts';
import { type SyncOrder, SyncOrderReader } from './sync-order.ts';

const CLIENTS = 8;
const CALLS = 'trace=fdatasync,fsync,pwrite64,read,write,writev,sendto,sendmsg';

/** One client's share of the marked requests; throws unless all are acknowledged. */
async function sendMarked(engine: Engine, client: number, requests: number): Promise<void> {
  const run_id = await createRun(engine);
  for (let request = 0; request < requests; request += 1) {
    const marker = `marker-${String(client * requests + request).padStart(6, '0')}`;
    const metrics = [{ key: 'loss', value: request, timestamp: 1_700_000_000_000, step: request }];
    const params = [{ key: `p${request}`, value: marker }];
    const { status } = await post(engine, 'runs/log-batch', { run_id, metrics, params });
    expect(status).toBe(200);
  }
}

/** Serves marked requests under strace, and reads from the trace in which order things happened. */
async function traced(synchronous: string, requests: number): Promise<SyncOrder> {
  const directory = temporaryFolder();
  const trace = join(temporaryFolder(), 'trace');
  // -D keeps the engine our own child; -y names the files; -s shows whole database pages.
  const strace = [
    await stracePath(),
    '-D',
    '-f',
    '--seccomp-bpf',
    '-y',
    '-s',
    '8192',
    '-e',
    CALLS,
    '-o',
    trace,
  ];
  const engine = await startEngine(directory, ['--synchronous', synchronous], strace);
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => sendMarked(engine, n, requests / CLIENTS)));
  await engine.kill();
  return new SyncOrderReader().read(trace);
}

it('answers 1,000 log-batch requests only after the sync of the log that holds them', {
  timeout: 60_000,
}, async () => {
  const { acks, early, syncs } = await traced('FULL', 1000);
  console.log(
    `${acks} acknowledgements, ${syncs} syncs of the write-ahead log, ${early.length} answers too early`,
  );
  expect(early).toEqual([]);
  expect(acks).toBe(1000);
});

it('sees answers without a sync when told to run with --synchronous NORMAL', {
  timeout: 60_000,
}, async () => {
  const { acks, early } = await traced('NORMAL', 80);
  expect(acks).toBe(80);
  expect(early.length).toBeGreaterThan(70);
});
