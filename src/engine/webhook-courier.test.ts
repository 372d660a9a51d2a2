import { createHmac } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Signal } from '../contract/index.ts';
import { openReceiver, type Received, status } from './testing/receiver.ts';
import { openWebhooks, type WebhookEngine } from './testing/webhooks.ts';

const HOUR = 3600_000;

const nameOf = ({ body }: Received) => (JSON.parse(body) as { data: { name: string } }).data.name;
const idOf = ({ headers }: Received) => headers['x-mlflow-delivery-id'];
const rowsOf = ({ context }: WebhookEngine, table: 'webhook_events' | 'webhook_queue') =>
  context.store.database.value(`SELECT count(*) FROM ${table}`);

/** Waits until the log of a webhook has so many lines. */
const logged = (engine: WebhookEngine, webhook: string, count: number) =>
  expect.poll(async () => (await engine.deliveries(webhook)).length).toBe(count);

test('an event arrives once, signed, and the log and a signal tell of it', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const signals: Signal[] = [];
  engine.context.signals.subscribe((signal) => signals.push(signal));
  const webhook = await engine.newWebhook(receiver.url, { secret: 'tide' });
  await engine.tell('a');
  await expect.poll(() => signals).toEqual([{ kind: 'webhook_delivery', webhook_id: webhook }]);
  const [got] = receiver.received;
  expect(JSON.parse(got?.body ?? '')).toEqual({
    ...{ entity: 'registered_model', action: 'created' },
    ...{ timestamp: '2026-09-21T14:13:20.000000+00:00', data: { name: 'a' } },
  });
  const id = String(got?.headers['x-mlflow-delivery-id']);
  const signed = createHmac('sha256', 'tide').update(`${id}.1790000000.${got?.body}`).digest('base64');
  expect(got?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-mlflow-timestamp': '1790000000',
    'x-mlflow-signature': `v1,${signed}`,
  });
  expect(await engine.deliveries(webhook)).toEqual([
    {
      ...{ delivery_id: id, event: 'registered_model.created', seq: 4, object: 'a', attempt: 1 },
      ...{ time: 1_790_000_000_000, state: 'delivered', response_status: 200 },
      duration_ms: expect.any(Number),
    },
  ]);
  expect(receiver.received).toHaveLength(1);
});

test('each webhook gets what it wants, in order, and nobody waits for one that fails', async () => {
  const [good, bad] = [await openReceiver(), await openReceiver()];
  bad.answer(status(500));
  const engine = await openWebhooks();
  const failing = await engine.newWebhook(bad.url);
  await engine.newWebhook(good.url);
  const tags = await engine.newWebhook(good.url, { events: [{ entity: 'PROMPT_TAG', action: 'SET' }] });
  for (const name of ['a', 'b', 'c', 'd']) await engine.tell(name);
  await expect.poll(() => good.received.map(nameOf)).toEqual(['a', 'b', 'c', 'd']);
  expect(bad.received.map(nameOf)).toEqual(['a']);
  expect(await engine.pending(failing)).toBe(4);
  expect(await engine.deliveries(tags)).toEqual([]);
});

test('a failing event is sent again under its id, later each time, and holds back those after it', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(503));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url, { secret: 's' });
  await engine.tell('a');
  await engine.tell('b');
  for (const [index, wait] of [1000, 2000, 4000, 8000].entries()) {
    await logged(engine, webhook, index + 1);
    expect(engine.waits()).toEqual([wait]);
    if (wait === 8000) receiver.answer(status(204));
    engine.advance(wait);
  }
  await expect.poll(() => receiver.received.map(nameOf)).toEqual(['a', 'a', 'a', 'a', 'a', 'b']);
  const ids = receiver.received.map(idOf);
  expect(new Set(ids.slice(0, 5)).size).toBe(1);
  expect(ids[5]).not.toBe(ids[0]);
  expect(
    receiver.received.map(({ headers }) => Number(headers['x-mlflow-timestamp']) - 1_790_000_000),
  ).toEqual([0, 1, 3, 7, 15, 15]);
  await logged(engine, webhook, 6);
  const log = (await engine.deliveries(webhook)).reverse();
  expect(log.map(({ attempt, state }) => `${attempt} ${state}`)).toEqual([
    ...[1, 2, 3, 4].map((attempt) => `${attempt} retrying`),
    ...['5 delivered', '1 delivered'],
  ]);
  expect(log[0]).toMatchObject({ error: 'It answered 503.', next_attempt_time: 1_790_000_001_000 });
});

