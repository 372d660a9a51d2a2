import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { type Engine, startEngine, temporaryFolder } from './engine.ts';
import { post } from './mlflow.ts';
import { type Random, seededRandom } from './seed.ts';
import { type Arrival, WebhookReceiver } from './webhook-receiver.ts';

const ROUNDS = 8;
const MODELS_A_ROUND = 12;
const SECRETS = { '/first': 'tide', '/second': 'mark' } as const;
const EVENTS = [{ entity: 'REGISTERED_MODEL', action: 'CREATED' }];

interface Log {
  pending: number;
}

async function own(engine: Engine, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${engine.url}/api/2.0/tidemark/webhooks/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const answer: unknown = await response.json();
  if (response.status !== 200)
    throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

async function newWebhook(engine: Engine, url: string, secret: string): Promise<string> {
  const { status, body } = await post(engine, 'webhooks', { name: 'hook', url, events: EVENTS, secret });
  if (status !== 200) throw new Error(`webhooks answered ${status}: ${JSON.stringify(body)}`);
  return (body as { webhook: { webhook_id: string } }).webhook.webhook_id;
}

/** Makes models until one gets no answer; returns the names of those that were acknowledged. */
async function makeModels(engine: Engine, round: number, onFirst: () => void): Promise<string[]> {
  const acked: string[] = [];
  for (let number = 0; number < MODELS_A_ROUND; number += 1) {
    const name = `model-${round}-${number}`;
    try {
      const { status } = await post(engine, 'registered-models/create', { name });
      if (status === 200) acked.push(name);
    } catch {
      return acked;
    }
    onFirst();
  }
  return acked;
}

/** Kills the engine at a random moment after its first write of this round; the receiver is away for a while in some rounds. */
async function round(engine: Engine, receiver: WebhookReceiver, number: number, random: Random) {
  const isAway = number % 3 === 2;
  if (isAway) await receiver.kill();
  const delay = random(20, 900);
  let isArmed = false;
  const arm = () => {
    if (!isArmed) setTimeout(() => engine.signal('SIGKILL'), delay);
    isArmed = true;
  };
  const acked = await makeModels(engine, number, arm);
  expect(await engine.ended, engine.output()).toBe('SIGKILL');
  if (isAway) await receiver.start();
  return acked;
}

function storedNames(directory: string): string[] {
  const database = new Sqlite(join(directory, 'tidemark.db'), { readonly: true });
  try {
    return database.prepare('SELECT name FROM registered_models ORDER BY id').pluck().all() as string[];
  } finally {
    database.close();
  }
}

/** What came, where the same name again and again counts once. */
function courseOf(arrivals: readonly Arrival[]): string[] {
  return arrivals.map(({ name }) => name).filter((name, index, all) => name !== all[index - 1]);
}

it('tells every webhook of every event, in order and under one id, whenever engine and receiver are killed', {
  timeout: 120_000,
}, async () => {
  // Nothing may go by a proxy: with this one nothing would arrive.
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
  const random = seededRandom();
  const directory = temporaryFolder();
  const receiver = new WebhookReceiver(SECRETS, random);
  await receiver.start();
  let engine = await startEngine(directory);
  await own(engine, 'settings/update', { allow_private_addresses: true });
  const webhooks = [];
  for (const [path, secret] of Object.entries(SECRETS))
    webhooks.push(await newWebhook(engine, `${receiver.url}${path}`, secret));
  const acked: string[] = [];
  for (let number = 0; number < ROUNDS; number += 1) {
    acked.push(...(await round(engine, receiver, number, random)));
    engine = await startEngine(directory);
  }
  for (const webhook_id of webhooks)
    await expect
      .poll(async () => ((await own(engine, `deliveries?webhook_id=${webhook_id}`)) as Log).pending, {
        timeout: 90_000,
      })
      .toBe(0);
  await engine.stop();
  const stored = storedNames(directory);
  expect(stored).toEqual(expect.arrayContaining(acked));
  expect(receiver.faults).toEqual([]);
  const ids = new Set<string>();
  for (const path of Object.keys(SECRETS)) {
    const arrivals = receiver.arrivals.get(path) ?? [];
    expect(courseOf(arrivals), path).toEqual(stored);
    const pairs = new Set(arrivals.map(({ name, deliveryId }) => `${name} ${deliveryId}`));
    expect(pairs.size).toBe(stored.length);
    for (const { deliveryId } of arrivals) ids.add(deliveryId);
  }
  expect(ids.size).toBe(stored.length * webhooks.length);
  const total = [...receiver.arrivals.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(
    `${ROUNDS} kills, ${acked.length} acknowledged models, ${total} requests for ${ids.size} events: ${JSON.stringify(receiver.answers)}`,
  );
  expect(total).toBeGreaterThan(ids.size);
});
