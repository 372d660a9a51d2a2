import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLUMNS_TYPE, TrackingError, writeColumns } from '../contract/index.ts';
import { createClient } from './index.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let baseUrl: string;
let seen: Seen[];
let reply: { status: number; body: string | Uint8Array; type?: string };

beforeEach(async () => {
  seen = [];
  reply = { status: 200, body: '{}' };
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const client = () => createClient({ baseUrl });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a GET sends its fields as a query, repeats the key of a list, and leaves unset fields out', async () => {
  await client().call('getMetricHistoryBulkInterval', {
    run_ids: ['a', 'b'],
    metric_key: 'val/loss 1',
    start_step: undefined,
  });
  expect(seen[0]?.method).toBe('GET');
  expect(seen[0]?.url).toBe(
    '/api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=a&run_ids=b&metric_key=val%2Floss+1',
  );
  expect(seen[0]?.body).toBe('');
});

test('a POST sends JSON, with integers beyond 2^53 and non-finite numbers as strings', async () => {
  await client().call('logMetric', {
    run_id: 'r',
    key: 'loss',
    value: Number.NaN,
    timestamp: 1790000000123456789n,
    step: 3,
  });
  expect(seen[0]?.url).toBe('/api/2.0/mlflow/runs/log-metric');
  expect(seen[0]?.headers['content-type']).toBe('application/json');
  expect(seen[0]?.body).toBe(
    '{"run_id":"r","key":"loss","value":"NaN","timestamp":"1790000000123456789","step":3}',
  );
});

test('a field of the path is escaped into it, and one that takes the rest keeps its slashes', async () => {
  await client().call('getLoggedModel', { model_id: 'm-1/é?' });
  await client().call('abortMultipartUpload', { path: '1/run/a b.txt', upload_id: 'u' });
  expect(seen[0]?.url).toBe('/api/2.0/mlflow/logged-models/m-1%2F%C3%A9%3F');
  expect(seen[1]?.url).toBe('/api/2.0/mlflow-artifacts/mpu/abort/1/run/a%20b.txt');
  expect(seen[1]?.body).toBe('{"upload_id":"u"}');
});

test('an operation of version 3.0 is called below /api/3.0', async () => {
  await client().call('getServerInfo', {});
  expect(seen[0]?.url).toBe('/api/3.0/mlflow/server-info');
});

test('headers of the options go out with every request', async () => {
  await createClient({ baseUrl, headers: { authorization: 'Bearer t' } }).call('getServerInfo', {});
  expect(seen[0]?.headers.authorization).toBe('Bearer t');
});

test('a function of headers is asked anew for every request', async () => {
  let user = 'a';
  const asking = createClient({ baseUrl, headers: () => ({ authorization: `Basic ${user}` }) });
  await asking.call('getServerInfo', {});
  user = 'b';
  await asking.call('getServerInfo', {});
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Basic a', 'Basic b']);
});

test('integers beyond 2^53 in an answer stay exact and doubles stay numbers', async () => {
  reply.body =
    '{"metrics":[{"key":"a","value":0.12345678901234568,"timestamp":1790000000123456789,"step":2}]}';
  const { metrics } = await client().call('getMetricHistory', { run_id: 'r', metric_key: 'a' });
  expect(metrics).toEqual([
    { key: 'a', value: 0.12345678901234568, timestamp: 1790000000123456789n, step: 2 },
  ]);
});

test('NaN and infinities of an answer are numbers, while a param that reads NaN stays text', async () => {
  reply.body = JSON.stringify({
    run: {
      info: {
        run_id: 'r',
        run_uuid: 'r',
        run_name: 'n',
        experiment_id: '0',
        user_id: 'u',
        status: 'RUNNING',
        start_time: 1,
        artifact_uri: 'a',
        lifecycle_stage: 'active',
      },
      data: {
        metrics: [
          { key: 'a', value: 'NaN', timestamp: 1, step: 0 },
          { key: 'b', value: '-Infinity', timestamp: 1, step: 0 },
        ],
        params: [{ key: 'p', value: 'NaN' }],
      },
      inputs: {},
    },
  });
  const { run } = await client().call('getRun', { run_id: 'r' });
  expect(run.data.metrics?.map(({ value }) => value)).toEqual([Number.NaN, Number.NEGATIVE_INFINITY]);
  expect(run.data.params).toEqual([{ key: 'p', value: 'NaN' }]);
});

