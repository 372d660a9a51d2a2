import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { TrackingError } from '../contract/index.ts';
import { type Database, openReader } from './database.ts';

/** Writes a whole, compact copy of the database to a new file. Safe while the engine writes. Throws if the file exists. */
export function backUp(database: Database, file: string): void {
  if (existsSync(file))
    throw new TrackingError(
      'RESOURCE_ALREADY_EXISTS',
      `${file} exists already; name a new file for the backup.`,
    );
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    database.statement('VACUUM INTO ?').run(file);
    chmodSync(file, 0o600);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** What SQLite's own check finds wrong in a database file; empty when it is sound. */
export async function integrityFaults(file: string): Promise<string[]> {
  const database = await openReader(file);
  try {
    const rows = database.statement('PRAGMA integrity_check').all();
    return rows.map(([text]) => String(text)).filter((text) => text !== 'ok');
  } finally {
    database.close();
  }
}
