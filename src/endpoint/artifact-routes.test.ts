import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import {
  ARTIFACT_ROOT,
  ArtifactError,
  openFileArtifactStore,
  parseArtifactPath,
} from '../artifacts/index.ts';
import { open, temporaryFolder } from './testing/open.ts';
import { ask, errorOf, openSocket } from './testing/raw-http.ts';

const FILES = '/api/2.0/mlflow-artifacts/artifacts';
const put = (port: number, path: string, body: string | Uint8Array, headers = {}) =>
  ask(port, path, { method: 'PUT', body, headers });

test('what is put is got, byte for byte, with the headers of a download', async () => {
  const { endpoint } = await open();
  const stored = await put(endpoint.port, `${FILES}/0/r/model.html`, '<b>hello</b>');
  expect([stored.status, stored.body, stored.headers['content-type']]).toEqual([
    200,
    '{}',
    'application/json',
  ]);
  const got = await ask(endpoint.port, `/ajax-api/2.0/mlflow-artifacts/artifacts/0/r/model.html`);
  expect(got.body).toBe('<b>hello</b>');
  expect(got.headers).toMatchObject({
    'content-length': '12',
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="model.html"',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  });
});

test('shown in a frame, a document has an origin of its own, loads nothing, and runs scripts only where asked', async () => {
  const { endpoint } = await open();
  await put(endpoint.port, `${FILES}/0/r/report.html`, '<b>hello</b>');
  const shown = async (view: string) => {
    const { headers } = await ask(endpoint.port, `${FILES}/0/r/report.html?view=${view}`);
    return [headers['content-disposition'], String(headers['content-security-policy'])] as const;
  };
  const [disposition, policy] = await shown('page');
  expect(disposition).toBe('inline');
  expect(policy).toMatch(/^sandbox; default-src 'none';/);
  expect(policy).not.toContain('script');
  const [, withScripts] = await shown('scripts');
  expect(withScripts).toMatch(/^sandbox allow-scripts; default-src 'none';/);
  expect(withScripts).not.toContain('same-origin');
  expect(withScripts).not.toContain('http');
  for (const other of ['', 'other', 'constructor'])
    expect(await shown(other)).toEqual(['attachment; filename="report.html"', "sandbox; default-src 'none'"]);
});

test('a range is 206, one beyond the end 416, and both say how large the whole is', async () => {
  const { endpoint } = await open();
  await put(endpoint.port, `${FILES}/a`, '0123456789');
  const range = (value: string) => ask(endpoint.port, `${FILES}/a`, { headers: { range: value } });
  const part = await range('bytes=2-4');
  expect([part.status, part.body, part.headers['content-range'], part.headers['content-length']]).toEqual([
    206,
    '234',
    'bytes 2-4/10',
    '3',
  ]);
  expect((await range('bytes=-3')).body).toBe('789');
  expect((await range('bytes=8-99')).body).toBe('89');
  const beyond = await range('bytes=10-');
  expect([beyond.status, beyond.headers['content-range'], errorOf(beyond).error_code]).toEqual([
    416,
    'bytes */10',
    'RANGE_NOT_SATISFIABLE',
  ]);
});

test('who holds the version is answered 304, and a part of another version is never mixed in', async () => {
  const { endpoint } = await open();
  await put(endpoint.port, `${FILES}/a`, 'first');
  const { etag = '', 'last-modified': modified = '' } = (await ask(endpoint.port, `${FILES}/a`)).headers;
  const status = async (headers: Record<string, string>) =>
    (await ask(endpoint.port, `${FILES}/a`, { headers })).status;
  expect(await status({ 'if-none-match': `"x", W/${etag}` })).toBe(304);
  expect(await status({ 'if-none-match': '"x"', 'if-modified-since': modified })).toBe(200);
  expect(await status({ 'if-modified-since': modified })).toBe(304);
  expect(await status({ 'if-modified-since': 'no date' })).toBe(200);
  expect(await status({ range: 'bytes=0-1', 'if-range': etag })).toBe(206);
  expect(await status({ range: 'bytes=0-1', 'if-range': modified })).toBe(206);
  expect(await status({ range: 'bytes=0-1', 'if-range': '"x"' })).toBe(200);
});

test('HEAD answers the headers alone', async () => {
  const { endpoint } = await open();
  await put(endpoint.port, `${FILES}/a`, '0123456789');
  const head = await ask(endpoint.port, `${FILES}/a`, { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '10']);
});

test('names are decoded once: spaces, percent signs and non-ASCII letters are kept', async () => {
  const { endpoint, artifacts } = await open();
  for (const name of ['a b.txt', '100%.txt', 'ü日.txt', 'a+b.txt']) {
    expect((await put(endpoint.port, `${FILES}/d/${encodeURIComponent(name)}`, name)).status).toBe(200);
    expect((await ask(endpoint.port, `${FILES}/d/${encodeURIComponent(name)}`)).body).toBe(name);
  }
  const listed = await artifacts.list(parseArtifactPath('d'));
  expect(listed.map(({ path }) => path).toSorted()).toEqual(
    ['100%.txt', 'a b.txt', 'a+b.txt', 'ü日.txt'].toSorted(),
  );
});

test('a path that would leave the store is 400 in any encoding, with every method, and nothing is touched', async () => {
  const folder = await temporaryFolder();
  const { endpoint } = await open({ artifacts: await openFileArtifactStore(`${folder}/store`) });
  const climbs = [
    '../x',
    '..%2fx',
    '%2e%2e/x',
    '%252e%252e%252fx',
    '%25252e%25252e/x',
    '..%5cx',
    'a/../../x',
    '/etc/x',
    '%2fetc%2fx',
    'a%00b',
    'a%23b',
    '%c0%ae%c0%ae/x',
    'file:///x',
    './x',
  ];
  for (const climb of climbs)
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status } = await ask(endpoint.port, `${FILES}/${climb}`, { method });
      expect([climb, method, status]).toEqual([climb, method, 400]);
    }
  expect(await readdir(folder)).toEqual(['store']);
});