test("a refusal becomes a TrackingError with the server's code, message and details", async () => {
  reply = {
    status: 400,
    body: '{"error_code":"INVALID_PARAMETER_VALUE","message":"Bad filter.","position":7}',
  };
  const error = await failure(client().call('searchRuns', { experiment_ids: ['0'], filter: 'x' }));
  expect(error).toBeInstanceOf(TrackingError);
  expect(error).toMatchObject({
    code: 'INVALID_PARAMETER_VALUE',
    message: 'Bad filter.',
    details: { position: 7 },
  });
});

test('a refusal in another form gets the code of its status and says what came', async () => {
  reply = { status: 404, body: '<html><h1>Not Found</h1></html>' };
  const error = await failure(client().call('getRun', { run_id: 'r' }));
  expect(error).toMatchObject({ code: 'NOT_FOUND' });
  expect(String(error)).toContain('answered 404 to getRun: <html>');
});

test('a 200 that is not JSON is an error and not an empty answer', async () => {
  reply.body = '<!doctype html><title>Some page</title>';
  const error = await failure(client().call('getRun', { run_id: 'r' }));
  expect(error).toMatchObject({ code: 'INTERNAL_ERROR' });
  expect(String(error)).toContain('Some page');
});

test('an answer in columns is asked for by its type, and read as views', async () => {
  const head = { run_id: 'r', metric_key: 'loss', points: 2, shown: 2, exact: true, buckets: 2 };
  const columns = {
    x_first: Float64Array.of(1, 2),
    last: Float64Array.of(0.5, Number.NaN),
    nans: Uint32Array.of(0, 1),
  };
  reply = { status: 200, body: writeColumns([{ head, columns }]), type: COLUMNS_TYPE };
  const request = { run_ids: ['r'], metric_keys: ['loss'], x_from: undefined, max_buckets: 5 };
  const [series] = await client().sampleColumns(request);
  expect(seen[0]?.headers.accept).toBe(COLUMNS_TYPE);
  expect(seen[0]?.body).toBe('{"run_ids":["r"],"metric_keys":["loss"],"max_buckets":5}');
  expect(series).toMatchObject(head);
  expect(series?.columns.max).toEqual(Float64Array.of(0.5, Number.NaN));
  expect([series?.columns.nans, series?.columns.count]).toEqual([Uint32Array.of(0, 1), undefined]);
});

test('an answer that is not in columns, and a refusal to give them, are errors', async () => {
  const error = await failure(client().aggregateColumns({}));
  expect(error).toMatchObject({
    code: 'INTERNAL_ERROR',
    message: expect.stringContaining('application/json'),
  });
  reply = { status: 400, body: '{"error_code":"INVALID_PARAMETER_VALUE","message":"No groups."}' };
  expect(await failure(client().aggregateColumns({}))).toMatchObject({
    code: 'INVALID_PARAMETER_VALUE',
    message: 'No groups.',
  });
  reply = { status: 200, body: Uint8Array.of(9, 9), type: COLUMNS_TYPE };
  expect(await failure(client().sampleColumns({}))).toMatchObject({ code: 'INTERNAL_ERROR' });
});

test('where nothing answers the error is TEMPORARILY_UNAVAILABLE and names the address', async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(free.address() as AddressInfo).port}`;
  await new Promise((resolve) => free.close(resolve));
  const error = await failure(createClient({ baseUrl: address }).call('getServerInfo', {}));
  expect(error).toMatchObject({ code: 'TEMPORARILY_UNAVAILABLE' });
  expect(String(error)).toContain(address);
});

test('an aborted call rejects with the reason of its signal, not with a TrackingError', async () => {
  const controller = new AbortController();
  controller.abort(new Error('left the page'));
  const error = await failure(client().call('getServerInfo', {}, { signal: controller.signal }));
  expect(error).not.toBeInstanceOf(TrackingError);
  expect(String(error)).toContain('left the page');
});
