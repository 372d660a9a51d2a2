import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineReport } from '../contract/index.ts';
import { defaultDataDirectory, findRunningEngine } from '../host/index.ts';
import type { EngineStart } from './engine-start.ts';

const DEFAULT_PORT = 5000;
const LOOK_EVERY_MS = 500;
const ANSWER_LIMIT_MS = 3000;
const REMOTE_LIMIT_MS = 15_000;
/** A busy engine may miss one look. */
const MISSES_ALLOWED = 2;

const report = (told: EngineReport): void => process.parentPort.postMessage(told);

async function answers(url: string, limit: number): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health`, { signal: AbortSignal.timeout(limit) });
    return ok;
  } catch {
    return false;
  }
}

/** Comes back when the engine of another process is gone. */
async function follow(url: string, limit: number, isThere: () => boolean): Promise<void> {
  for (let misses = 0; misses <= MISSES_ALLOWED && isThere(); ) {
    await delay(LOOK_EVERY_MS);
    misses = (await answers(url, limit)) ? 0 : misses + 1;
  }
}

async function followRemote(url: string): Promise<void> {
  if (!(await answers(url, REMOTE_LIMIT_MS))) throw new Error(`No tracker answers at ${url}/health.`);
  report({ kind: 'ready', url, owner: 'remote' });
  await follow(url, REMOTE_LIMIT_MS, () => true);
}

/** Follows the engine that already serves the directory; false where none does. */
async function attach(directory: string): Promise<boolean> {
  const found = findRunningEngine(directory);
  if (found === undefined || !(await answers(found.url, ANSWER_LIMIT_MS))) return false;
  report({ kind: 'ready', url: found.url, owner: 'attached', directory });
  await follow(found.url, ANSWER_LIMIT_MS, () => findRunningEngine(directory)?.url === found.url);
  return true;
}

/** The shell asked this process to end. */
const stopped = new Promise<void>((asked) => {
  process.parentPort.on('message', ({ data }) => data === 'stop' && asked());
});

/** Runs an engine until the shell asks it to stop. */
async function run(start: EngineStart, directory: string): Promise<void> {
  process.umask(0o077);
  const { openHost } = await import('../host/index.ts');
  const opened = await openHost({
    directory,
    host: '127.0.0.1',
    port: start.port ?? DEFAULT_PORT,
    nextFreePort: true,
    version: start.version,
    rendererDir: start.rendererDir,
  });
  report({ kind: 'ready', url: opened.url, owner: 'desktop', directory });
  await stopped;
  await opened.close();
}

async function main(start: EngineStart): Promise<void> {
  if (start.connect !== undefined) return Promise.race([followRemote(start.connect), stopped]);
  const directory = resolve(start.directory ?? defaultDataDirectory());
  if (start.mustExist && !existsSync(join(directory, 'tidemark.db')))
    throw new Error(
      `There is no data in ${directory}. Connect the drive it is on, or open another data directory from the File menu.`,
    );
  const isDone = await Promise.race([attach(directory), stopped.then(() => true)]);
  if (!isDone) await run(start, directory);
}

main(JSON.parse(process.argv[2] ?? '') as EngineStart).then(
  () => process.exit(0),
  async (error: unknown) => {
    report({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    // An exit now could overtake the report; the shell ends this process when it has it.
    await stopped;
    process.exit(1);
  },
);
