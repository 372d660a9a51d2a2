import type { Database } from './database.ts';

/** Bytes of the database file, and those of them that hold nothing. */
export function databaseBytes(database: Database): { database_bytes: number; free_bytes: number } {
  const page = Number(database.pragma('page_size'));
  return {
    database_bytes: Number(database.pragma('page_count')) * page,
    free_bytes: Number(database.pragma('freelist_count')) * page,
  };
}

const COUNTS = {
  experiments: 'SELECT count(*) FROM experiments',
  runs: 'SELECT count(*) FROM runs WHERE experiment_id IS NOT NULL',
  metrics: 'SELECT coalesce(sum(points), 0) FROM latest_metrics',
  params: 'SELECT count(*) FROM params',
  tags: 'SELECT count(*) FROM tags',
  logged_models: 'SELECT count(*) FROM logged_models WHERE experiment_id IS NOT NULL',
  changes: 'SELECT count(*) FROM changes',
} as const;

/** How much there is of what; metrics are counted by what is known of their series. */
export function rowCounts(database: Database): Record<string, number> {
  return Object.fromEntries(Object.entries(COUNTS).map(([name, sql]) => [name, Number(database.value(sql))]));
}