test('waits grow to an hour at most', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  for (let attempt = 1; attempt <= 14; attempt += 1) {
    await logged(engine, webhook, attempt);
    engine.advance(engine.waits()[0] ?? 0);
  }
  await logged(engine, webhook, 15);
  expect(engine.waits()).toEqual([HOUR]);
});

test('a day after an event its next failure is the last, and the next event has its turn', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook, 1);
  engine.advance(24 * HOUR);
  await logged(engine, webhook, 2);
  expect(await engine.pending(webhook)).toBe(0);
  await engine.tell('b');
  await logged(engine, webhook, 3);
  const states = (await engine.deliveries(webhook)).map(({ object, state }) => `${object} ${state}`);
  expect(states).toEqual(['b retrying', 'a failed', 'a retrying']);
});

test.each([301, 307, 400, 401, 404, 410])(
  'an answer of %i stays what it is: the event is given up at once',
  async (code) => {
    const receiver = await openReceiver();
    receiver.answer(status(code, { location: receiver.url }));
    const engine = await openWebhooks();
    const webhook = await engine.newWebhook(receiver.url);
    await engine.tell('a');
    await logged(engine, webhook, 1);
    expect((await engine.deliveries(webhook))[0]).toMatchObject({ state: 'failed', response_status: code });
    expect(await engine.pending(webhook)).toBe(0);
    expect(receiver.received).toHaveLength(1);
  },
);

test.each([408, 425, 429, 500, 502, 599])('an answer of %i is tried again', async (code) => {
  const receiver = await openReceiver();
  receiver.answer(status(code));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook, 1);
  expect((await engine.deliveries(webhook))[0]).toMatchObject({ state: 'retrying', response_status: code });
});

test.each([
  ['120', 120_000],
  [new Date(1_790_000_090_000).toUTCString(), 90_000],
  ['0', 1000],
  ['-5', 1000],
  ['soon', 1000],
  ['99999999999999', 24 * HOUR],
])('a Retry-After of %s is kept to, a day at most', async (text, wait) => {
  const receiver = await openReceiver();
  receiver.answer(status(429, { 'retry-after': text }));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook, 1);
  expect(engine.waits()).toEqual([wait]);
});

test('after a restart it goes on where it was, at the time that it had in mind', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const first = await openWebhooks();
  const webhook = await first.newWebhook(receiver.url, { secret: 's' });
  await first.tell('a');
  await first.tell('b');
  await logged(first, webhook, 1);
  const second = await first.restart();
  expect(second.waits()).toEqual([1000]);
  receiver.answer(status(200));
  second.advance(1000);
  await expect.poll(() => receiver.received.map(nameOf)).toEqual(['a', 'a', 'b']);
  expect(idOf(receiver.received[1] as Received)).toBe(idOf(receiver.received[0] as Received));
});

test('what is under way when the engine stops is let go of, and sent again by the next one', async () => {
  const receiver = await openReceiver();
  receiver.answer(() => undefined);
  const first = await openWebhooks();
  const webhook = await first.newWebhook(receiver.url);
  await first.tell('a');
  await expect.poll(() => receiver.received.length).toBe(1);
  receiver.answer(status(200));
  const second = await first.restart();
  await logged(second, webhook, 1);
  expect(new Set(receiver.received.map(idOf)).size).toBe(1);
  expect(receiver.received).toHaveLength(2);
});

test('a write that is undone tells nobody', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  const { store } = engine.context;
  const undone = engine.tell('a', { data: { broken: 1n } });
  await expect(undone).rejects.toThrow('BigInt');
  expect([rowsOf(engine, 'webhook_events'), store.changes.head()]).toEqual([0, 3]);
  await engine.tell('b');
  await logged(engine, webhook, 1);
  expect(receiver.received.map(nameOf)).toEqual(['b']);
});

