import { type Database, int64Sql, type SqlRow } from './database.ts';
import { countRuns, type RunMatch, scopeOf } from './match-runs.ts';
import type { SortKey } from './order-sql.ts';
import { remembered } from './remembered.ts';
import { RUN_COLUMNS, runInfoOf } from './runs.ts';
import { type RunSearch, searchRuns } from './search-runs.ts';

export interface RunRowSearch extends RunSearch {
  metric_keys: readonly string[];
  param_keys: readonly string[];
  tag_keys: readonly string[];
}

export interface RunRowPage {
  /** JSON texts of the rows. */
  rows: string[];
  /** How many runs match, on all pages. */
  total: number;
  next: SortKey | undefined;
}

/** The tag that names a run's parent. */
export const PARENT_TAG = 'mlflow.parentRunId';

/** Characters of one page: well below the longest string there can be. */
const PAGE_TEXT = 64 * 1024 * 1024;
const SLICE = 100;

type Cells = ReadonlyMap<number, string[]>;

const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

const raw = (value: number | bigint) => (typeof value === 'bigint' ? rawJSON(`${value}`) : value);

function nameId(database: Database, name: string): number | undefined {
  return database.value('SELECT id FROM names WHERE name = ?', name) as number | undefined;
}

/** The stored ids of the names that anything was logged by, with those names as JSON. */
function namesOf(database: Database, keys: readonly string[]): { ids: string; names: string[] } {
  const known = [...new Set(keys)].flatMap((key) => {
    const id = nameId(database, key);
    return id === undefined ? [] : [{ id, name: JSON.stringify(key) }];
  });
  return { ids: JSON.stringify(known.map(({ id }) => id)), names: known.map(({ name }) => name) };
}

/** The cells of the asked keys alone, each looked up by its primary key. */
function cellsOf(
  database: Database,
  table: 'latest_metrics' | 'params' | 'tags',
  columns: string,
  runs: string,
  keys: readonly string[],
  text: (row: SqlRow) => string,
): Cells {
  const cells = new Map<number, string[]>();
  const { ids, names } = namesOf(database, keys);
  if (names.length === 0) return cells;
  const sql = `SELECT x.run, k.key, ${columns} FROM json_each(?) i CROSS JOIN json_each(?) k
    CROSS JOIN ${table} x ON x.run = i.value AND x.key = k.value`;
  for (const row of database.statement(sql).all(runs, ids)) {
    const cell = `${names[row[1] as number]}:${text(row)}`;
    const run = cells.get(row[0] as number);
    if (run === undefined) cells.set(row[0] as number, [cell]);
    else run.push(cell);
  }
  return cells;
}

const METRIC = `${int64Sql('x.step')}, iif(x.is_nan, NULL, x.value), x.min_value, x.max_value, x.first_value`;

function metricText([, , step, last, min, max, first]: SqlRow): string {
  const known = { last, min, max, first };
  const numbers = Object.entries(known).flatMap(([name, value]) =>
    value === null ? [] : [`"${name}":${value}`],
  );
  return `{${[...numbers, `"step":${step}`, ...(last === null ? ['"nan":true'] : [])].join(',')}}`;
}

const pairText = ([, , value]: SqlRow) => JSON.stringify(value);

/** How many runs of the searched experiments and lifecycle stage name each run as their parent. */
function childrenOf(database: Database, search: RunMatch, runs: string): ReadonlyMap<number, number> {
  const parent = nameId(database, PARENT_TAG);
  if (parent === undefined) return new Map();
  const scope = scopeOf(search);
  const sql = `SELECT p.id, count(*) FROM json_each(?) i CROSS JOIN runs p ON p.id = i.value
    CROSS JOIN tags t ON t.key = ? AND t.value = p.run_id CROSS JOIN runs r ON r.id = t.run
    WHERE ${scope.map(({ text }) => text).join(' AND ')} GROUP BY p.id`;
  const rows = database.statement(sql).all(runs, parent, ...scope.flatMap(({ values }) => values));
  return new Map(rows as [number, number][]);
}

function infosOf(database: Database, runs: string): ReadonlyMap<number, object> {
  const parent = nameId(database, PARENT_TAG) ?? -1;
  const sql = `SELECT ${RUN_COLUMNS}, r.id, (SELECT t.value FROM tags t WHERE t.run = r.id AND t.key = ?)
    FROM json_each(?) i CROSS JOIN runs r ON r.id = i.value`;
  const rows = database.statement(sql).all(parent, runs);
  return new Map(
    rows.map((row) => {
      const { run_uuid: _, artifact_uri: __, start_time, end_time, ...info } = runInfoOf(row);
      const times = {
        start_time: raw(start_time),
        ...(end_time !== undefined && { end_time: raw(end_time) }),
      };
      return [row[9] as number, { ...info, ...times, ...(row[10] && { parent_run_id: row[10] }) }];
    }),
  );
}

function rowTexts(database: Database, search: RunRowSearch, ids: readonly number[]): string[] {
  const runs = JSON.stringify(ids);
  const infos = infosOf(database, runs);
  const children = childrenOf(database, search, runs);
  const metrics = cellsOf(database, 'latest_metrics', METRIC, runs, search.metric_keys, metricText);
  const params = cellsOf(database, 'params', 'x.value', runs, search.param_keys, pairText);
  const tags = cellsOf(database, 'tags', 'x.value', runs, search.tag_keys, pairText);
  const object = (cells: Cells, id: number) => `{${(cells.get(id) ?? []).join(',')}}`;
  return ids.map((id) => {
    const info = JSON.stringify({ ...infos.get(id), children: children.get(id) ?? 0 });
    const cells = `"metrics":${object(metrics, id)},"params":${object(params, id)},"tags":${object(tags, id)}`;
    return `${info.slice(0, -1)},${cells}}`;
  });
}

/** Texts of rows from the first on, until the page is full: fewer than asked where they are very large. */
function pageOfRows(database: Database, search: RunRowSearch, ids: readonly number[]): string[] {
  const rows: string[] = [];
  let length = 0;
  for (let from = 0; from < ids.length && length < PAGE_TEXT; from += SLICE) {
    const slice = rowTexts(database, search, ids.slice(from, from + SLICE));
    rows.push(...slice);
    length += slice.reduce((sum, text) => sum + text.length, 0);
  }
  return rows;
}

/** One page of a table of runs, with the asked columns alone. The total is counted once for each state of the data. */
export function runRows(database: Database, search: RunRowSearch): RunRowPage {
  const { ids, next } = searchRuns(database, search);
  const rows = pageOfRows(database, search, ids);
  const isCut = rows.length < ids.length;
  const { experiment_ids, view, tree } = search;
  const name = `total ${JSON.stringify([experiment_ids, view, tree])}`;
  return {
    rows,
    total: remembered(database, name, () => countRuns(database, search)),
    next: isCut ? searchRuns(database, { ...search, limit: rows.length }).next : next,
  };
}
