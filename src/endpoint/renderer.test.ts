import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open, temporaryFolder } from './testing/open.ts';
import { ask, errorOf } from './testing/raw-http.ts';

const html = { accept: 'text/html,application/xhtml+xml' };

async function built() {
  const folder = await temporaryFolder();
  const rendererDir = join(folder, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(rendererDir, 'index.html'), '<title>Tidemark</title>');
  await writeFile(join(rendererDir, 'assets', 'index-Bx1.js'), 'export {}');
  await writeFile(join(rendererDir, '.hidden.txt'), 'hidden');
  const { endpoint } = await open({ rendererDir });
  return { port: endpoint.port, rendererDir };
}

test('the page is served with a policy that runs its own scripts alone', async () => {
  const { port } = await built();
  const page = await ask(port, '/', { headers: html });
  expect([page.status, page.body]).toEqual([200, '<title>Tidemark</title>']);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['cache-control']).toBe('no-cache');
  const policy = String(page.headers['content-security-policy']);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "media-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ])
    expect(policy.split('; ')).toContain(rule);
  expect(policy).not.toContain('unsafe');
});

test('assets are cached for ever, and a missing one is no page', async () => {
  const { port } = await built();
  const script = await ask(port, '/assets/index-Bx1.js');
  expect([script.body, script.headers['content-type']]).toEqual([
    'export {}',
    'text/javascript; charset=utf-8',
  ]);
  expect(script.headers['cache-control']).toContain('immutable');
  expect((await ask(port, '/assets/index-old.js', { headers: html })).status).toBe(404);
});

test('any other path a person opens is the page; for a program, and below /api, it is 404', async () => {
  const { port } = await built();
  expect((await ask(port, '/experiments/0/runs/a%20b?x=1', { headers: html })).body).toContain('Tidemark');
  expect((await ask(port, '/experiments/0')).status).toBe(404);
  for (const path of ['/api/2.0/mlflow/nothing', '/ajax-api/nothing']) {
    const answer = await ask(port, path, { headers: html });
    expect([answer.status, errorOf(answer).error_code]).toEqual([404, 'ENDPOINT_NOT_FOUND']);
  }
  expect((await ask(port, '/experiments/0', { method: 'POST', headers: html })).status).toBe(404);
});

test('nothing outside the folder, and no hidden file, is served', async () => {
  const { port } = await built();
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/.hidden.txt',
    '/assets',
    '/assets/',
  ])
    expect([path, (await ask(port, path)).status]).toEqual([path, 404]);
});

test('a file that was built anew is served anew', async () => {
  const { port, rendererDir } = await built();
  await ask(port, '/');
  await writeFile(join(rendererDir, 'index.html'), 'new');
  await utimes(join(rendererDir, 'index.html'), 1, 1);
  expect((await ask(port, '/')).body).toBe('new');
});

test('without a renderer the first page tells the tracking URI', async () => {
  const { endpoint } = await open();
  const page = await ask(endpoint.port, '/', { headers: html });
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(page.body).toContain(`MLFLOW_TRACKING_URI=${endpoint.url}`);
  expect((await ask(endpoint.port, '/experiments/0', { headers: html })).status).toBe(404);
});
