import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { canTellProcesses } from '../endpoint/index.ts';
import { type Host, openHost } from './index.ts';

/** A script that logs as a client does, then says what it was answered, and waits for its end. */
const SCRIPT = `
const [url, path, body] = process.argv.slice(1);
const answer = await fetch(url + '/api/2.0/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
console.log(JSON.stringify(await answer.json()));
process.stdin.resume();
`;

async function logFrom(
  host: Host,
  path: string,
  body: object,
): Promise<{ child: ChildProcess; answer: { run?: { info: { run_id: string } } } }> {
  const argumentsOf = ['--input-type=module', '-e', SCRIPT, host.url, path, JSON.stringify(body)];
  const child = spawn(process.execPath, argumentsOf, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, answer: JSON.parse(line) };
}

async function ask(host: Host, path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${host.url}/api/2.0/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function liveness(host: Host, run_id: string) {
  const { runs } = (await ask(host, 'tidemark/runs/liveness', { run_ids: [run_id] })) as {
    runs: { state: string; process?: { pid: number } }[];
  };
  return runs[0];
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function opened(directory: string): Promise<Host> {
  return openHost({ directory, host: '127.0.0.1', port: 0, nextFreePort: false, version: '1' });
}

test.runIf(canTellProcesses)(
  'a run whose script was killed is interrupted, over a restart too, and alive once a script logs to it again',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'host-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const first = await opened(directory);
    const { child, answer } = await logFrom(first, 'mlflow/runs/create', { experiment_id: '0' });
    const run_id = answer.run?.info.run_id ?? '';
    expect(await liveness(first, run_id)).toMatchObject({ state: 'alive', process: { pid: child.pid } });
    await kill(child);
    expect(await liveness(first, run_id)).toMatchObject({
      state: 'interrupted',
      process: { pid: child.pid },
    });
    await first.close();

    const host = await opened(directory);
    onTestFinished(() => host.close());
    expect(await liveness(host, run_id)).toMatchObject({ state: 'interrupted', process: { pid: child.pid } });
    const metric = { run_id, key: 'loss', value: 1, timestamp: 1 };
    const again = await logFrom(host, 'mlflow/runs/log-metric', metric);
    expect(await liveness(host, run_id)).toMatchObject({
      state: 'alive',
      process: { pid: again.child.pid },
    });
    await ask(
      host,
      'mlflow/runs/update',
      { run_id, run_name: 'renamed' },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(await liveness(host, run_id)).toMatchObject({ process: { pid: again.child.pid } });
    await kill(again.child);
    expect(await liveness(host, run_id)).toMatchObject({ state: 'interrupted' });
  },
);
