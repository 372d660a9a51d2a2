import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const projectRoot = resolve(import.meta.dirname, '../..');
const cacheRoot = join(projectRoot, '.cache');

const STAMP = '.complete';
const LOCK_WITHOUT_OWNER_MS = 10_000;
const POLL_MS = 200;

/** The first 12 hex digits of the SHA-256 of the texts: a cache key that changes with its inputs. */
export function contentKey(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Answers the folder `.cache/<name>`, calling `fill` to make its content when an earlier call has not
 * finished doing so. Two processes never fill one folder at once, and a half-filled one is started afresh.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheRoot, name);
  if (existsSync(join(folder, STAMP))) return folder;
  await withLock(name, async () => {
    if (existsSync(join(folder, STAMP))) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    try {
      await fill(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    writeFileSync(join(folder, STAMP), `${new Date().toISOString()}\n`);
  });
  return folder;
}

/** Runs `work` while this process alone holds the named lock; a lock whose owner has died is taken over. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(cacheRoot, 'locks', name.replaceAll('/', '-'));
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) {
    if (!setAsideAbandoned(lock)) await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  writeFileSync(join(lock, 'owner'), JSON.stringify({ pid: process.pid, token: randomUUID() }));
  return true;
}

/**
 * Renames a dead owner's lock to a name of its own and leaves it there: a second waiter's rename then fails
 * on the existing folder instead of taking the lock from whoever got it meanwhile.
 */
function setAsideAbandoned(lock: string): boolean {
  const token = abandonedToken(lock);
  if (token === undefined) return false;
  try {
    renameSync(lock, `${lock}.${token}`);
    return true;
  } catch {
    return false;
  }
}

function abandonedToken(lock: string): string | undefined {
  try {
    const { pid, token } = JSON.parse(readFileSync(join(lock, 'owner'), 'utf8'));
    return isAlive(pid) ? undefined : token;
  } catch {
    const modified = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - modified > LOCK_WITHOUT_OWNER_MS ? `unowned-${modified}` : undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