test('what no active webhook wants is not kept', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  await engine.tell('a');
  await engine.newWebhook(receiver.url, { status: 'DISABLED' });
  await engine.newWebhook(receiver.url, { events: [{ entity: 'PROMPT', action: 'CREATED' }] });
  await engine.tell('b');
  expect(rowsOf(engine, 'webhook_events')).toBe(0);
});

test('a disabled webhook is told nothing; enabled again it gets what it was still to be told, and no more', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook_id, 1);
  await engine.call('updateWebhook', { webhook_id, status: 'DISABLED' });
  expect(engine.waits()).toEqual([]);
  await engine.tell('while disabled');
  receiver.answer(status(200));
  expect(receiver.received).toHaveLength(1);
  await engine.call('updateWebhook', { webhook_id, status: 'ACTIVE' });
  await engine.tell('b');
  await expect.poll(() => receiver.received.map(nameOf)).toEqual(['a', 'a', 'b']);
});

test('a webhook that is deleted while it is called is called no more, and leaves nothing', async () => {
  const receiver = await openReceiver();
  let isCut = false;
  receiver.answer((response) => {
    response.on('close', () => {
      isCut = true;
    });
  });
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await engine.tell('b');
  await expect.poll(() => receiver.received.length).toBe(1);
  await engine.call('deleteWebhook', { webhook_id });
  await expect.poll(() => isCut).toBe(true);
  expect([rowsOf(engine, 'webhook_events'), rowsOf(engine, 'webhook_queue')]).toEqual([0, 0]);
  expect(engine.waits()).toEqual([]);
  expect(receiver.received).toHaveLength(1);
});

test('writes that go with the deletion of the webhook they would tell of stand', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  await Promise.all([engine.call('deleteWebhook', { webhook_id }), engine.tell('a')]);
  expect(engine.context.store.changes.head()).toBe(5);
  expect(rowsOf(engine, 'webhook_events')).toBe(0);
});

test('a new URL is tried at once, also while the old one is called', async () => {
  const [slow, good] = [await openReceiver(), await openReceiver()];
  slow.answer(() => undefined);
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(slow.url);
  await engine.tell('a');
  await expect.poll(() => slow.received.length).toBe(1);
  await engine.call('updateWebhook', { webhook_id, url: good.url });
  await expect.poll(() => good.received.map(nameOf)).toEqual(['a']);
  expect(good.received.map(idOf)).toEqual(slow.received.map(idOf));
});

test('no more webhooks are called at once than there are sockets', async () => {
  const receivers = [await openReceiver(), await openReceiver(), await openReceiver()];
  const held: (() => void)[] = [];
  const engine = await openWebhooks({ options: { sockets: 2 } });
  for (const [index, receiver] of receivers.entries()) {
    receiver.answer((response) => held.push(() => response.end()));
    await engine.newWebhook(receiver.url, { name: `hook-${index}` });
  }
  const received = () => receivers.map((receiver) => receiver.received.length);
  await engine.tell('a');
  await expect.poll(received).toEqual([1, 1, 0]);
  held.shift()?.();
  await expect.poll(received).toEqual([1, 1, 1]);
  for (const end of held) end();
});

test('an address that is not allowed any more is not sent to, and is tried again when it is', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.call('updateWebhookSettings', { allow_private_addresses: false });
  await engine.tell('a');
  await logged(engine, webhook, 1);
  expect((await engine.deliveries(webhook))[0]).toMatchObject({
    state: 'refused',
    error: expect.stringContaining('http://'),
    next_attempt_time: 1_790_000_001_000,
  });
  expect(receiver.connections()).toBe(0);
  await engine.call('updateWebhookSettings', { allow_private_addresses: true });
  engine.advance(1000);
  await expect.poll(() => receiver.received.map(nameOf)).toEqual(['a']);
});

