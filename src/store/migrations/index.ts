import { createHash } from 'node:crypto';
import { TrackingError } from '../../contract/index.ts';
import type { Database } from '../database.ts';
import { tracking } from './0001-tracking.ts';
import { alerts } from './0002-alerts.ts';
import { blockTimes } from './0003-block-times.ts';
import { registry } from './0004-registry.ts';
import { webhooks } from './0005-webhooks.ts';
import { prompts } from './0006-prompts.ts';
import type { Migration } from './migration.ts';

/** In order; an applied one is never edited: its hash is on record. */
export const migrations: readonly Migration[] = [tracking, alerts, blockTimes, registry, webhooks, prompts];

const hashOf = (migration: Migration) => createHash('sha256').update(migration.sql).digest('hex');

function refuseEdited(database: Database, applied: readonly Migration[]): void {
  const recorded = new Map(
    database.statement('SELECT name, hash FROM migrations').all() as [string, string][],
  );
  for (const migration of applied) {
    if (recorded.get(migration.name) !== hashOf(migration))
      throw new TrackingError(
        'INVALID_STATE',
        `The database was made with another text of migration ${migration.name}; nothing was changed. Use the Tidemark that made it.`,
      );
  }
}

function apply(database: Database, migration: Migration, version: number, now: number): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(migration.sql);
    database
      .statement('INSERT INTO migrations (name, hash, applied_time) VALUES (?, ?, ?)')
      .run(migration.name, hashOf(migration), now);
    database.pragma(`user_version = ${version}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Brings the database to the newest schema, one transaction a migration; `backup` is called first where there is data to lose.
 * Throws INVALID_STATE, and touches nothing, when the database is newer than this Tidemark or was made by an edited migration.
 */
export function migrate(
  database: Database,
  now: number,
  backup: (version: number) => void,
  list: readonly Migration[] = migrations,
): void {
  const version = Number(database.pragma('user_version'));
  if (version > list.length)
    throw new TrackingError(
      'INVALID_STATE',
      `The database has schema ${version}, this Tidemark knows ${list.length}; nothing was changed. Install the newer Tidemark.`,
    );
  if (version > 0) refuseEdited(database, list.slice(0, version));
  if (version > 0 && version < list.length) backup(version);
  if (version === 0)
    database.exec(
      'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_time INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
  for (const [index, migration] of list.slice(version).entries())
    apply(database, migration, version + index + 1, now);
}
