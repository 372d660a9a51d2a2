import type { RunInfo } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';
import type { SortKey } from './order-sql.ts';
import { RUN_COLUMNS, runInfoOf } from './runs.ts';
import { type RunSearch, searchRuns } from './search-runs.ts';

/** Names of what runs have logged, with the ids they are stored by. */
export type KeyNames = Map<number, string>;

export interface RunKeys {
  metrics: KeyNames;
  params: KeyNames;
  tags: KeyNames;
}

/** A column is in the order of the runs; null where a run has no such value. A metric's value may be NaN. */
export interface RunCells {
  infos: RunInfo[];
  metrics: (number | null)[][];
  params: (string | null)[][];
  tags: (string | null)[][];
}

export interface CellRequest {
  runs: readonly number[];
  metrics: readonly number[];
  params: readonly number[];
  tags: readonly number[];
}

type Table = 'latest_metrics' | 'params' | 'tags';

const AT_A_TIME = 100_000;

/** Row numbers of every match, in order. */
export function allRuns(database: Database, search: Omit<RunSearch, 'limit' | 'after'>): number[] {
  const ids: number[] = [];
  let after: SortKey | undefined;
  do {
    const page = searchRuns(database, { ...search, limit: AT_A_TIME, after });
    for (const id of page.ids) ids.push(id);
    after = page.next;
  } while (after !== undefined);
  return ids;
}

function keysOf(database: Database, table: Table, runs: string): KeyNames {
  const sql = `SELECT n.id, n.name FROM (SELECT DISTINCT x.key FROM json_each(?) i
    CROSS JOIN ${table} x ON x.run = i.value) k JOIN names n ON n.id = k.key`;
  return new Map(database.statement(sql).all(runs) as [number, string][]);
}

/** Every key that these runs have logged by. */
export function runKeys(database: Database, runs: readonly number[]): RunKeys {
  const list = JSON.stringify(runs);
  return {
    metrics: keysOf(database, 'latest_metrics', list),
    params: keysOf(database, 'params', list),
    tags: keysOf(database, 'tags', list),
  };
}

function columnsOf<Value>(
  database: Database,
  table: Table,
  runs: readonly number[],
  keys: readonly number[],
  valueOf: (row: SqlRow) => Value,
): (Value | null)[][] {
  const columns = keys.map(() => Array<Value | null>(runs.length).fill(null));
  const places = new Map(keys.map((key, index) => [key, index]));
  const nan = table === 'latest_metrics' ? ', x.is_nan' : '';
  const sql = `SELECT i.key, x.key, x.value${nan} FROM json_each(?) i CROSS JOIN ${table} x ON x.run = i.value`;
  for (const row of database.statement(sql).iterate(JSON.stringify(runs))) {
    const column = columns[places.get(row[1] as number) ?? -1];
    if (column !== undefined) column[row[0] as number] = valueOf(row);
  }
  return columns;
}

const numberOf = ([, , value, isNan]: SqlRow) => (isNan === 1 ? Number.NaN : (value as number));
const textOf = ([, , value]: SqlRow) => value as string;

/** What these runs have logged by these keys. A run that was removed meanwhile is left out of all columns. */
export function runCells(database: Database, { runs, metrics, params, tags }: CellRequest): RunCells {
  const sql = `SELECT ${RUN_COLUMNS}, r.id FROM json_each(?) i CROSS JOIN runs r ON r.id = i.value ORDER BY i.key`;
  const rows = database.statement(sql).all(JSON.stringify(runs));
  const there = rows.map((row) => row[9] as number);
  return {
    infos: rows.map(runInfoOf),
    metrics: columnsOf(database, 'latest_metrics', there, metrics, numberOf),
    params: columnsOf(database, 'params', there, params, textOf),
    tags: columnsOf(database, 'tags', there, tags, textOf),
  };
}
