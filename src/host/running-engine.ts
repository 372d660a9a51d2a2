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

/** The engine that announced itself in a directory, or undefined where none did (or is still starting). */
export function findRunningEngine(directory: string): RunningEngine | undefined {
  try {
    return JSON.parse(readFileSync(file(directory), 'utf8')) as RunningEngine;
  } catch (error) {
    const absent =
      error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT');
    if (absent) return undefined;
    throw error;
  }
}
