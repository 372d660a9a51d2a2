import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../client/index.ts';
import type { ChangeEvent } from '../contract/index.ts';
import { type Host, openHost } from '../host/index.ts';
import { followChanges } from './change-stream.ts';
import { RunWatch } from './run-watch.ts';

let host: Host;
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'run-watch-'));
  host = await openHost({ directory, host: '127.0.0.1', port: 0, nextFreePort: false, version: '0' });
});
afterAll(() => host.close());

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${host.url}/api/2.0/mlflow/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function startRun(run_name: string): Promise<string> {
  const { run } = (await post('runs/create', { experiment_id: '0', run_name })) as {
    run: { info: { run_id: string } };
  };
  return run.info.run_id;
}

test('runs that run are counted, and each end of one is told once', async () => {
  const told: (number | string)[] = [];
  const watch = new RunWatch(createClient({ baseUrl: host.url }), {
    onCount: (count) => told.push(count),
    onEnd: ({ run_name, status }) => told.push(`${run_name} ${status}`),
  });
  const [good, bad, killed] = [await startRun('good'), await startRun('bad'), await startRun('killed')];
  await watch.refresh();
  await post('runs/update', { run_id: good, status: 'FINISHED' });
  await watch.refresh();
  await post('runs/update', { run_id: bad, status: 'FAILED' });
  await post('runs/update', { run_id: killed, status: 'KILLED' });
  await watch.refresh();
  await watch.refresh();
  expect(told).toEqual([3, 2, 'good FINISHED', 0, 'bad FAILED', 0]);
});

test('changes of a running tracker arrive until the follower leaves', async () => {
  const leaving = new AbortController();
  const seen = Promise.withResolvers<ChangeEvent>();
  const connected = Promise.withResolvers<void>();
  const following = followChanges(host.url, {
    signal: leaving.signal,
    onChange: (change) => (change === undefined ? connected.resolve() : seen.resolve(change)),
  });
  await connected.promise;
  const runId = await startRun('followed');
  expect(await seen.promise).toMatchObject({ object_type: 'run', object_id: runId });
  leaving.abort();
  await following;
});
