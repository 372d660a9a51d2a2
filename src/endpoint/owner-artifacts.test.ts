import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { parseArtifactPath } from '../artifacts/index.ts';
import { EncodedJson } from '../contract/index.ts';
import { trackerWithRun } from './testing/memory-tracker.ts';
import { open } from './testing/open.ts';
import { ask, errorOf } from './testing/raw-http.ts';

const UPLOAD = '/ajax-api/2.0/mlflow/upload-artifact';
const bytes = { 'content-type': 'application/octet-stream' };

async function opened(
  runUri = 'mlflow-artifacts:/0/r1/artifacts',
  modelUri = 'mlflow-artifacts://host:1/0/models/m-1/',
) {
  const parts = await open({ tracker: trackerWithRun(runUri, modelUri) });
  const store = (path: string, text: string) =>
    parts.artifacts.put(parseArtifactPath(path), Readable.from([Buffer.from(text)]));
  await store('0/r1/artifacts/a b.txt', 'of the run');
  await store('0/models/m-1/MLmodel', 'of the model');
  await store('secret', 'secret');
  return parts;
}

test("a run's artifact is got by run_id or run_uuid and path", async () => {
  const { endpoint } = await opened();
  for (const path of [
    '/get-artifact?run_id=r1',
    '/get-artifact?run_uuid=r1',
    '/ajax-api/2.0/mlflow/get-artifact?run_id=r1',
  ]) {
    const answer = await ask(endpoint.port, `${path}&path=a+b.txt`);
    expect([answer.status, answer.body]).toEqual([200, 'of the run']);
    expect(answer.headers['content-disposition']).toContain('attachment');
  }
});

test("a logged model's artifact is got by artifact_file_path", async () => {
  const { endpoint } = await opened();
  const path = '/ajax-api/2.0/mlflow/logged-models/m-1/artifacts/files?artifact_file_path=MLmodel';
  expect((await ask(endpoint.port, path)).body).toBe('of the model');
});

test('an unknown run is 404, and a missing parameter is named', async () => {
  const { endpoint } = await opened();
  expect((await ask(endpoint.port, '/get-artifact?run_id=other&path=a')).status).toBe(404);
  expect(errorOf(await ask(endpoint.port, '/get-artifact?path=a')).message).toContain("'run_id'");
  expect(errorOf(await ask(endpoint.port, '/get-artifact?run_id=r1')).message).toContain("'path'");
});

test('a path never leaves the folder of its run', async () => {
  const { endpoint } = await opened();
  for (const path of ['../../../secret', '%2e%2e/x', '/secret', '..%252f..%252f..%252fsecret', 'a/%5c..'])
    expect([path, (await ask(endpoint.port, `/get-artifact?run_id=r1&path=${path}`)).status]).toEqual([
      path,
      400,
    ]);
});

test('artifacts that lie elsewhere are neither read nor fetched', async () => {
  for (const uri of ['file:///etc', '/etc', 'http://169.254.169.254/x', 's3://bucket/x']) {
    const { endpoint } = await opened(uri);
    const answer = await ask(endpoint.port, '/get-artifact?run_id=r1&path=passwd');
    expect([answer.status, errorOf(answer).error_code]).toEqual([501, 'NOT_IMPLEMENTED']);
  }
});

test('a run that its tracker encoded itself is read alike', async () => {
  const { endpoint, tracker } = await opened();
  const text = JSON.stringify({ run: { info: { artifact_uri: 'mlflow-artifacts:/0/r1/artifacts' } } });
  tracker.answers.getRun = () => new EncodedJson([Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))]);
  expect((await ask(endpoint.port, '/get-artifact?run_id=r1&path=a%20b.txt')).body).toBe('of the run');
});

test("the browser's upload stores at most 10 MB for a run, and no form", async () => {
  const { endpoint } = await opened();
  const upload = (body: string | Uint8Array, headers: Record<string, string> = bytes) =>
    ask(endpoint.port, `${UPLOAD}?run_uuid=r1&path=new.txt`, { method: 'POST', body, headers });
  expect((await upload('new')).body).toBe('{}');
  expect((await ask(endpoint.port, '/get-artifact?run_id=r1&path=new.txt')).body).toBe('new');
  expect((await upload('other', { 'content-type': 'text/plain' })).status).toBe(400);
  expect((await upload('')).status).toBe(400);
  expect((await upload(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await ask(endpoint.port, '/get-artifact?run_id=r1&path=new.txt')).body).toBe('new');
});

const CELLS = [
  { cell_type: 'markdown', source: '# A' },
  'no cell',
  {
    cell_type: 'code',
    outputs: [
      { data: { 'text/plain': 'a' } },
      { data: { 'text/html': ['<b>1</b>', '<script>x()</script>'] } },
    ],
  },
];

async function withNotebook() {
  const { endpoint, artifacts } = await opened();
  const put = (name: string, text: string) =>
    artifacts.put(parseArtifactPath(`0/r1/artifacts/${name}`), Readable.from([Buffer.from(text)]));
  await put('n.ipynb', JSON.stringify({ cells: CELLS }));
  await put('broken.ipynb', '{');
  return (query: string, name = 'n.ipynb') =>
    ask(endpoint.port, `/get-artifact?run_id=r1&path=${name}&${query}`);
}

test('an HTML output of a notebook is answered as a document in a sandbox, with scripts only where they are asked for', async () => {
  const get = await withNotebook();
  const page = await get('view=page&cell=1&output=1');
  expect(page.status).toBe(200);
  expect(page.body).toContain('<b>1</b><script>x()</script>');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
  expect(page.headers['content-security-policy']).not.toContain('script');
  const running = await get('view=scripts&cell=1&output=1');
  expect(running.headers['content-security-policy']).toMatch(/^sandbox allow-scripts; default-src 'none'/);
});

test('an output is never answered without a view, and one that is not there is said so', async () => {
  const get = await withNotebook();
  expect(errorOf(await get('cell=1&output=1')).error_code).toBe('INVALID_PARAMETER_VALUE');
  for (const query of ['cell=1&output=0', 'cell=0&output=0', 'cell=9&output=0'])
    expect((await get(`view=page&${query}`)).status).toBe(404);
  expect((await get('view=page&cell=-1&output=0')).status).toBe(400);
  expect((await get('view=page&cell=0&output=0', 'broken.ipynb')).status).toBe(400);
});
