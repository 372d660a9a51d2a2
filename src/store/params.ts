import type { Database } from './database.ts';

/** The stored value of a param, or undefined. */
export function findParam(database: Database, run: number, key: number): string | undefined {
  return database.value('SELECT value FROM params WHERE run = ? AND key = ?', run, key) as string | undefined;
}

/** Stores a param once; returns the value that was there before it, which then stands. */
export function insertParam(database: Database, run: number, key: number, value: string): string | undefined {
  const added = database
    .statement('INSERT INTO params VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(run, key, value).changes;
  return added === 1 ? undefined : findParam(database, run, key);
}
