import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

const PART = '.part';

function removeParts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.endsWith(PART)) rmSync(join(folder, name));
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function faultOf(database: Database, file: string): string | undefined {
  database.statement('ATTACH ? AS copy').run(file);
  try {
    const answer = String(database.value('PRAGMA copy.integrity_check'));
    return answer === 'ok' ? undefined : answer;
  } finally {
    database.exec('DETACH copy');
  }
}

/**
 * Writes a copy as `backUp` does and checks it with SQLite's own check. The file has its name only once it is whole; what an
 * interrupted copy left in the folder is removed, so one copy is made at a time. Throws DATA_LOSS, and keeps no file, for a bad one.
 */
export function backUpChecked(database: Database, file: string): { bytes: number } {
  if (existsSync(file))
    throw new TrackingError('RESOURCE_ALREADY_EXISTS', `There is a backup ${basename(file)} already.`);
  removeParts(dirname(file));
  const part = `${file}${PART}`;
  backUp(database, part);
  const fault = faultOf(database, part);
  if (fault !== undefined) {
    rmSync(part);
    throw new TrackingError('DATA_LOSS', `The copy was not sound (${fault}); keep the older backups.`);
  }
  syncFile(part);
  renameSync(part, file);
  return { bytes: statSync(file).size };
}

/** The copies in a folder, newest first, with sizes in bytes and times in epoch milliseconds. */
export function listBackups(folder: string): { file: string; bytes: number; time: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.db'))
    .map((file) => {
      const { size, mtimeMs } = statSync(join(folder, file));
      return { file, bytes: size, time: Math.round(mtimeMs) };
    })
    .sort((a, b) => b.time - a.time);
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
