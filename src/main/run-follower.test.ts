import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Host, openHost } from '../host/index.ts';
import { RunFollower } from './run-follower.ts';
import { noticeText } from './run-notice.ts';

let host: Host;
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'run-follower-'));
  host = await openHost({ directory, host: '127.0.0.1', port: 0, nextFreePort: false, version: '0' });
});
afterAll(() => host.close());

/** A script that starts a run, logs a NaN to it, and goes on living. */
const SCRIPT = `
const [url, run_name] = process.argv.slice(1);
const post = async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + '/api/2.0/mlflow/' + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.json();
};
const { run } = await post('runs/create', { experiment_id: '0', run_name });
await post('runs/log-metric', { run_id: run.info.run_id, key: 'loss', value: 'NaN', timestamp: 1 });
console.log(run.info.run_id);
process.stdin.resume();
`;

async function train(run_name: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, host.url, run_name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(createInterface(child.stdout), 'line');
  return child;
}

function following() {
  const told = { counts: [] as number[], titles: [] as string[] };
  const follower = new RunFollower({
    onCount: (count) => told.counts.push(count),
    onNotice: (notice) => told.titles.push(noticeText(notice).title),
    stalledMs: () => Number.POSITIVE_INFINITY,
  });
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  follower.follow(host.url, leaving.signal);
  return { told, follower, leaving };
}

const soon = { timeout: 15_000, interval: 50 };

test('what happens to a run reaches a person while it happens, and once over two connections', async () => {
  const { told, follower, leaving } = following();
  await vi.waitFor(() => expect(told.counts).toEqual([0]), soon);
  const child = await train('amber-fox-12');
  await vi.waitFor(() => expect(told.titles).toEqual(['amber-fox-12: loss is NaN']), soon);
  expect(told.counts.at(-1)).toBe(1);
  leaving.abort();
  const again = new AbortController();
  onTestFinished(() => again.abort());
  const looks = told.counts.length;
  follower.follow(host.url, again.signal);
  await vi.waitFor(() => expect(told.counts.length).toBe(looks + 1), soon);
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (process.platform === 'linux')
    await vi.waitFor(() => expect(told.titles.at(-1)).toBe('amber-fox-12 was interrupted'), soon);
  expect(told.titles.filter((title) => title.includes('NaN'))).toEqual(['amber-fox-12: loss is NaN']);
});
