import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { invalidParameter } from '../contract/index.ts';
import { MemoryExports } from './testing/memory-exports.ts';
import { open } from './testing/open.ts';
import { ask, errorOf, postJson } from './testing/raw-http.ts';

const PATH = '/api/2.0/tidemark/runs/export';
const bytes = (text: string) => new TextEncoder().encode(text);

test('a file of runs comes as an attachment, with its type and its number of rows', async () => {
  const exports = new MemoryExports([bytes('run_id\r\n'), bytes('r1\r\n')]);
  const { endpoint } = await open({ exports });
  const answer = await ask(endpoint.port, `${PATH}?format=csv&experiment_ids=1`);
  expect([answer.status, answer.body]).toEqual([200, 'run_id\r\nr1\r\n']);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="sweep-runs.csv"',
    'x-tidemark-total': '2',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const parquet = await ask(endpoint.port, `/ajax-api${PATH.slice(4)}?format=parquet&experiment_ids=1`);
  expect(parquet.headers['content-type']).toBe('application/vnd.apache.parquet');
  await vi.waitFor(() => expect(exports.closed).toBe(2));
});

test('the query names experiments, filter, order and lifecycle stage', async () => {
  const exports = new MemoryExports([]);
  const { endpoint } = await open({ exports });
  const filter = encodeURIComponent("params.lr = '0.1'");
  const query = `format=csv&experiment_ids=1,2&experiment_ids=3&filter=${filter}&order_by=metrics.a+DESC&order_by=start_time&run_view_type=ALL`;
  await ask(endpoint.port, `${PATH}?${query}`);
  expect(exports.asked).toEqual([
    {
      request: {
        format: 'csv',
        experiment_ids: ['1', '2', '3'],
        filter: "params.lr = '0.1'",
        order_by: ['metrics.a DESC', 'start_time'],
        run_view_type: 'ALL',
        run_ids: [],
      },
      caller: expect.objectContaining({ actor: 'local', workspace: 'default' }),
    },
  ]);
});

test('a POST names in its body more runs than an address can', async () => {
  const exports = new MemoryExports([bytes('run_id\r\n')]);
  const { endpoint } = await open({ exports });
  const run_ids = Array.from({ length: 5000 }, (_, index) => index.toString(16).padStart(32, '0'));
  const body = { format: 'csv', experiment_ids: ['1'], run_ids, order_by: ['start_time'] };
  const answer = await postJson(endpoint.port, PATH, JSON.stringify(body));
  expect([answer.status, answer.headers['x-tidemark-total'], answer.body]).toEqual([200, '1', 'run_id\r\n']);
  expect(exports.asked[0]?.request).toEqual(body);
});

test.each([
  ['{"format":"csv","run_ids":[1]}', {}, "parameter 'run_ids.0'"],
  ['[]', {}, "parameter 'format'"],
  ['7', {}, "parameter 'body'"],
  ['{', {}, 'JSON'],
  ['{}', { 'content-type': 'text/plain' }, 'Content-Type'],
])('a POST of %s with %o is refused', async (body, headers, message) => {
  const { endpoint } = await open();
  const answer = await postJson(endpoint.port, PATH, body, headers);
  expect(answer.status).toBe(400);
  expect(errorOf(answer).message).toContain(message);
});

test('HEAD tells the number of rows, takes no bytes and lets the export go', async () => {
  const exports = new MemoryExports([bytes('x')]);
  const { endpoint } = await open({ exports });
  const answer = await ask(endpoint.port, `${PATH}?format=csv&experiment_ids=1`, { method: 'HEAD' });
  expect([answer.status, answer.headers['x-tidemark-total'], answer.body]).toEqual([200, '1', '']);
  await vi.waitFor(() => expect(exports.closed).toBe(1));
  expect(exports.taken).toBe(0);
});

test.each([
  ['', "parameter 'format': must be csv or parquet"],
  ['format=xlsx&experiment_ids=1', "parameter 'format'"],
  ['format=csv&format=csv&experiment_ids=1', "parameter 'format'"],
  ['format=csv&experiment_ids=1&run_view_type=SOME', "parameter 'run_view_type'"],
  ['format=csv&experiment_ids=1&filter=a&filter=b', "parameter 'filter'"],
  ['format=csv&filter=%E0%A4', 'not valid percent-encoded'],
  ['format=csv&__proto__=1&experiment_ids=', undefined],
])('?%s is %s', async (query, message) => {
  const { endpoint } = await open();
  const answer = await ask(endpoint.port, `${PATH}?${query}`);
  if (message === undefined) return expect(answer.status).toBe(200);
  expect(answer.status).toBe(400);
  return expect(errorOf(answer)).toMatchObject({
    error_code: 'INVALID_PARAMETER_VALUE',
    message: expect.stringContaining(message),
  });
});

test('what is refused before the first byte is an error as any other', async () => {
  const exports = new MemoryExports([]);
  exports.open = () => Promise.reject(invalidParameter('Expected a field'));
  const { endpoint } = await open({ exports });
  const answer = await ask(endpoint.port, `${PATH}?format=csv&experiment_ids=1`);
  expect([answer.status, errorOf(answer).message]).toEqual([400, 'Expected a field']);
});

test('a file that breaks off is cut: half of it does not pass for all', async () => {
  const exports = new MemoryExports([bytes('run_id\r\n'), invalidParameter('lost')]);
  const { endpoint } = await open({ exports });
  await expect(ask(endpoint.port, `${PATH}?format=csv&experiment_ids=1`)).rejects.toThrow(/aborted|hang up/);
  expect(exports.closed).toBe(1);
});

test('a reader that does not read makes the export wait, and one that goes away ends it', async () => {
  const exports = new MemoryExports(Array.from({ length: 1000 }, () => new Uint8Array(1024 * 1024)));
  const { endpoint } = await open({ exports });
  const sent = request({
    host: '127.0.0.1',
    port: endpoint.port,
    path: `${PATH}?format=csv&experiment_ids=1`,
  });
  sent.end();
  const [answer] = await once(sent, 'response');
  await vi.waitFor(() => expect(exports.taken).toBeGreaterThan(0));
  answer.destroy();
  await vi.waitFor(() => expect(exports.closed).toBe(1));
  expect(exports.taken).toBeLessThan(200);
});
