import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Signal } from '../contract/index.ts';
import { ChangeStreams } from './change-stream.ts';
import { MemoryFeed } from './testing/memory-feed.ts';
import { MemorySignals } from './testing/memory-signals.ts';
import { open } from './testing/open.ts';
import { ask, openSocket } from './testing/raw-http.ts';

const PATH = '/ajax-api/2.0/tidemark/changes';

interface Message {
  id: string;
  event: string;
  data: { head?: number; seq?: number };
}

/** Reads events off a response until `isEnough` says so; then leaves. */
async function readUntil(
  url: string,
  headers: Record<string, string>,
  isEnough: (messages: Message[]) => boolean,
) {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const messages: Message[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((lines) => !lines.startsWith(':'))) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      messages.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) });
    }
    if (isEnough(messages)) break;
  }
  abort.abort();
  return messages;
}

const seqs = (messages: Message[]) =>
  messages.filter(({ event }) => event === 'change').map(({ data }) => data.seq);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a new reader is told the head and gets what is committed from then on', async () => {
  const { endpoint, changes } = await open();
  changes.commit(7);
  const messages = await readUntil(endpoint.url + PATH, {}, (seen) => {
    if (seen.length === 1) changes.commit(2);
    return seen.length >= 3;
  });
  expect(messages[0]).toEqual({ id: '7', event: 'hello', data: { head: 7 } });
  expect(seqs(messages)).toEqual([8, 9]);
  expect(messages[1]?.id).toBe('8');
  expect(messages[1]?.data).toMatchObject({ operation: 'logBatch', counts: { metrics: 20 } });
});

test('?after= resumes, Last-Event-ID wins over it, and hello repeats the point so that a drop loses nothing', async () => {
  const { endpoint, changes } = await open();
  changes.commit(10);
  const byQuery = await readUntil(`${endpoint.url}${PATH}?after=6`, {}, (seen) => seen.length >= 5);
  expect(byQuery[0]).toEqual({ id: '6', event: 'hello', data: { head: 10 } });
  expect(seqs(byQuery)).toEqual([7, 8, 9, 10]);
  const byHeader = await readUntil(
    `${endpoint.url}${PATH}?after=2`,
    { 'last-event-id': '8' },
    (seen) => seen.length >= 3,
  );
  expect(seqs(byHeader)).toEqual([9, 10]);
});

test('a point beyond the head, as after a restored backup, starts at the head', async () => {
  const { endpoint, changes } = await open();
  changes.commit(3);
  const messages = await readUntil(`${endpoint.url}${PATH}?after=999`, {}, (seen) => {
    if (seen.length === 1) changes.commit(1);
    return seen.length >= 2;
  });
  expect(messages[0]?.data).toEqual({ head: 3 });
  expect(seqs(messages)).toEqual([4]);
});

test('a point that is no number is 400', async () => {
  const { endpoint } = await open();
  expect((await ask(endpoint.port, `${PATH}?after=-1`)).status).toBe(400);
  expect((await ask(endpoint.port, PATH, { headers: { 'last-event-id': '1e3' } })).status).toBe(400);
});

test('a reader that resumes over many pages while commits go on gets each change once, in order', async () => {
  const { endpoint, changes } = await open();
  changes.commit(5_000);
  const writer = setInterval(() => changes.commit(3), 1);
  const messages = await readUntil(`${endpoint.url}${PATH}?after=10`, {}, (seen) => {
    if (seen.length < 5_200) return false;
    clearInterval(writer);
    return true;
  });
  expect(seqs(messages)).toEqual(upTo(11, 10 + seqs(messages).length));
});

