import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openHost } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'host-'));
const host = await openHost({ directory, host: '127.0.0.1', port: 0, nextFreePort: false, version: '1' });
afterAll(async () => {
  await host.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Answered {
  status: number;
  // What the tests look at, of whichever operation.
  body: {
    error_code?: string;
    message?: string;
    request?: { request_id: string; actor: string; state: string; decided_by?: string };
    requests?: { request_id: string }[];
    moves?: { actor: string; kind: string; request_id?: string }[];
    model_version?: { current_stage: string; user_id?: string };
  };
}

/** Sends a request over HTTP in the name of a user of Basic authorization; with nobody's where none is given. */
async function ask(path: string, body: object | undefined, user?: string): Promise<Answered> {
  const basic = `Basic ${Buffer.from(`${user}:any`).toString('base64')}`;
  const answer = await fetch(`${host.url}/api/2.0/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(user !== undefined && { authorization: basic }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

const post = (path: string, body: object, user?: string) => ask(`tidemark/${path}`, body, user);
const STAGE = 'mlflow/model-versions/transition-stage';

test('two users over HTTP: one asks, cannot approve, the other does; each step is in their name', async () => {
  const name = 'churn';
  await ask('mlflow/registered-models/create', { name }, 'ana');
  const made = await ask('mlflow/model-versions/create', { name, source: 's3://bucket/m' }, 'ana');
  expect(made.body.model_version?.user_id).toBe('ana');
  await post('registry-settings/update', { approval_stages: ['Production'] }, 'ben');

  const move = { name, version: '1', stage: 'Production' };
  const direct = await ask(STAGE, { ...move, archive_existing_versions: false }, 'ana');
  expect(direct).toMatchObject({ status: 403, body: { error_code: 'PERMISSION_DENIED' } });
  expect(direct.body.message).toContain('createTransitionRequest');

  const asked = await post('transition-requests/create', move, 'ana');
  expect(asked).toMatchObject({ status: 200, body: { request: { actor: 'ana', state: 'pending' } } });
  const request_id = asked.body.request?.request_id;
  const own = await post('transition-requests/approve', { request_id }, 'ana');
  expect(own).toMatchObject({ status: 403, body: { error_code: 'PERMISSION_DENIED' } });
  const others = await post('transition-requests/withdraw', { request_id }, 'ben');
  expect(others.status).toBe(403);
  const approved = await post('transition-requests/approve', { request_id }, 'ben');
  expect(approved).toMatchObject({
    status: 200,
    body: {
      request: { state: 'approved', decided_by: 'ben' },
      model_version: { current_stage: 'Production' },
    },
  });
  expect((await post('transition-requests/approve', { request_id }, 'ben')).status).toBe(409);

  const { body } = await ask(`tidemark/models/moves?name=${name}`, undefined);
  expect(body.moves).toMatchObject([
    { kind: 'stage', actor: 'ben', request_id },
    { kind: 'created', actor: 'ana' },
  ]);
});

test('who gives no name is local, and is one asker like any other', async () => {
  const name = 'fraud';
  await ask('mlflow/registered-models/create', { name });
  await ask('mlflow/model-versions/create', { name, source: 's3://bucket/m' });
  const { body } = await post('transition-requests/create', { name, version: '1', alias: 'champion' });
  expect(body.request?.actor).toBe('local');
  const request_id = body.request?.request_id;
  expect((await post('transition-requests/approve', { request_id })).status).toBe(403);
  expect((await post('transition-requests/refuse', { request_id }, 'ana')).body.request).toMatchObject({
    state: 'refused',
    decided_by: 'ana',
  });
});

test('a name that cannot be read is refused before anything is done', async () => {
  const answer = await fetch(`${host.url}/api/2.0/mlflow/registered-models/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic ??' },
    body: JSON.stringify({ name: 'never' }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
  expect((await ask('mlflow/registered-models/get?name=never', undefined)).status).toBe(404);
});
