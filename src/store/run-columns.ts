import type { Database } from './database.ts';
import { remembered } from './remembered.ts';

export interface UsedKey {
  key: string;
  runs: number;
}

export interface UsedParam extends UsedKey {
  /** Whether the runs that have it do not all have the same value. */
  differs: boolean;
}

export interface RunColumns {
  /** How many runs were looked at. */
  runs: number;
  metrics: UsedKey[];
  params: UsedParam[];
  tags: UsedKey[];
}

/** Newest runs that are looked at: enough to know an experiment, few enough for a table that opens. */
export const COUNTED_RUNS = 5000;

function newestRuns(database: Database, experimentIds: readonly number[]): number[] {
  const sql = `SELECT r.id FROM json_each(?) e CROSS JOIN runs r ON r.experiment_id = e.value AND r.deleted = 0
    ORDER BY r.start_time DESC, r.run_id LIMIT ?`;
  const rows = database.statement(sql).all(JSON.stringify(experimentIds), COUNTED_RUNS);
  return rows.map(([id]) => id as number);
}

function usedKeys(database: Database, table: 'latest_metrics' | 'tags', runs: string): UsedKey[] {
  const sql = `SELECT n.name, c.runs FROM (SELECT x.key, count(*) AS runs FROM json_each(?) i
    CROSS JOIN ${table} x ON x.run = i.value GROUP BY x.key) c JOIN names n ON n.id = c.key ORDER BY c.runs DESC, n.name`;
  const rows = database.statement(sql).all(runs);
  return rows.map(([key, count]) => ({ key: key as string, runs: count as number }));
}

function usedParams(database: Database, runs: string): UsedParam[] {
  const sql = `SELECT n.name, c.runs, c.differs FROM (SELECT x.key, count(*) AS runs, min(x.value) <> max(x.value) AS differs
    FROM json_each(?) i CROSS JOIN params x ON x.run = i.value GROUP BY x.key) c JOIN names n ON n.id = c.key
    ORDER BY c.runs DESC, n.name`;
  const rows = database.statement(sql).all(runs);
  return rows.map(([key, count, differs]) => ({
    key: key as string,
    runs: count as number,
    differs: Boolean(differs),
  }));
}

function countColumns(database: Database, experimentIds: readonly number[]): RunColumns {
  const ids = newestRuns(database, experimentIds);
  const runs = JSON.stringify(ids);
  return {
    runs: ids.length,
    metrics: usedKeys(database, 'latest_metrics', runs),
    params: usedParams(database, runs),
    tags: usedKeys(database, 'tags', runs),
  };
}

/** Keys that the newest active runs of the experiments use, most used first; those that hold `search`, whatever its case. */
export function runColumns(
  database: Database,
  experimentIds: readonly number[],
  search: string,
  limit: number,
): RunColumns {
  const name = `columns ${JSON.stringify(experimentIds)}`;
  const all = remembered(database, name, () => countColumns(database, experimentIds));
  const wanted = search.toLowerCase();
  const found = <Key extends UsedKey>(keys: readonly Key[]) =>
    keys.filter(({ key }) => key.toLowerCase().includes(wanted)).slice(0, limit);
  return { runs: all.runs, metrics: found(all.metrics), params: found(all.params), tags: found(all.tags) };
}
