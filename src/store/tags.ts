import type { Database } from './database.ts';

export function setTag(database: Database, run: number, key: number, value: string): void {
  database
    .statement('INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(run, key, value);
}

/** Whether there was such a tag. */
export function deleteTag(database: Database, run: number, key: number): boolean {
  return database.statement('DELETE FROM tags WHERE run = ? AND key = ?').run(run, key).changes > 0;
}

export function findTag(database: Database, run: number, key: number): string | undefined {
  return database.value('SELECT value FROM tags WHERE run = ? AND key = ?', run, key) as string | undefined;
}
