import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { doesNotExist, type LiveSeries } from '../contract/index.ts';
import { LOCAL_CALLER } from './caller.ts';
import { type Clock, PointStreams } from './point-stream.ts';
import { MemoryPoints } from './testing/memory-points.ts';
import { open } from './testing/open.ts';
import { errorOf, openSocket, postJson } from './testing/raw-http.ts';

const PATH = '/ajax-api/2.0/tidemark/metrics/follow';
const REQUEST = { run_ids: ['r1'], metric_keys: ['loss'] };

/** Time that goes on when a test says so. */
class TestClock implements Clock {
  #time = 0;
  #due: { at: number; act: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  after(milliseconds: number, act: () => void): () => void {
    const one = { at: this.#time + milliseconds, act };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  }

  advance(milliseconds: number): void {
    this.#time += milliseconds;
    const due = this.#due.filter(({ at }) => at <= this.#time);
    this.#due = this.#due.filter(({ at }) => at > this.#time);
    for (const { act } of due) act();
  }

  get waiting(): number {
    return this.#due.length;
  }
}

interface Message {
  event: string;
  data: { seq?: number; series?: LiveSeries[]; run_ids?: string[] };
}

function messagesOf(text: string): Message[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.includes('event: '))
    .map((block) => ({
      event: /event: (.*)/.exec(block)?.[1] ?? '',
      data: JSON.parse(/data: (.*)/.exec(block)?.[1] ?? ''),
    }));
}

/** A reader on a server of its own, so that the test sees what waits for it, and has time in its hands. */
async function reader(isReading = true) {
  const points = new MemoryPoints();
  const clock = new TestClock();
  const streams = new PointStreams(points, clock);
  const server = createServer((_, response) => streams.open(REQUEST, LOCAL_CALLER, response)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  onTestFinished(() => {
    streams.end();
    server.closeAllConnections();
    server.close();
  });
  const asked = once(server, 'request');
  const socket: Socket = await openSocket(
    (server.address() as AddressInfo).port,
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
  );
  let text = '';
  const read = () => socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  if (isReading) read();
  const [, response] = (await asked) as [unknown, ServerResponse];
  // Chunked encoding puts lengths between the events, which hold no line of this kind.
  const told = () => text.replace(/\r\n[0-9a-f]+\r\n/g, '');
  const messages = () => messagesOf(told());
  return { points, clock, streams, socket, response, read, told, messages };
}

const stepsOf = (messages: readonly Message[]) =>
  messages.flatMap(({ data }) => (data.series ?? []).flatMap(({ points }) => points.map(([step]) => step)));
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('a stream begins with the newest change and tells what is committed from then on', async () => {
  const points = new MemoryPoints();
  const { endpoint } = await open({ points });
  const abort = new AbortController();
  const response = await fetch(endpoint.url + PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ runIds: ['r1'], metric_keys: ['loss'], x_from: -5 }),
    signal: abort.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(points.asked).toEqual([{ run_ids: ['r1'], metric_keys: ['loss'], x_from: -5 }]);
  points.commit('r1', [3]);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (messagesOf(text).length === 2) break;
  }
  expect(messagesOf(text)).toEqual([
    { event: 'open', data: { seq: 7 } },
    { event: 'points', data: { series: [{ run_id: 'r1', metric_key: 'loss', points: [[3, 1003, 1.5]] }] } },
  ]);
  abort.abort();
  await vi.waitFor(() => expect(points.followers).toBe(0));
});

test('commits that come closer than a tenth of a second are told together, each point once', async () => {
  const { points, clock, messages } = await reader();
  let step = 0;
  const commits = 300;
  for (let commit = 0; commit < commits; commit += 1) {
    points.commit(commit % 2 === 0 ? 'r1' : 'r2', upTo(step, step + 3));
    step += 3;
    clock.advance(10);
  }
  clock.advance(100);
  await vi.waitFor(() => expect(stepsOf(messages())).toHaveLength(step));
  const told = messages().filter(({ event }) => event === 'points');
  expect(told.length).toBeGreaterThan(25);
  expect(told.length).toBeLessThanOrEqual(32);
  expect(stepsOf(told).toSorted((a, b) => Number(a) - Number(b))).toEqual(upTo(0, step));
  expect(told[1]?.data.series?.map(({ run_id }) => run_id).toSorted()).toEqual(['r1', 'r2']);
});

test('numbers beyond 2^53 are told exactly', async () => {
  const { points, messages, told } = await reader();
  const big = 2n ** 60n + 1n;
  points.tell([{ run_id: 'r1', metric_key: 'loss', points: [[big, big, 'NaN']] }]);
  await vi.waitFor(() => expect(messages()).toHaveLength(2));
  expect(told()).toContain('"points":[[1152921504606846977,1152921504606846977,"NaN"]]');
});

