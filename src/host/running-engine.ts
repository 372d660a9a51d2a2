import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running engine says of itself in its data directory. For finding it only: the lock decides who owns the directory. */
export interface RunningEngine {
  pid: number;
  url: string;
  /** Epoch milliseconds. */
  start_time: number;
  version: string;
}

const file = (directory: string) => join(directory, 'engine.json');

export function announceEngine(directory: string, engine: RunningEngine): void {
  writeFileSync(file(directory), `${JSON.stringify(engine)}\n`, { mode: 0o600 });
}

export function withdrawEngine(directory: string): void {
  rmSync(file(directory), { force: true });
}

/** The engine that announced itself in a directory; undefined where none did, is still starting, or was killed. */
export function findRunningEngine(directory: string): RunningEngine | undefined {
  try {
    const engine = JSON.parse(readFileSync(file(directory), 'utf8')) as RunningEngine;
    return isAlive(engine.pid) ? engine : undefined;
  } catch (error) {
    const absent =
      error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT');
    if (absent) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
