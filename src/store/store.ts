import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { backUp } from './backup.ts';
import { ChangeLog } from './changes.ts';
import { type Database, openWriter, type Synchronous } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrations/index.ts';
import { Names } from './names.ts';
import { Readers } from './readers.ts';

export const DATABASE_FILE = 'tidemark.db';

export interface StoreOptions {
  /** Folder that holds the database; made where it is missing. */
  directory: string;
  /** Epoch milliseconds. */
  now: () => number;
  synchronous?: Synchronous;
}

/** The SQLite store: one writing connection on the caller's thread, readers on threads of their own. */
export interface Store {
  database: Database;
  names: Names;
  changes: ChangeLog;
  readers: Readers;
  /** Identity of this installation, made once; what sync names the origin of a change by. */
  deviceId: string;
  /** HMAC of a text under a key of this installation, for page tokens. */
  sign: (text: string) => string;
  /** Runs synchronous work in a transaction; resolves once it is durable. What it throws undoes it alone. */
  write<T>(work: () => T): Promise<T>;
  /** Commits what is queued, checkpoints the write-ahead log and closes every connection. */
  close(): Promise<void>;
}

function setting(database: Database, key: string, make: () => string): string {
  const known = database.value('SELECT value FROM settings WHERE key = ?', key);
  if (known !== undefined) return String(known);
  const value = make();
  database.statement('INSERT INTO settings VALUES (?, ?)').run(key, value);
  return value;
}

function signer(secret: string): (text: string) => string {
  return (text) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
}

/** Opens the store in a directory, migrating it where it is older. Throws INVALID_STATE where it is newer. */
export async function openStore({ directory, now, synchronous = 'FULL' }: StoreOptions): Promise<Store> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, DATABASE_FILE);
  const database = await openWriter(path, synchronous);
  const time = new Date(now()).toISOString().replace(/[:.]/g, '-');
  const backup = (version: number) =>
    backUp(database, join(directory, 'backups', `schema-${version}-${time}.db`));
  try {
    migrate(database, now(), backup);
  } catch (error) {
    database.close();
    throw error;
  }
  const deviceId = setting(database, 'device_id', () => randomBytes(16).toString('hex'));
  const sign = signer(setting(database, 'page_token_key', () => randomBytes(32).toString('hex')));
  const names = new Names(database);
  const changes = new ChangeLog(database);
  const readers = new Readers(path, Math.max(1, Math.min(4, availableParallelism() - 1)));
  const commits = new GroupCommit(database, {
    mark: () => changes.mark,
    rolledBack: (mark) => {
      names.forget();
      changes.rollBack(mark);
    },
    committed: () => changes.publish(),
  });
  const close = async (): Promise<void> => {
    commits.close();
    await readers.close();
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  };
  return { database, names, changes, readers, deviceId, sign, write: (work) => commits.run(work), close };
}
