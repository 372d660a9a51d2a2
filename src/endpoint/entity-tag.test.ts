import { expect, test } from 'vitest';
import { entityTag, holdsTag } from './entity-tag.ts';
import { MemoryTracker } from './testing/memory-tracker.ts';
import { open } from './testing/open.ts';
import { ask, postJson } from './testing/raw-http.ts';

const API = '/api/2.0/mlflow';
const ASKED = [
  `${API}/registered-models/get?name=p`,
  `${API}/registered-models/alias?name=p&alias=a`,
  `${API}/model-versions/get?name=p&version=1`,
  '/ajax-api/2.0/mlflow/model-versions/get?name=p&version=1',
];

test('a tag is the same for the same body only, and is compared weakly', () => {
  expect(entityTag('{"a":1}')).toMatch(/^W\/"[\w-]{22}"$/);
  expect(entityTag('{"a":1}')).toBe(entityTag('{"a":1}'));
  expect(entityTag('{"a":1}')).not.toBe(entityTag('{"a":2}'));
  expect(holdsTag({ 'if-none-match': '"b", W/"a"' }, '"a"')).toBe(true);
  expect(holdsTag({ 'if-none-match': '*' }, 'W/"a"')).toBe(true);
  expect(holdsTag({ 'if-none-match': '"ab"' }, 'W/"a"')).toBe(false);
  expect(holdsTag({}, 'W/"a"')).toBe(false);
});

test.for(ASKED)('%s is answered with a tag, and with 304 to who holds it until it changes', async (path) => {
  let description = 'ü';
  const answer = () => ({ model_version: { name: 'p', description } });
  const names = ['getRegisteredModel', 'getModelVersionByAlias', 'getModelVersion'];
  const tracker = new MemoryTracker(Object.fromEntries(names.map((name) => [name, answer])));
  const { endpoint } = await open({ tracker });
  const first = await ask(endpoint.port, path);
  const etag = first.headers.etag ?? '';
  expect([first.status, first.headers['cache-control']]).toEqual([200, 'no-cache']);
  const held = await ask(endpoint.port, path, { headers: { 'if-none-match': `"x", ${etag}` } });
  expect([held.status, held.body, held.headers.etag, held.headers['x-content-type-options']]).toEqual([
    ...[304, '', etag, 'nosniff'],
  ]);
  description = 'other';
  const changed = await ask(endpoint.port, path, { headers: { 'if-none-match': etag } });
  expect([changed.status, JSON.parse(changed.body)]).toEqual([200, answer()]);
  expect(changed.headers.etag).not.toBe(etag);
});

test('errors, other operations and writes have no tag', async () => {
  const { endpoint } = await open();
  const any = { headers: { 'if-none-match': '*' } };
  const bad = await ask(endpoint.port, `${API}/model-versions/get`, any);
  expect([bad.status, bad.headers.etag]).toEqual([400, undefined]);
  const run = await ask(endpoint.port, `${API}/runs/get?run_id=r`, any);
  expect([run.status, run.headers.etag]).toEqual([200, undefined]);
  const written = await postJson(endpoint.port, `${API}/registered-models/create`, '{"name":"p"}', {
    'if-none-match': '*',
  });
  expect([written.status, written.headers.etag]).toEqual([200, undefined]);
});
