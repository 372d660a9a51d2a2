import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followMetrics } from './index.ts';

let server: Server;
let baseUrl: string;
let bodies: string[];
let said: unknown[];
let answers: ((response: ServerResponse) => void)[];
let stop: () => void;

const open = (seq: number) => `event: open\ndata: {"seq":${seq}}\n\n`;
const points = (...list: unknown[][]) =>
  `event: points\ndata: ${JSON.stringify({ series: [{ run_id: 'r', metric_key: 'å', points: list }] })}\n\n`;

/** Answers with these pieces; `end` ends the stream after them. */
const stream =
  (pieces: readonly (string | Uint8Array)[], end = false) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) response.write(piece);
    if (end) response.end();
  };

function start(...planned: ((response: ServerResponse) => void)[]): void {
  answers = planned;
  stop = followMetrics({
    baseUrl,
    request: { run_ids: ['r'], metric_keys: ['å'], x_from: 3 },
    onOpen: (seq) => said.push(`open ${seq}`),
    onPoints: (series) => said.push(series),
    onBehind: (runIds) => said.push(`behind ${runIds}`),
    onRefused: (error) => said.push(`${error.code}: ${error.message}`),
    onState: (state) => said.push(state),
  });
}

beforeEach(async () => {
  bodies = [];
  said = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(`${request.method} ${request.url} ${body}`);
    answers[bodies.length - 1]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const isSaid = (last: unknown) => vi.waitFor(() => expect(said.at(-1)).toEqual(last), 5000);

test('points arrive as numbers, however the bytes are cut', async () => {
  const text = open(4) + points([3, 10, 0.5], [4, 11, 'NaN'], [5, 12, '-Infinity']);
  const bytes = new TextEncoder().encode(text + ':\n\nevent: behind\ndata: {"run_ids":["r"]}\n\n');
  start(
    stream(
      Array.from({ length: Math.ceil(bytes.length / 7) }, (_, part) => bytes.slice(part * 7, part * 7 + 7)),
    ),
  );
  await isSaid('behind r');
  const read = [3, 4, 5].map((step, index) => [
    step,
    10 + index,
    [0.5, Number.NaN, Number.NEGATIVE_INFINITY][index],
  ]);
  expect(said).toEqual([
    'connecting',
    'open',
    'open 4',
    [{ run_id: 'r', metric_key: 'å', points: read }],
    'behind r',
  ]);
  expect(bodies).toEqual([
    'POST /api/2.0/tidemark/metrics/follow {"run_ids":["r"],"metric_keys":["å"],"x_from":3}',
  ]);
});

test('a stream that ends, and a tracker that fails, are tried again, and the beginning is told anew', async () => {
  start(
    stream([open(1)], true),
    (response) => response.writeHead(503).end(),
    (response) => response.destroy(),
    stream([open(9)]),
  );
  await isSaid('open 9');
  expect(said).toEqual(['connecting', 'open', 'open 1', 'lost', 'lost', 'lost', 'open', 'open 9']);
});

test('a refusal is told once and not tried again', async () => {
  start((response) =>
    response
      .writeHead(404)
      .end('{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"Run with id=r not found."}'),
  );
  await isSaid('RESOURCE_DOES_NOT_EXIST: Run with id=r not found.');
  expect(said).toEqual(['connecting', 'RESOURCE_DOES_NOT_EXIST: Run with id=r not found.']);
  expect(bodies).toHaveLength(1);
});

test('once stopped, the connection is given back and nothing more is told', async () => {
  const { promise: gone, resolve: hasGone } = Promise.withResolvers<void>();
  start((response) => {
    response.on('close', hasGone);
    stream([open(1)])(response);
  });
  await isSaid('open 1');
  stop();
  await gone;
  expect(said).toEqual(['connecting', 'open', 'open 1']);
});