test('restored without its key a webhook sends nothing until it is given its secret again', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const first = await openWebhooks();
  const webhook_id = await first.newWebhook(receiver.url, { secret: 'old' });
  await first.tell('a');
  await logged(first, webhook_id, 1);
  const key = join(first.directory, 'secret.key');
  const engine = await first.restart(() => rmSync(key));
  receiver.answer(status(200));
  engine.advance(1000);
  await logged(engine, webhook_id, 2);
  expect((await engine.deliveries(webhook_id))[0]).toMatchObject({
    state: 'refused',
    error: expect.stringContaining('Give the webhook its secret again'),
  });
  expect(receiver.received).toHaveLength(1);
  expect((await engine.call('getWebhook', { webhook_id })).webhook.secret_state).toBe('lost');
  expect(existsSync(key)).toBe(false);
  const { webhook } = await engine.call('updateWebhook', { webhook_id, secret: 'new' });
  expect(webhook.secret_state).toBe('set');
  await expect.poll(() => receiver.received.length).toBe(2);
  const [, got] = receiver.received;
  const text = `${got?.headers['x-mlflow-delivery-id']}.${got?.headers['x-mlflow-timestamp']}.${got?.body}`;
  const signature = createHmac('sha256', 'new').update(text).digest('base64');
  expect(got?.headers['x-mlflow-signature']).toBe(`v1,${signature}`);
});

test('what was given up can be sent again by hand, once, under its id and before what waits', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(400));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook, 1);
  receiver.answer(status(500));
  const [first] = await engine.deliveries(webhook);
  await engine.call('redeliverWebhookEvent', { delivery_id: first?.delivery_id });
  await logged(engine, webhook, 2);
  const [second] = await engine.deliveries(webhook);
  expect(second).toMatchObject({ delivery_id: first?.delivery_id, attempt: 2, state: 'failed' });
  await engine.tell('b');
  await logged(engine, webhook, 3);
  receiver.answer(status(200));
  await engine.call('redeliverWebhookEvent', { delivery_id: first?.delivery_id });
  await logged(engine, webhook, 4);
  expect(receiver.received.map(nameOf)).toEqual(['a', 'a', 'b', 'a']);
});

test('one that waits is sent at once when it is sent again by hand', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const engine = await openWebhooks();
  const webhook = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await logged(engine, webhook, 1);
  receiver.answer(status(200));
  const [retrying] = await engine.deliveries(webhook);
  await engine.call('redeliverWebhookEvent', { delivery_id: retrying?.delivery_id });
  await logged(engine, webhook, 2);
  expect((await engine.deliveries(webhook))[0]).toMatchObject({ state: 'delivered', attempt: 2 });
  expect([engine.waits(), await engine.pending(webhook)]).toEqual([[], 0]);
});

test('the newest lines of a log are kept, and events as long as a line tells of them', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks({ options: { kept: 3 } });
  const webhook = await engine.newWebhook(receiver.url);
  const other = await engine.newWebhook(receiver.url, { name: 'other' });
  for (const name of ['a', 'b', 'c', 'd', 'e']) await engine.tell(name);
  await expect.poll(() => receiver.received.length).toBe(10);
  for (const id of [webhook, other])
    await expect
      .poll(async () => (await engine.deliveries(id)).map(({ object }) => object))
      .toEqual(['e', 'd', 'c']);
  await expect.poll(() => rowsOf(engine, 'webhook_events')).toBe(3);
  expect(rowsOf(engine, 'webhook_queue')).toBe(0);
});

test('when the log cannot be written, the event is sent again after a minute, and the failure is told of', async () => {
  const receiver = await openReceiver();
  const reported: unknown[] = [];
  const engine = await openWebhooks({ report: (error) => reported.push(error) });
  const webhook = await engine.newWebhook(receiver.url);
  const { database } = engine.context.store;
  database.exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.webhook_deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  await engine.tell('a');
  await expect.poll(() => reported.map(String)).toEqual([expect.stringContaining('disk full')]);
  expect(engine.waits()).toEqual([60_000]);
  database.exec('DROP TRIGGER full');
  engine.advance(60_000);
  await logged(engine, webhook, 1);
  expect(receiver.received.map(nameOf)).toEqual(['a', 'a']);
  expect(new Set(receiver.received.map(idOf)).size).toBe(1);
});

test('a clock that is set back does not hold an event back for longer than a day', async () => {
  const receiver = await openReceiver();
  receiver.answer(status(500));
  const first = await openWebhooks();
  await logged(first, await first.newWebhook(receiver.url), 0);
  await first.tell('a');
  await expect.poll(() => first.waits()).toEqual([1000]);
  await first.close();
  const second = await openWebhooks({ directory: first.directory, time: 1_000_000_000_000 }, false);
  expect(second.waits()).toEqual([24 * HOUR]);
});
