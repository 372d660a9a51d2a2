import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { MLFLOW_VERSION, TrackingError } from '../contract/index.ts';
import { openEndpoint } from './index.ts';
import { assertPermission } from './permissions.ts';
import { MemoryExports } from './testing/memory-exports.ts';
import { MemoryPoints } from './testing/memory-points.ts';
import { MemorySignals } from './testing/memory-signals.ts';
import { MemoryTracker } from './testing/memory-tracker.ts';
import { open } from './testing/open.ts';
import { ask, errorOf, openSocket } from './testing/raw-http.ts';

const GET_RUN = '/api/2.0/mlflow/runs/get?run_id=r';

test('the probes tell health, version and every operation', async () => {
  const { endpoint, tracker } = await open();
  const health = await ask(endpoint.port, '/health');
  expect([health.status, health.body]).toEqual([200, 'OK']);
  expect((await ask(endpoint.port, '/version')).body).toBe(MLFLOW_VERSION);
  const document = JSON.parse((await ask(endpoint.port, '/openapi.json')).body);
  expect(document.info.version).toBe('0.0.1');
  expect(document.paths['/api/2.0/mlflow/runs/create'].post.operationId).toBe('createRun_post');
  tracker.answers.getServerInfo = () => {
    throw new TrackingError('TEMPORARILY_UNAVAILABLE', 'The store is closed.');
  };
  expect((await ask(endpoint.port, '/health')).status).toBe(503);
});

test('an unknown path is 404, a known one with another method 405 with those there are', async () => {
  const { endpoint } = await open();
  const unknown = await ask(endpoint.port, '/api/2.0/mlflow/nothing', { method: 'POST', body: '{}' });
  expect([unknown.status, errorOf(unknown).error_code]).toEqual([404, 'ENDPOINT_NOT_FOUND']);
  const allowed = async (method: string, path: string) => {
    const answer = await ask(endpoint.port, path, { method });
    expect([answer.status, errorOf(answer).error_code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    return answer.headers.allow;
  };
  expect(await allowed('GET', '/api/2.0/mlflow/runs/create')).toBe('POST');
  expect(await allowed('POST', '/api/2.0/mlflow/logged-models/m-1')).toBe('GET, HEAD, PATCH, DELETE');
  expect(await allowed('POST', '/ajax-api/2.0/mlflow-artifacts/artifacts/a/b')).toBe(
    'GET, HEAD, PUT, DELETE',
  );
  expect(await allowed('DELETE', '/health')).toBe('GET, HEAD');
});

test('an operation without a permission stops the start', () => {
  expect(() => assertPermission('getRun', {})).toThrow('getRun declares no permission');
});

test('a port in use is said so', async () => {
  const { endpoint, tracker, artifacts, changes } = await open();
  const { port } = endpoint;
  const exports = new MemoryExports([]);
  const signals = new MemorySignals();
  const again = openEndpoint({
    tracker,
    artifacts,
    changes,
    signals,
    exports,
    points: new MemoryPoints(),
    version: '1',
    host: '127.0.0.1',
    port,
  });
  await expect(again).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
});

test('closing lets a request finish, ends streams and idle connections, and takes no new ones', async () => {
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
  const { promise: answer, resolve: mayAnswer } = Promise.withResolvers<unknown>();
  const tracker = new MemoryTracker({
    getRun: () => {
      wasAsked();
      return answer;
    },
  });
  const { endpoint } = await open({ tracker });
  const host = `Host: localhost:${endpoint.port}\r\n\r\n`;
  const stream = await openSocket(endpoint.port, `GET /api/2.0/tidemark/changes HTTP/1.1\r\n${host}`);
  await once(stream, 'readable');
  const idle = await openSocket(endpoint.port, `GET /health HTTP/1.1\r\n${host}`);
  await once(idle, 'readable');
  const busy = await openSocket(endpoint.port, `GET ${GET_RUN} HTTP/1.1\r\n${host}`);
  await asked;
  const closed = endpoint.close();
  expect(await text(idle)).toContain('OK');
  expect(await text(stream)).toContain('event: hello');
  mayAnswer({ run: 'late' });
  expect(await text(busy)).toContain('{"run":"late"}');
  await closed;
  await expect(ask(endpoint.port, '/health')).rejects.toThrow('ECONNREFUSED');
});

test('closing does not wait for ever for a request that does not end', async () => {
  const tracker = new MemoryTracker({ getRun: () => new Promise(() => undefined) });
  const { endpoint } = await open({ tracker });
  const hanging = ask(endpoint.port, GET_RUN).catch((error: Error) => error.message);
  await vi.waitUntil(() => tracker.calls.length === 1);
  const began = performance.now();
  await endpoint.close();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(await hanging).toBe('socket hang up');
});

test('the access log has one line a request, refused ones too, and is off by default', async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const quiet = await open();
  await ask(quiet.endpoint.port, '/health');
  expect(lines).toEqual([]);
  const { endpoint } = await open({ accessLog: true });
  await ask(endpoint.port, '/health');
  await ask(endpoint.port, '/health', { headers: { origin: 'http://evil.example' } });
  await vi.waitUntil(() => lines.length === 2);
  write.mockRestore();
  expect(lines[0]).toMatch(/^\d{4}-\S+ 127\.0\.0\.1 GET \/health 200 [\d.]+\n$/);
  expect(lines[1]).toContain('GET /health 403');
});
