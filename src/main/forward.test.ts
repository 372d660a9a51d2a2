import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { forward } from './forward.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A server of the test's own behind which to look. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the engine sees method, body and content type, and nothing of the page', async () => {
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers } = request;
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('set-cookie', 'a=b');
      response.end(JSON.stringify({ method, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  const answer = await forward(
    new Request('http://app/api', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json', referer: 'tidemark://app/', 'x-kept': 'yes' },
    }),
    `${url}/api`,
  );
  const seen = (await answer.json()) as { method: string; headers: Record<string, string>; body: string };
  expect([seen.method, seen.body]).toEqual(['POST', '{"a":1}']);
  expect(seen.headers).toMatchObject({
    'content-type': 'application/json',
    'x-kept': 'yes',
    'accept-encoding': 'identity',
    host: url.slice('http://'.length),
  });
  for (const name of ['origin', 'referer', 'cookie', 'sec-fetch-site'])
    expect(seen.headers).not.toHaveProperty(name);
  expect([...answer.headers.keys()].filter((name) => /^access-control|cookie/.test(name))).toEqual([]);
});

test('an answer is passed on while it is still being written, and its end is the end of both', async () => {
  let finish = (): void => undefined;
  const left = Promise.withResolvers<void>();
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
    finish = () => void response.write('data: 2\n\n');
    response.on('close', left.resolve);
  });
  const answer = await forward(new Request('http://app/api'), url);
  const reader = answer.body?.getReader();
  const text = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await text()).toBe('data: 1\n\n');
  finish();
  expect(await text()).toBe('data: 2\n\n');
  await reader?.cancel();
  await left.promise;
});

test('errors, redirects and partial answers arrive as they are', async () => {
  const url = await serve((request, response) => {
    const status = Number(request.url?.slice(1));
    response.writeHead(status, { location: 'https://example.com/', 'content-range': 'bytes 0-0/9' }).end('x');
  });
  for (const status of [206, 302, 404, 500]) {
    const answer = await forward(new Request('http://app/api'), `${url}/${status}`);
    expect([answer.status, answer.headers.get('content-range')]).toEqual([status, 'bytes 0-0/9']);
  }
});

test('without an engine the page is told so in the form it knows', async () => {
  const answer = await forward(new Request('http://app/api'), 'http://127.0.0.1:1/api');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ error_code: 'TEMPORARILY_UNAVAILABLE' });
});
