import { expect, test } from 'vitest';
import { routes } from '../contract/index.ts';
import { open } from './testing/open.ts';
import { ask, errorOf, exchange } from './testing/raw-http.ts';

const LOG_BATCH = '/api/2.0/mlflow/runs/log-batch';
const postPaths = () => [
  ...routes()
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path.replace(/:\w+/g, 'm-1').replace('*', 'a')),
  '/ajax-api/2.0/mlflow/upload-artifact?run_uuid=r1&path=a.txt',
];

function foreignHosts(port: number): string[] {
  return [
    'evil.example',
    `evil.example:${port}`,
    `10.evil.example:${port}`,
    `192.168.1.1.evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `127.0.0.1:${port + 1}`,
    'localhost',
    `localhost.:${port}`,
    `0.0.0.0:${port}`,
    `127.0.0.2:${port}`,
    `[::1]:${port}@evil.example`,
  ];
}

test('12 foreign hosts at 3 routes: none is answered, and errors are JSON', async () => {
  const { endpoint, tracker } = await open();
  for (const host of foreignHosts(endpoint.port))
    for (const path of ['/health', '/api/2.0/mlflow/experiments/search?max_results=1', '/no/such/path']) {
      const answer = await ask(endpoint.port, path, { headers: { host } });
      expect([host, path, answer.status]).toEqual([host, path, 403]);
      expect(errorOf(answer).error_code).toBe('PERMISSION_DENIED');
    }
  expect(tracker.calls).toEqual([]);
});

test('a request without Host, or with a whole URL as its target, is refused', async () => {
  const { endpoint } = await open();
  expect(await exchange(endpoint.port, 'GET /health HTTP/1.0\r\n\r\n')).toContain('403 Forbidden');
  const target = `GET http://evil.example/health HTTP/1.1\r\nHost: localhost:${endpoint.port}\r\nConnection: close\r\n\r\n`;
  expect(await exchange(endpoint.port, target)).toContain('400 Bad Request');
});

test('a foreign or null Origin is refused with every method, at every kind of path', async () => {
  const { endpoint, tracker } = await open();
  const paths = [
    '/',
    '/health',
    LOG_BATCH,
    '/gateway/x',
    '/graphql',
    '/%E0%A4%A',
    '/get-artifact?run_id=r1&path=a',
  ];
  for (const origin of ['http://evil.example', 'null', 'http://localhost:3000'])
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      for (const path of paths) {
        const answer = await ask(endpoint.port, path, { method, headers: { origin } });
        expect([origin, method, path, answer.status]).toEqual([origin, method, path, 403]);
      }
  expect(tracker.calls).toEqual([]);
});

test('a cross-site fetch is refused, an own one is answered', async () => {
  const { endpoint } = await open();
  const status = async (site: string) =>
    (await ask(endpoint.port, '/health', { headers: { 'sec-fetch-site': site } })).status;
  expect(await status('cross-site')).toBe(403);
  expect(await status('same-origin')).toBe(200);
});

test('7 content types at all POST routes: not one call reaches the tracker', async () => {
  const { endpoint, tracker } = await open();
  const types = [
    'text/plain',
    'text/plain;charset=UTF-8; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'TEXT/PLAIN ;a=b',
    ' text/plain\t; x="application/json"',
    undefined,
  ];
  for (const path of postPaths())
    for (const type of types) {
      const headers = type === undefined ? {} : { 'content-type': type };
      const answer = await ask(endpoint.port, path, {
        method: 'POST',
        headers,
        body: '{"name":"x","run_id":"r1"}',
      });
      expect([path, type, answer.status]).toEqual([path, type, 400]);
    }
  expect(tracker.calls).toEqual([]);
});

test('18 preflights: none is granted anything', async () => {
  const { endpoint } = await open();
  for (const origin of ['http://evil.example', 'null', `http://localhost:${endpoint.port}`])
    for (const method of ['POST', 'PUT', 'DELETE'])
      for (const path of [LOG_BATCH, '/api/2.0/mlflow-artifacts/artifacts/a']) {
        const headers = {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
          'access-control-request-private-network': 'true',
        };
        const answer = await ask(endpoint.port, path, { method: 'OPTIONS', headers });
        expect(answer.status === 403 || answer.status === 405).toBe(true);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
});

test('a WebSocket upgrade is never granted', async () => {
  const { endpoint } = await open();
  const upgrade = (extra: string) =>
    exchange(
      endpoint.port,
      `GET /api/2.0/tidemark/nothing HTTP/1.1\r\nHost: localhost:${endpoint.port}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n${extra}\r\n`,
    );
  expect(await upgrade('Origin: http://evil.example\r\n')).toContain(' 403 ');
  expect(await upgrade('')).toContain(' 404 ');
});

test('every answer, good or bad, carries the security headers', async () => {
  const { endpoint } = await open();
  for (const path of [
    '/',
    '/health',
    '/openapi.json',
    '/no',
    '/%ff',
    '/api/2.0/mlflow/experiments/search?max_results=1',
  ]) {
    const { headers } = await ask(endpoint.port, path);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});
