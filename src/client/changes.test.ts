import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Node has EventSource behind a flag only, and a flag can be given to a thread.
const follow = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.module).then(({ changes }) => changes({
    baseUrl: workerData.baseUrl,
    onChange: (change) => parentPort.postMessage(change.seq),
    onState: (state) => parentPort.postMessage(state),
  }));
`;

let server: Server;
let worker: Worker;
let urls: (string | undefined)[];
let said: unknown[];
let answers: ((response: ServerResponse) => void)[];

const hello = (head: number) => `event: hello\ndata: {"head":${head}}\n\n`;
const change = (seq: number) => `id: ${seq}\nevent: change\ndata: {"seq":${seq}}\n\n`;
const stream = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);
};

async function start(...planned: ((response: ServerResponse) => void)[]): Promise<void> {
  answers = planned;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const module = new URL('./changes.ts', import.meta.url).href;
  worker = new Worker(follow, {
    eval: true,
    execArgv: ['--experimental-eventsource', '--no-warnings'],
    workerData: { module, baseUrl },
  });
  worker.on('message', (message) => said.push(message));
}

beforeEach(() => {
  urls = [];
  said = [];
  server = createServer((request, response) => {
    urls.push(request.url);
    answers[urls.length - 1]?.(response);
  });
});

afterEach(async () => {
  await worker.terminate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a broken stream is taken up after the last change seen, also past an HTTP error', async () => {
  await start(
    (response) => {
      stream(hello(4) + change(5) + change(6))(response);
      response.end();
    },
    (response) => response.writeHead(503).end(),
    stream(hello(7) + change(7)),
  );
  await vi.waitFor(() => expect(said.at(-1)).toBe(7), 5000);
  expect(said).toEqual(['connecting', 'open', 5, 6, 'lost', 'lost', 'open', 7]);
  expect(urls).toEqual(['', '?after=6', '?after=6'].map((query) => `/api/2.0/tidemark/changes${query}`));
});

test('a change that is sent twice arrives once', async () => {
  await start(stream(hello(4) + change(5) + change(5) + change(6)));
  await vi.waitFor(() => expect(said.at(-1)).toBe(6), 5000);
  expect(said).toEqual(['connecting', 'open', 5, 6]);
});

test('a tracker that starts again with less data is followed from its head', async () => {
  await start(
    (response) => {
      stream(hello(90))(response);
      response.end();
    },
    stream(hello(2) + change(3)),
  );
  await vi.waitFor(() => expect(said.at(-1)).toBe(3), 5000);
  expect(urls.at(-1)).toBe('/api/2.0/tidemark/changes?after=90');
});