test('nothing piles up for a reader that does not read; it is told whose points it missed, and gets those after', async () => {
  const { points, clock, response, read, messages } = await reader(false);
  let step = 0;
  let most = 0;
  const commit = () => {
    points.commit(step % 2000 === 0 ? 'r1' : 'r2', upTo(step, step + 1000));
    step += 1000;
    clock.advance(100);
    most = Math.max(most, response.writableLength);
  };
  while (!response.writableNeedDrain) commit();
  const full = response.writableLength;
  for (let more = 0; more < 200; more += 1) commit();
  expect(response.writableLength).toBe(full);
  expect(most).toBe(full);
  read();
  await vi.waitFor(() => {
    clock.advance(100);
    expect(messages().at(-1)?.event).toBe('behind');
  });
  const before = messages();
  expect(before.filter(({ event }) => event === 'behind')).toEqual([
    { event: 'behind', data: { run_ids: ['r1', 'r2'] } },
  ]);
  points.commit('r1', [step]);
  clock.advance(100);
  await vi.waitFor(() => expect(stepsOf(messages()).at(-1)).toBe(step));
  const steps = stepsOf(messages());
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps.slice(0, -1)).toEqual(upTo(0, steps.length - 1));
});

test('a reader that is slow for a moment misses nothing', async () => {
  const { points, clock, response, read, messages } = await reader(false);
  let step = 0;
  while (!response.writableNeedDrain) {
    points.commit('r1', upTo(step, step + 1000));
    step += 1000;
    clock.advance(100);
  }
  for (let more = 0; more < 10; more += 1) {
    points.commit('r1', upTo(step, step + 1000));
    step += 1000;
  }
  read();
  await vi.waitFor(() => {
    clock.advance(100);
    expect(stepsOf(messages())).toHaveLength(step);
  });
  expect(stepsOf(messages())).toEqual(upTo(0, step));
  expect(messages().map(({ event }) => event)).not.toContain('behind');
});

test('whoever goes away leaves nothing behind: no follower, no reader, no timer', async () => {
  const { points, clock, streams, socket } = await reader();
  points.commit('r1', [1]);
  points.commit('r1', [2]);
  expect([points.followers, streams.readers, clock.waiting]).toEqual([1, 1, 1]);
  socket.destroy();
  await vi.waitFor(() => expect([points.followers, streams.readers, clock.waiting]).toEqual([0, 0, 0]));
  points.commit('r1', [3]);
  clock.advance(1000);
});

test('a quiet stream sends a comment now and then', async () => {
  const points = new MemoryPoints();
  const streams = new PointStreams(points, new TestClock(), 5);
  const server = createServer((_, response) => streams.open(REQUEST, LOCAL_CALLER, response)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  onTestFinished(() => {
    streams.end();
    server.close();
  });
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.endsWith(':\n\n')) break;
  }
  expect(text).toMatch(/^event: open\ndata: \{"seq":7\}\n\n(:\n\n)+$/);
});

test('closing the endpoint ends the streams', async () => {
  const points = new MemoryPoints();
  const { endpoint } = await open({ points });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint.url + PATH, {
    method: 'POST',
    headers,
    body: JSON.stringify(REQUEST),
  });
  const text = response.text();
  await endpoint.close();
  expect(await text).toBe('event: open\ndata: {"seq":7}\n\n');
  expect(points.followers).toBe(0);
});

test.each([
  ['{"run_ids":"r"}', {}, "'run_ids'"],
  ['{"run_ids":["r"],"metric_keys":[7]}', {}, "'metric_keys[0]'"],
  ['{"x_from":"soon"}', {}, "'x_from'"],
  ['[]', {}, 'JSON object'],
  ['{', {}, 'JSON'],
  ['{}', { 'content-type': 'text/plain' }, 'Content-Type'],
])('%s with %o is refused', async (body, headers, message) => {
  const { endpoint } = await open();
  const answer = await postJson(endpoint.port, PATH, body, headers);
  expect(answer.status).toBe(400);
  expect(errorOf(answer).message).toContain(message);
});

test('what the engine refuses is an error and no stream', async () => {
  const { endpoint } = await open({ points: new MemoryPoints(doesNotExist('Run with id=r1 not found.')) });
  const answer = await postJson(endpoint.port, PATH, JSON.stringify(REQUEST));
  expect([answer.status, errorOf(answer).message]).toEqual([404, 'Run with id=r1 not found.']);
});