/** A reader on a server of its own, so that the test sees what waits in memory for it. */
async function slowReader(
  changes: MemoryFeed,
  signals = new MemorySignals(),
): Promise<{ socket: Socket; response: ServerResponse }> {
  const streams = new ChangeStreams(changes, signals);
  const server = createServer((request, response) => streams.open(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    streams.end();
    server.close();
  });
  const asked = once(server, 'request');
  const { port } = server.address() as AddressInfo;
  const socket = await openSocket(port, 'GET /?after=0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  return { socket, response: (await asked)[1] };
}

test('nothing piles up for a reader that does not read, and it misses nothing when it reads again', async () => {
  const changes = new MemoryFeed();
  const { socket, response } = await slowReader(changes);
  const total = 60_000;
  for (let commit = 0; commit < total / 100; commit += 1) {
    changes.commit(100);
    if (commit % 10 === 0) await new Promise(setImmediate);
    expect(response.writableLength).toBeLessThan(1_000_000);
  }
  let text = '';
  for await (const chunk of socket.setEncoding('latin1')) {
    text += chunk;
    if (text.includes(`id: ${total}\n`)) break;
  }
  const ids = [...text.matchAll(/^id: (\d+)\nevent: change/gm)].map((match) => Number(match[1]));
  expect(ids).toEqual(upTo(1, total));
});

const died = (run_id: string): Signal => ({
  kind: 'liveness',
  run_id,
  experiment_id: '0',
  state: 'interrupted',
});

test('a signal reaches who listens, without a sequence number', async () => {
  const signals = new MemorySignals();
  const { endpoint, changes } = await open({ signals });
  const messages = await readUntil(endpoint.url + PATH, {}, (seen) => {
    if (seen.length === 1) signals.tell(died('r1'));
    if (seen.length === 2) changes.commit(1);
    return seen.length >= 3;
  });
  expect(messages.map(({ id, event }) => [id, event])).toEqual([
    ['0', 'hello'],
    ['', 'signal'],
    ['1', 'change'],
  ]);
  expect(messages[1]?.data).toEqual(died('r1'));
});

test('a reader that is behind gets each signal once, when it has caught up', async () => {
  const changes = new MemoryFeed();
  const signals = new MemorySignals();
  const { socket } = await slowReader(changes, signals);
  for (let commit = 0; commit < 600; commit += 1) {
    changes.commit(100);
    signals.tell(died(`r${commit % 5}`));
    if (commit % 10 === 0) await new Promise(setImmediate);
  }
  let text = '';
  for await (const chunk of socket.setEncoding('latin1')) {
    text += chunk;
    if (text.includes('id: 60000\n') && text.includes('"r4"', text.lastIndexOf('event: change'))) break;
  }
  const after = text.slice(text.lastIndexOf('event: change'));
  expect([...after.matchAll(/"run_id":"(r\d)"/g)].map(([, id]) => id).toSorted()).toEqual([
    'r0',
    'r1',
    'r2',
    'r3',
    'r4',
  ]);
});

test('a feed that fails cuts the stream of its reader and nothing else', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  onTestFinished(() => log.mockRestore());
  const { endpoint, changes } = await open();
  changes.commit(3);
  const { after } = changes;
  changes.after = () => {
    throw new Error('disk failure');
  };
  await expect(ask(endpoint.port, `${PATH}?after=0`)).rejects.toThrow();
  expect(log.mock.calls.join()).toContain('disk failure');
  changes.after = after;
  expect(seqs(await readUntil(`${endpoint.url}${PATH}?after=0`, {}, (seen) => seen.length >= 4))).toEqual([
    1, 2, 3,
  ]);
});

test('a reader that leaves is forgotten', async () => {
  const { endpoint, changes } = await open();
  const { promise: left, resolve } = Promise.withResolvers<void>();
  const { subscribe } = changes;
  changes.subscribe = (listener) => {
    const unsubscribe = subscribe.call(changes, listener);
    return () => {
      unsubscribe();
      resolve();
    };
  };
  await readUntil(endpoint.url + PATH, {}, (seen) => seen.length === 1);
  await left;
  expect(changes.listeners).toBe(0);
});

test('a quiet stream beats, and ends when the server stops', async () => {
  const streams = new ChangeStreams(new MemoryFeed(), new MemorySignals(), 5);
  const server = createServer((request, response) => streams.open(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  let beats = 0;
  for await (const chunk of response.body ?? []) {
    beats += Buffer.from(chunk)
      .toString()
      .split('\n')
      .filter((line) => line === ':').length;
    if (beats >= 3) streams.end();
  }
  expect(beats).toBeGreaterThanOrEqual(3);
  server.close();
});
