import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { createRun, get, post } from './mlflow.ts';
import { batchOf, faultsOf, type Sent } from './numbered-batches.ts';
import { smallDisk } from './small-disk.ts';

const MOST_BATCHES = 20_000;
const PIECE = Buffer.alloc(1_000_000, 'artifact');

/** Logs batches until one is refused; returns the refusal. */
async function logUntilRefused(engine: Engine, sent: Sent) {
  while (sent.sent < MOST_BATCHES) {
    sent.sent += 1;
    const answer = await post(engine, 'runs/log-batch', batchOf(sent.runId, sent.sent));
    if (answer.status !== 200) return answer;
    sent.acked = sent.sent;
  }
  throw new Error(`${MOST_BATCHES} batches went onto the small disk.`);
}

const artifactUrl = (engine: Engine, name: string) =>
  `${engine.url}/api/2.0/mlflow-artifacts/artifacts/durability/${name}`;

function put(engine: Engine, name: string, body: Buffer): Promise<Response> {
  return fetch(artifactUrl(engine, name), { method: 'PUT', body });
}

it('refuses writes on a full disk with 507, keeps what it acknowledged, and recovers without a restart', {
  timeout: 60_000,
}, async () => {
  const { engine, directory, fullStatus, freeSpace } = await smallDisk();
  const sent: Sent = { runId: await createRun(engine), sent: -1, acked: -1 };
  const refused = await logUntilRefused(engine, sent);
  console.log(`${sent.acked + 1} batches acknowledged before the disk was full`);
  const error_code = fullStatus === 507 ? 'INSUFFICIENT_STORAGE' : 'TEMPORARILY_UNAVAILABLE';
  expect(refused).toMatchObject({ status: fullStatus, body: { error_code } });
  expect(JSON.stringify(refused.body)).not.toMatch(/INSERT|SELECT|SQLITE/);
  expect(sent.acked).toBeGreaterThan(20);

  const file = join(directory, 'tidemark.db');
  expect(await faultsOf(engine, file, { ...sent, sent: sent.acked })).toEqual([]);
  expect((await post(engine, 'runs/search', { experiment_ids: ['0'] })).status).toBe(200);
  expect((await get(engine, 'experiments/get', { experiment_id: '0' })).status).toBe(200);

  freeSpace();
  const again = await post(engine, 'runs/log-batch', batchOf(sent.runId, sent.sent));
  expect(again).toEqual({ status: 200, body: {} });
  expect(await faultsOf(engine, file, { ...sent, acked: sent.sent })).toEqual([]);

  await engine.kill();
});

it('refuses an artifact that does not fit with 507, stores none of it, and takes it once there is room', {
  timeout: 60_000,
}, async () => {
  const { engine, freeSpace } = await smallDisk();
  expect((await put(engine, 'first.bin', PIECE)).status).toBe(200);
  const tooLarge = Buffer.alloc(9_000_000, 'large');
  const refused = await put(engine, 'large.bin', tooLarge);
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ error_code: 'INSUFFICIENT_STORAGE' });
  expect((await fetch(artifactUrl(engine, 'large.bin'))).status).toBe(404);
  expect(Buffer.from(await (await fetch(artifactUrl(engine, 'first.bin'))).arrayBuffer()).equals(PIECE)).toBe(
    true,
  );

  freeSpace();
  expect((await put(engine, 'large.bin', tooLarge)).status).toBe(200);
  const stored = Buffer.from(await (await fetch(artifactUrl(engine, 'large.bin'))).arrayBuffer());
  expect(stored.equals(tooLarge)).toBe(true);
  await engine.kill();
});
