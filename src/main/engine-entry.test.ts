import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EngineReport } from '../contract/index.ts';
import type { EngineStart } from './engine-start.ts';

const here = import.meta.dirname;
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0).filter(isRunning)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
const directory = () => mkdtempSync(join(tmpdir(), 'engine-entry-'));

/** The engine's process as the shell forks it, and what it reports first. */
async function start(given: Partial<EngineStart>): Promise<{ child: ChildProcess; report: EngineReport }> {
  const words = JSON.stringify({ version: '0', rendererDir: here, port: 0, ...given });
  const child = fork(join(here, 'engine-entry.ts'), [words], {
    execArgv: ['--import', join(here, 'testing/parent-port.mjs')],
  });
  running.push(child);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The engine's process ended with ${code} before it reported.`);
  });
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [EngineReport];
  return { child, report };
}

function urlOf(report: EngineReport): string {
  if (report.kind !== 'ready') throw new Error(report.reason);
  return report.url;
}

async function codeAfterStop(child: ChildProcess): Promise<unknown> {
  child.send('stop');
  const [code] = await once(child, 'exit');
  return code;
}

test('it runs an engine of its own where none does, and closes it when it is asked to stop', async () => {
  const data = directory();
  const { child, report } = await start({ directory: data });
  expect(report).toMatchObject({ kind: 'ready', owner: 'desktop', directory: data });
  expect((await fetch(`${urlOf(report)}/health`)).status).toBe(200);
  expect(await codeAfterStop(child)).toBe(0);
  await expect(fetch(`${urlOf(report)}/health`)).rejects.toThrow();
});

test('it attaches to the engine that serves the directory, and ends when that one is gone', async () => {
  const data = directory();
  const owner = await start({ directory: data });
  const follower = await start({ directory: data });
  expect(follower.report).toEqual({ ...owner.report, owner: 'attached' });
  const ended = once(follower.child, 'exit');
  owner.child.kill('SIGKILL');
  await ended;
  const next = await start({ directory: data });
  expect(next.report).toMatchObject({ kind: 'ready', owner: 'desktop' });
});

test('a follower that is stopped leaves the engine running', async () => {
  const data = directory();
  const owner = await start({ directory: data });
  const follower = await start({ directory: data });
  expect(await codeAfterStop(follower.child)).toBe(0);
  expect((await fetch(`${urlOf(owner.report)}/health`)).status).toBe(200);
});

test('it follows a tracker elsewhere, of which it knows no directory', async () => {
  const owner = await start({ directory: directory() });
  const { report } = await start({ connect: urlOf(owner.report) });
  expect(report).toEqual({ kind: 'ready', url: urlOf(owner.report), owner: 'remote' });
});

test('why it cannot is told, and it ends when the shell has heard', async () => {
  const { child, report } = await start({ connect: 'http://127.0.0.1:1' });
  expect(report).toEqual({ kind: 'failed', reason: 'No tracker answers at http://127.0.0.1:1/health.' });
  expect(await codeAfterStop(child)).toBe(1);
  const file = join(directory(), 'file');
  writeFileSync(file, '');
  expect((await start({ directory: file })).report).toMatchObject({ kind: 'failed' });
});

test('where data must be, none is begun', async () => {
  const data = directory();
  const { report } = await start({ directory: data, mustExist: true });
  expect(report).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining(`There is no data in ${data}.`),
  });
  expect(readdirSync(data)).toEqual([]);
  const first = await start({ directory: data });
  expect(await codeAfterStop(first.child)).toBe(0);
  expect((await start({ directory: data, mustExist: true })).report.kind).toBe('ready');
});
