import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { open } from './testing/open.ts';
import { ask, errorOf, exchange, openSocket, postJson } from './testing/raw-http.ts';

const PATH = '/api/2.0/mlflow/experiments/create';
const head = (port: number, ...lines: string[]) =>
  [
    `POST ${PATH} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Content-Type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n');

test('a body of 2 GB is refused by its header, before a byte of it is sent', async () => {
  const { endpoint, tracker } = await open();
  const socket = await openSocket(endpoint.port, head(endpoint.port, 'Content-Length: 2147483648'));
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('413 Payload Too Large');
  expect(String(answer)).toContain('"error_code":"REQUEST_TOO_LARGE"');
  socket.destroy();
  expect(tracker.calls).toEqual([]);
});

test('a refused client that goes on sending is cut off', async () => {
  const { endpoint } = await open();
  const socket = await openSocket(endpoint.port, head(endpoint.port, 'Content-Length: 2147483648'));
  expect(await text(socket)).toContain('413 Payload Too Large');
});

test('a refused client that sends its whole body still reads the refusal', async () => {
  const { endpoint } = await open({ limits: { jsonBytes: 1000 } });
  const answer = await postJson(endpoint.port, PATH, `{"name":"${'x'.repeat(5_000_000)}"}`);
  expect(answer.status).toBe(413);
  expect(errorOf(answer).message).toContain('1000 bytes');
});

test('a chunked body is counted while it arrives', async () => {
  const { endpoint } = await open({ limits: { jsonBytes: 1000 } });
  const chunk = `400\r\n${' '.repeat(1024)}\r\n`;
  const socket = await openSocket(endpoint.port, head(endpoint.port, 'Transfer-Encoding: chunked') + chunk);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('413');
  socket.destroy();
});

test('gzip and deflate bodies are read, and one that unpacks beyond the limit is refused', async () => {
  const { endpoint, tracker } = await open({ limits: { jsonBytes: 100_000 } });
  const body = JSON.stringify({ name: 'packed' });
  const send = async (bytes: Uint8Array, encoding: string) =>
    (await postJson(endpoint.port, PATH, bytes, { 'content-encoding': encoding })).status;
  expect(await send(gzipSync(body), 'gzip')).toBe(200);
  expect(await send(deflateSync(body), 'deflate')).toBe(200);
  expect(tracker.calls.map(({ request }) => request)).toEqual([{ name: 'packed' }, { name: 'packed' }]);
  expect(await send(gzipSync(Buffer.alloc(50_000_000, 32)), 'gzip')).toBe(413);
  expect(await send(Buffer.from(body), 'gzip')).toBe(400);
  expect(await send(Buffer.from(body), 'br')).toBe(400);
});

test('40 connections that send their headers a byte at a time are ended, and others are served meanwhile', async () => {
  const { endpoint } = await open({ limits: { headersTimeout: 300 } });
  const slow = await Promise.all(
    Array.from({ length: 40 }, () => openSocket(endpoint.port, `POST ${PATH} HTTP/1.1\r\nX-A: `)),
  );
  const began = performance.now();
  expect((await ask(endpoint.port, '/health')).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1_000);
  for (const answer of await Promise.all(slow.map((socket) => text(socket)))) expect(answer).toContain('408');
});

test('a body that does not come, or comes for too long, is given up', async () => {
  const { endpoint, tracker } = await open({ limits: { idleTimeout: 200, bodyTimeout: 300 } });
  const silent = await openSocket(endpoint.port, head(endpoint.port, 'Content-Length: 20'));
  await once(silent, 'close');
  const slow = await openSocket(endpoint.port, head(endpoint.port, 'Content-Length: 1000'));
  const trickle = setInterval(() => slow.write(' '), 20);
  const [answer] = await once(slow, 'data');
  clearInterval(trickle);
  expect(String(answer)).toContain('took too long');
  slow.destroy();
  expect(tracker.calls).toEqual([]);
});

test('both Content-Length and Transfer-Encoding are refused as one bad request, not read as two', async () => {
  const { endpoint, tracker } = await open();
  const smuggled = `0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost:${endpoint.port}\r\n\r\n`;
  for (const lines of [
    ['Content-Length: 6', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 6'],
    ['Transfer-Encoding: xchunked'],
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Transfer-Encoding : chunked'],
  ]) {
    const answer = await exchange(endpoint.port, head(endpoint.port, ...lines) + smuggled);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(answer).toContain('"error_code":"BAD_REQUEST"');
  }
  expect(tracker.calls).toEqual([]);
});

test('headers beyond 16 KB are answered 431, and what is not HTTP 400, as JSON', async () => {
  const { endpoint } = await open();
  const large = `GET /health HTTP/1.1\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`;
  expect(await exchange(endpoint.port, large)).toMatch(/^HTTP\/1\.1 431 [^]*"error_code":"BAD_REQUEST"/);
  expect(await exchange(endpoint.port, 'hello\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 [^]*"error_code":"BAD_REQUEST"/,
  );
});

test('a client that waits for 100-continue is asked for its body only where it will be read', async () => {
  const { endpoint, tracker } = await open();
  const body = '{"name":"x"}';
  const good = await openSocket(
    endpoint.port,
    head(endpoint.port, 'Expect: 100-continue', 'Connection: close', `Content-Length: ${body.length}`),
  );
  const [invited] = await once(good, 'data');
  expect(String(invited)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  good.write(body);
  expect(await text(good)).toContain('200 OK');
  expect(tracker.last).toEqual({ name: 'x' });
  const refused = await exchange(
    endpoint.port,
    head(endpoint.port, 'Expect: 100-continue', 'Content-Length: 99999999'),
  );
  expect(refused).toMatch(/^HTTP\/1\.1 413/);
});