test('repeated slashes are one', async () => {
  const { endpoint } = await open();
  expect((await put(endpoint.port, `${FILES}/d//a`, 'x')).status).toBe(200);
  expect((await ask(endpoint.port, `${FILES}/d/a`)).body).toBe('x');
});

test('a name with a trailing slash, a folder and a missing file are told apart', async () => {
  const { endpoint } = await open();
  expect((await put(endpoint.port, `${FILES}/d/a`, 'x')).status).toBe(200);
  expect((await put(endpoint.port, `${FILES}/d/`, 'x')).status).toBe(400);
  expect((await ask(endpoint.port, `${FILES}/d`)).status).toBe(400);
  expect((await ask(endpoint.port, `${FILES}/d`, { headers: { range: 'bytes=0-1' } })).status).toBe(400);
  expect((await ask(endpoint.port, `${FILES}/`)).status).toBe(400);
  const missing = await ask(endpoint.port, `${FILES}/d/b`);
  expect([missing.status, errorOf(missing).error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
});

test('deleting removes a file or a folder, forgives a missing one, and never the whole store', async () => {
  const { endpoint, artifacts } = await open();
  await put(endpoint.port, `${FILES}/d/a`, 'x');
  await put(endpoint.port, `${FILES}/e`, 'x');
  const remove = async (path: string) =>
    (await ask(endpoint.port, `${FILES}/${path}`, { method: 'DELETE' })).status;
  expect(await remove('d/')).toBe(200);
  expect(await remove('d')).toBe(200);
  expect(await remove('')).toBe(400);
  expect((await artifacts.list(ARTIFACT_ROOT)).map(({ path }) => path)).toEqual(['e']);
});

test('an upload is not held in memory', async () => {
  const { endpoint } = await open();
  const chunk = Buffer.alloc(1024 * 1024, 7);
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const sent = request({ host: '127.0.0.1', port: endpoint.port, path: `${FILES}/big`, method: 'PUT' });
  const answered = once(sent, 'response');
  for (let piece = 0; piece < 300; piece += 1) {
    if (!sent.write(chunk)) await once(sent, 'drain');
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  }
  sent.end();
  const [answer] = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect(peak).toBeLessThan(150 * 1024 * 1024);
  const head = await ask(endpoint.port, `${FILES}/big`, { method: 'HEAD' });
  expect(head.headers['content-length']).toBe(String(300 * chunk.length));
});

test('an upload beyond the limit is 413, by its header or while it arrives, and stores nothing', async () => {
  const { endpoint } = await open({ limits: { artifactBytes: 1000 } });
  const body = Buffer.alloc(5_000);
  expect((await put(endpoint.port, `${FILES}/a`, body)).status).toBe(413);
  expect((await put(endpoint.port, `${FILES}/a`, body, { 'transfer-encoding': 'chunked' })).status).toBe(413);
  expect((await ask(endpoint.port, `${FILES}/a`)).status).toBe(404);
  expect(
    (await put(endpoint.port, `${FILES}/a`, body.subarray(0, 900), { 'transfer-encoding': 'chunked' }))
      .status,
  ).toBe(200);
});

test('a full disk is 507, which clients do not send again', async () => {
  const { endpoint, artifacts } = await open();
  artifacts.put = () => Promise.reject(new ArtifactError('RESOURCE_EXHAUSTED', 'No space is left.'));
  const answer = await put(endpoint.port, `${FILES}/a`, 'x');
  expect([answer.status, errorOf(answer).error_code]).toEqual([507, 'INSUFFICIENT_STORAGE']);
});

test('an upload that is cut leaves nothing', async () => {
  const { endpoint, artifacts } = await open();
  const { promise: refused, resolve } = Promise.withResolvers<void>();
  const store = artifacts.put.bind(artifacts);
  artifacts.put = (...given) => store(...given).finally(resolve);
  const head = `PUT ${FILES}/a HTTP/1.1\r\nHost: localhost:${endpoint.port}\r\nContent-Length: 1000\r\n\r\n`;
  const socket = await openSocket(endpoint.port, `${head}half of it`);
  while (socket.bytesWritten === 0) await once(socket, 'drain');
  socket.end();
  await refused;
  expect((await ask(endpoint.port, `${FILES}/a`)).status).toBe(404);
});

test('an upload in parts: each part is answered with its ETag', async () => {
  const { endpoint, artifacts } = await open();
  const path = parseArtifactPath('0/big.bin');
  const { upload_id } = await artifacts.createMultipart(path, 2);
  const part = (number: number | string, body: string) =>
    put(
      endpoint.port,
      `/api/2.0/mlflow-artifacts/mpu/part/0/big.bin?upload_id=${upload_id}&part_number=${number}`,
      body,
    );
  const etags = [(await part(1, 'one')).headers.etag ?? '', (await part(2, 'two')).headers.etag ?? ''];
  expect((await part(3, 'x')).status).toBe(400);
  expect((await part('x', 'x')).status).toBe(400);
  await artifacts.completeMultipart(
    path,
    upload_id,
    etags.map((etag, index) => ({ part_number: index + 1, etag })),
  );
  expect((await ask(endpoint.port, `${FILES}/0/big.bin`)).body).toBe('onetwo');
});

test('a prefix written percent-encoded is refused rather than misread', async () => {
  const { endpoint } = await open();
  expect((await ask(endpoint.port, '/api/2.0/mlflow%2Dartifacts/artifacts/a')).status).toBe(400);
});
