import { expect, onTestFinished, test, vi } from 'vitest';
import { routes, TrackingError } from '../contract/index.ts';
import { MemoryTracker } from './testing/memory-tracker.ts';
import { open } from './testing/open.ts';
import { ask, errorOf, postJson } from './testing/raw-http.ts';

const API = '/api/2.0/mlflow';

test('every route of the contract reaches its operation, below /api and /ajax-api', async () => {
  const { endpoint, tracker } = await open();
  const fields = {
    run_id: ['r'],
    metric_key: 'k',
    experiment_id: '0',
    experiment_name: 'n',
    name: 'n',
    new_name: 'n',
  };
  const more = {
    key: 'k',
    value: '1',
    timestamp: 1,
    status: 'READY',
    model_id: 'm',
    model_json: '{}',
    models: [],
    page: 'runs',
    state: '{}',
    view_id: 'v',
    keep: 1,
    // The second of each enumeration of that name.
    kind: 2,
    rule_id: 'a',
    annotation_id: 'a',
    step: 1,
    text: 't',
    version: '1',
    source: 's',
    stage: 'Staging',
    alias: 'a',
    moves: [],
    request_id: 'q',
    webhook_id: 'w',
    delivery_id: 'd',
    url: 'https://example.com',
    events: [],
    allow_private_addresses: false,
    draft_id: 'd',
    into_draft_id: 'd',
    from_draft_id: 'e',
    revision: 1,
    commit_message: 'c',
    trace_id: 't',
  };
  for (const route of routes().filter(({ name }) => name !== 'getServerInfo')) {
    const path = route.path.replace(/:\w+/g, 'm-1').replace('*', 'a');
    const isQuery = route.method === 'GET';
    const query = isQuery
      ? '?run_id=r&metric_key=k&experiment_id=0&experiment_name=n&view_id=v&max_results=1&name=n&version=1&alias=a&time=1&webhook_id=w&draft_id=d&request_id=q'
      : '';
    await ask(endpoint.port, path + query, {
      method: route.method,
      headers: { 'content-type': 'application/json' },
      body: isQuery ? '' : JSON.stringify({ ...fields, ...more, run_id: 'r', status: 2 }),
    });
    expect([route.method, path, tracker.calls.at(-1)?.name]).toEqual([route.method, path, route.name]);
    tracker.calls.length = 0;
  }
});

test('fields of path, query and body are one request', async () => {
  const { endpoint, tracker } = await open();
  await ask(endpoint.port, `${API}/logged-models/m-1?allow_deleted=True`);
  expect(tracker.last).toEqual({ model_id: 'm-1', allow_deleted: true });
  await ask(endpoint.port, `${API}/logged-models/m-2`, {
    method: 'PATCH',
    body: '{"status":"LOGGED_MODEL_READY"}',
  });
  expect(tracker.last).toEqual({ model_id: 'm-2', status: 'LOGGED_MODEL_READY' });
  await ask(endpoint.port, `${API}/logged-models/m-3`, { method: 'DELETE' });
  expect(tracker.last).toEqual({ model_id: 'm-3' });
  await ask(endpoint.port, `${API}/logged-models/m-3?unknown=1`, { method: 'DELETE', body: '{}' });
  expect(tracker.last).toEqual({ model_id: 'm-3' });
  await ask(endpoint.port, `/ajax-api/2.0/mlflow/metrics/get-history-bulk?run_id=a&run_id=b&metric_key=k`);
  expect(tracker.last).toEqual({ run_id: ['a', 'b'], metric_key: 'k' });
});

test('the path wins over a body that names another object', async () => {
  const { endpoint, tracker } = await open();
  const body = '{"model_id":"other","status":"LOGGED_MODEL_READY"}';
  await ask(endpoint.port, `${API}/logged-models/m-1`, { method: 'PATCH', body });
  expect(tracker.last).toMatchObject({ model_id: 'm-1' });
});

test('a tag key in the path may hold anything, percent-encoded, up to 250 characters', async () => {
  const { endpoint, tracker } = await open();
  for (const key of ['a/b', '50% of ü', '%2F', '日'.repeat(250)]) {
    const path = `${API}/logged-models/m-1/tags/${encodeURIComponent(key)}`;
    expect((await ask(endpoint.port, path, { method: 'DELETE' })).status).toBe(200);
    expect(tracker.last).toEqual({ model_id: 'm-1', tag_key: key });
  }
});

test('encoding that is not UTF-8 is 400 in path and query', async () => {
  const { endpoint } = await open();
  for (const bad of ['%', '%zz', '%c0%ae', '%e0%a4%a']) {
    expect((await ask(endpoint.port, `${API}/logged-models/${bad}`)).status).toBe(400);
    expect((await ask(endpoint.port, `${API}/runs/get?run_id=${bad}`)).status).toBe(400);
    expect((await ask(endpoint.port, `/api/2.0/mlflow-artifacts/artifacts/${bad}/x`)).status).toBe(400);
  }
});

