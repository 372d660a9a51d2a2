import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openHost } from './index.ts';

const PURGE_AND_DIE = fileURLToPath(new URL('../engine/testing/purge-and-die.ts', import.meta.url));

test('a host that is started after a killed purge removes what is left of it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'host-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const opened = () => openHost({ directory, host: '127.0.0.1', port: 0, nextFreePort: false, version: '1' });
  const before = await opened();
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const url = `${before.url}/api/2.0/mlflow/${path}`;
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { run } = (await post('runs/create', { experiment_id: '0' })) as {
    run: { info: { run_id: string } };
  };
  const { run_id } = run.info;
  const url = `${before.url}/api/2.0/mlflow-artifacts/artifacts/0/${run_id}/artifacts/weights`;
  await fetch(url, { method: 'PUT', body: 'weights' });
  await post('runs/delete', { run_id });
  await before.close();

  const child = spawn(process.execPath, [PURGE_AND_DIE, directory, run_id, 'folders'], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  const folder = join(directory, 'artifacts', '0', run_id);
  expect(existsSync(join(folder, 'artifacts', 'weights'))).toBe(true);

  const host = await opened();
  onTestFinished(() => host.close());
  await expect.poll(() => existsSync(folder)).toBe(false);
});
