import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../client/index.ts';
import type { ChangeEvent } from '../contract/index.ts';
import { type Host, openHost } from '../host/index.ts';
import { followChanges, type StreamEvent } from './change-stream.ts';
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

/** A watch on the tracker, what it told, and the operations it called. Time is the tracker's, and what is added to it. */
function watching(stalledMs = 600_000) {
  const told: unknown[] = [];
  const called: string[] = [];
  const clock = { ahead: 0 };
  const watch = new RunWatch({
    onCount: (count) => told.push(count),
    onNotice: ({ run, kind, ...rest }) => told.push([run.run_name, kind, rest]),
    stalledMs: () => stalledMs,
    now: () => Date.now() + clock.ahead,
  });
  const client = createClient({
    baseUrl: host.url,
    fetch: (url, init) => {
      called.push(
        String(url)
          .replace(/^.*\/2\.0\//, '')
          .replace(/\?.*$/, ''),
      );
      return fetch(url, init);
    },
  });
  return { watch, client, told, called, clock };
}

let seq = 0;
const change = (run_id: string, operation: string, counts: Record<string, number> = {}): ChangeEvent => ({
  seq: ++seq,
  time: Date.now(),
  actor: 'local',
  source: 'local',
  operation,
  object_type: 'run',
  object_id: run_id,
  experiment_id: '0',
  workspace: 'default',
  counts,
});

const end = (run_id: string, status: string) => post('runs/update', { run_id, status });

test('runs that run are counted, and each end of one is told once', async () => {
  const { watch, client, told } = watching();
  const [good, bad, killed] = [await startRun('good'), await startRun('bad'), await startRun('killed')];
  watch.note(undefined);
  await watch.refresh(client);
  await end(good, 'FINISHED');
  watch.note(change(good, 'updateRun'));
  await watch.refresh(client);
  await end(bad, 'FAILED');
  await end(killed, 'KILLED');
  for (const id of [bad, killed]) watch.note(change(id, 'updateRun'));
  await watch.refresh(client);
  await watch.refresh(client);
  expect(told).toEqual([
    3,
    2,
    ['good', 'ended', { status: 'FINISHED' }],
    0,
    ['bad', 'ended', { status: 'FAILED' }],
    0,
  ]);
});

test('what ended while the tracker was away is told after the next connection; what is deleted just goes', async () => {
  const { watch, client, told } = watching();
  const [ended, deleted] = [await startRun('ended away'), await startRun('deleted')];
  await watch.refresh(client);
  await end(ended, 'FAILED');
  await post('runs/delete', { run_id: deleted });
  expect(watch.note(undefined)).toBe(true);
  await watch.refresh(client);
  expect(told).toEqual([2, 0, ['ended away', 'ended', { status: 'FAILED' }]]);
  await end(deleted, 'KILLED').catch(() => undefined);
});

test('logging leads to no search; a run that is new to it leads to one for that run alone', async () => {
  const { watch, client, told, called } = watching();
  await watch.refresh(client);
  const runId = await startRun('busy');
  expect(watch.note(change(runId, 'createRun'))).toBe(true);
  called.length = 0;
  await watch.refresh(client);
  expect([called, told.at(-1)]).toEqual([['tidemark/runs/rows'], 1]);
  for (let step = 0; step < 50; step++)
    expect(watch.note(change(runId, 'logBatch', { metrics: 3 }))).toBe(false);
  expect(called.length).toBe(1);
  await end(runId, 'KILLED');
});

test('a refresh that fails is made good by the next one', async () => {
  const { watch, client, told } = watching();
  await watch.refresh(client);
  const runId = await startRun('missed');
  watch.note(change(runId, 'createRun'));
  const gone = createClient({ baseUrl: 'http://127.0.0.1:1' });
  await expect(watch.refresh(gone)).rejects.toThrow('No tracker answers');
  await watch.refresh(client);
  expect(told.at(-1)).toBe(1);
  await end(runId, 'KILLED');
});

test('a metric that turns NaN or infinite is told once for its run', async () => {
  const { watch, client, told, called } = watching();
  const runId = await startRun('odd');
  await watch.refresh(client);
  told.length = 0;
  let step = 0;
  const log = async (values: Record<string, number | string>) => {
    step += 1;
    const metrics = Object.entries(values).map(([key, value]) => ({ key, value, timestamp: step, step }));
    await post('runs/log-batch', { run_id: runId, metrics });
    watch.note(change(runId, 'logBatch', { metrics: metrics.length }));
    await watch.measure(client);
  };
  await log({ loss: 1, acc: 1e300 });
  expect([told, called.at(-1)]).toEqual([[], 'mlflow/runs/get']);
  await log({ loss: 'NaN', acc: 2 });
  await log({ loss: 'NaN', acc: '-Infinity', other: 3 });
  await log({ loss: 1 });
  await log({ loss: 'NaN' });
  expect(told).toMatchObject([
    ['odd', 'odd-metrics', { metrics: [{ key: 'loss', value: Number.NaN }] }],
    ['odd', 'odd-metrics', { metrics: [{ key: 'acc' }] }],
  ]);
  await end(runId, 'FINISHED');
  watch.note(change(runId, 'updateRun'));
  await watch.refresh(client);
  called.length = 0;
  await log({ late: 'NaN' });
  expect([called, watch.hasMeasured]).toEqual([[], false]);
});

test('a hundred runs are measured a few at a time, and all of them in the end', async () => {
  const { watch, client, called } = watching();
  const ids = await Promise.all(Array.from({ length: 50 }, (_, i) => startRun(`many ${i}`)));
  await watch.refresh(client);
  for (const id of ids) watch.note(change(id, 'logMetric', { metrics: 1 }));
  const measured: number[] = [];
  while (watch.hasMeasured) {
    called.length = 0;
    await watch.measure(client);
    measured.push(called.length);
  }
  expect(measured).toEqual([20, 20, 10]);
  await Promise.all(ids.map((id) => end(id, 'KILLED')));
});

test.runIf(process.platform === 'linux')(
  'a run whose process is there but logs nothing is told once, until it writes again',
  async () => {
    const { watch, client, told, called, clock } = watching();
    const runId = await startRun('silent');
    await watch.refresh(client);
    called.length = 0;
    clock.ahead = 540_000;
    await watch.findStalled(client);
    expect([told, called]).toEqual([[1], []]);
    clock.ahead = 660_000;
    await watch.findStalled(client);
    await watch.findStalled(client);
    expect(told).toEqual([1, ['silent', 'stalled', { minutes: 11 }]]);
    expect(called).toEqual(['tidemark/runs/liveness']);
    await post('runs/log-metric', { run_id: runId, key: 'a', value: 1, timestamp: 1 });
    watch.note(change(runId, 'logMetric', { metrics: 1 }));
    await watch.findStalled(client);
    expect(told.length).toBe(3);
    const late = watching();
    late.clock.ahead = 3_600_000;
    await late.watch.refresh(late.client);
    await late.watch.findStalled(late.client);
    expect(late.told).toEqual([1]);
    const never = watching(Number.POSITIVE_INFINITY);
    await never.watch.refresh(never.client);
    never.clock.ahead = 3_600_000;
    await never.watch.findStalled(never.client);
    expect(never.told).toEqual([1]);
    await end(runId, 'KILLED');
  },
);

test('a run whose process has gone is told when that is signalled, and again after it came back', async () => {
  const { watch, client, told } = watching();
  const runId = await startRun('cut');
  await watch.refresh(client);
  const signal = (state: 'alive' | 'interrupted') =>
    watch.noteSignal({ kind: 'liveness', run_id: runId, experiment_id: '0', state });
  for (const state of ['interrupted', 'interrupted', 'alive', 'interrupted'] as const) signal(state);
  watch.noteSignal({ kind: 'liveness', run_id: 'unknown', experiment_id: '0', state: 'interrupted' });
  watch.noteSignal({ kind: 'artifacts', object_type: 'run', object_id: runId });
  expect(told).toEqual([1, ['cut', 'interrupted', {}], ['cut', 'interrupted', {}]]);
  await end(runId, 'KILLED');
});

test('what a rule covers is told once, in the words of the alert; what it does not is told as before', async () => {
  const rule = async (path: string, body: object) => {
    const answer = await fetch(`${host.url}/api/2.0/tidemark/alert-rules/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { rule: { rule_id: string } };
  };
  const { watch, client, told } = watching();
  const runId = await startRun('covered');
  const scope = { run_ids: [runId] };
  const nan = await rule('create', { name: 'No NaN', kind: 'nan', metric_key: 'loss', scope });
  const ends = await rule('create', { name: 'Ends', kind: 'finish', scope });
  await post('runs/log-metric', { run_id: runId, key: 'loss', value: 'NaN', timestamp: 1 });
  await watch.refresh(client);
  // What was raised before anybody watched is no news.
  expect(told).toEqual([1]);
  await post('runs/log-metric', { run_id: runId, key: 'loss', value: 1, timestamp: 2, step: 1 });

  const leaving = new AbortController();
  const following = followChanges(host.url, {
    signal: leaving.signal,
    onEvent: (event) => {
      if (event === undefined) connected.resolve();
      else if ('change' in event) {
        watch.note(event.change);
        if (event.change.operation === 'raiseAlert') raised.resolve();
      }
    },
  });
  const connected = Promise.withResolvers<void>();
  let raised = Promise.withResolvers<void>();
  await connected.promise;
  const metrics = ['loss', 'grad'].map((key) => ({ key, value: 'NaN', timestamp: 3, step: 2 }));
  await post('runs/log-batch', { run_id: runId, metrics });
  await raised.promise;
  await Promise.all([watch.measure(client), watch.refresh(client)]);
  await watch.measure(client);
  const message = 'loss of covered is NaN at step 2.';
  expect(told.filter((one) => Array.isArray(one))).toMatchObject([
    ['covered', 'alert', { message, rule_name: 'No NaN' }],
    ['covered', 'odd-metrics', { metrics: [{ key: 'grad' }] }],
  ]);

  told.length = 0;
  raised = Promise.withResolvers<void>();
  await end(runId, 'FAILED');
  await raised.promise;
  await watch.refresh(client);
  await watch.refresh(client);
  const notices = told.filter((one) => Array.isArray(one));
  expect(notices).toEqual([['covered', 'alert', { message: 'covered has failed.', rule_name: 'Ends' }]]);
  leaving.abort();
  await following;
  for (const { rule: made } of [nan, ends]) await rule('delete', { rule_id: made.rule_id });
});

test('changes of a running tracker arrive until the follower leaves', async () => {
  const leaving = new AbortController();
  const seen = Promise.withResolvers<StreamEvent>();
  const connected = Promise.withResolvers<void>();
  const following = followChanges(host.url, {
    signal: leaving.signal,
    onEvent: (event) => (event === undefined ? connected.resolve() : seen.resolve(event)),
  });
  await connected.promise;
  const runId = await startRun('followed');
  expect(await seen.promise).toMatchObject({ change: { object_type: 'run', object_id: runId } });
  leaving.abort();
  await following;
});