test('int64 and non-finite numbers arrive as sent', async () => {
  const { endpoint, tracker } = await open();
  const metrics = '[{"key":"k","value":NaN,"timestamp":1790000000123456789,"step":-1}]';
  await postJson(endpoint.port, `${API}/runs/log-batch`, `{"run_id":"r","metrics":${metrics}}`);
  const metric = { key: 'k', value: Number.NaN, timestamp: 1790000000123456789n, step: -1 };
  expect(tracker.last).toEqual({ run_id: 'r', metrics: [metric] });
});

test('bad bodies are 400 and name the fault; an empty one is an empty object', async () => {
  const { endpoint, tracker } = await open();
  const refusal = async (body: string) => {
    const answer = await postJson(endpoint.port, `${API}/experiments/create`, body);
    expect(answer.status).toBe(400);
    return errorOf(answer).message;
  };
  expect(await refusal('{"name": }')).toContain('at position 9');
  for (const body of ['[]', 'null', '3', 'true', '"{}x"']) expect(await refusal(body)).not.toBe('');
  expect(await refusal('')).toContain("required parameter 'name'");
  expect(await refusal('{"name":12345678901234567890}')).toContain("'name': it must be a string");
  expect(await refusal('{"name":3}')).toContain("'name': it must be a string");
  expect(await refusal(`{"name":${'['.repeat(70)}${']'.repeat(70)}}`)).toContain('64 levels');
  expect(tracker.calls).toEqual([]);
});

test('application/json may carry parameters and any case', async () => {
  const { endpoint, tracker } = await open();
  for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/json;'])
    expect(
      (await postJson(endpoint.port, `${API}/experiments/create`, '{"name":"x"}', { 'content-type': type }))
        .status,
    ).toBe(200);
  expect(tracker.calls.length).toBe(3);
});

test('an error of the tracker keeps its code, status, message and details', async () => {
  const tracker = new MemoryTracker({
    searchRuns: () => {
      throw new TrackingError('INVALID_PARAMETER_VALUE', 'Bad filter', { position: 7 });
    },
    getRun: () => {
      throw new TrackingError('RESOURCE_DOES_NOT_EXIST', 'No run');
    },
  });
  const { endpoint } = await open({ tracker });
  const search = await postJson(endpoint.port, `${API}/runs/search`, '{}');
  expect(search.status).toBe(400);
  expect(search.headers['content-type']).toBe('application/json');
  expect(JSON.parse(search.body)).toEqual({
    error_code: 'INVALID_PARAMETER_VALUE',
    message: 'Bad filter',
    position: 7,
  });
  expect((await ask(endpoint.port, `${API}/runs/get?run_id=r`)).status).toBe(404);
});

test('any other error is 500 under an id that the log explains, and says nothing of what happened', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  onTestFinished(() => log.mockRestore());
  const tracker = new MemoryTracker({
    getRun: () => {
      throw new Error('UNIQUE constraint failed: /home/me/mlflow.db SELECT');
    },
  });
  const { endpoint } = await open({ tracker });
  const answer = await ask(endpoint.port, `${API}/runs/get?run_id=r`);
  expect(answer.status).toBe(500);
  expect(errorOf(answer).error_code).toBe('INTERNAL_ERROR');
  expect(answer.body).not.toMatch(/UNIQUE|SELECT|home/);
  const [, id] = /request id ([0-9a-f-]{36})\.$/.exec(errorOf(answer).message) ?? [];
  expect(log.mock.calls.join()).toContain(
    `request ${id}: GET ${API}/runs/get?run_id=r failed: Error: UNIQUE`,
  );
});

test('a multipart upload names the file by folder and body, and its URLs by the asked host', async () => {
  const tracker = new MemoryTracker({
    createMultipartUpload: () => ({
      upload_id: 'u',
      credentials: [{ url: '/api/2.0/mlflow-artifacts/mpu/part/a/b.bin?part_number=1', part_number: 1 }],
    }),
  });
  const { endpoint } = await open({ tracker });
  const path = '/api/2.0/mlflow-artifacts/mpu/create/0/r%20s';
  const answer = await postJson(endpoint.port, path, '{"path":"/home/me/b.bin","num_parts":1}');
  expect(tracker.last).toEqual({ path: '0/r s/b.bin', num_parts: 1 });
  expect(JSON.parse(answer.body).credentials[0].url).toBe(
    `http://127.0.0.1:${endpoint.port}/api/2.0/mlflow-artifacts/mpu/part/a/b.bin?part_number=1`,
  );
  await postJson(endpoint.port, path, '{"path":"C:\\\\data\\\\c.bin"}');
  expect(tracker.last).toEqual({ path: '0/r s/c.bin' });
  await postJson(endpoint.port, path, '{}');
  expect(tracker.last).toEqual({ path: '0/r s' });
});
