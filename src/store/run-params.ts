import type { Database, SqlRow } from './database.ts';
import { sql } from './filter-sql.ts';
import { matchingRuns, type RunMatch } from './match-runs.ts';

export interface RunParamsSearch extends RunMatch {
  metric_key: string;
  aggregate: 'last' | 'min' | 'max';
  /** Of more runs, so many are taken, evenly along their start. */
  most: number;
}

/** A metric of runs and their params, in columns: a value for each run, null where it has none. */
export interface RunParams {
  metric: number[];
  /** By key, in the order of the keys. */
  params: { key: string; values: (string | null)[] }[];
  /** How many runs there were to take from. */
  matched: number;
}

const VALUES = { last: 'iif(m.is_nan, NULL, m.value)', min: 'm.min_value', max: 'm.max_value' };

/** Every match that has the metric as a number, oldest first: its row number and the metric. */
function measuredRuns(database: Database, search: RunParamsSearch): SqlRow[] {
  const key = database.value('SELECT id FROM names WHERE name = ?', search.metric_key);
  if (key === undefined || search.experiment_ids.length === 0) return [];
  const { from, where } = matchingRuns(database, search);
  const value = VALUES[search.aggregate];
  const join = sql(' JOIN latest_metrics m ON m.run = r.id AND m.key = ?', key);
  return database
    .statement(
      `SELECT r.id, ${value} FROM ${from.text}${join.text} WHERE ${where.text} AND ${value} IS NOT NULL ORDER BY r.start_time, r.run_id`,
    )
    .all(...from.values, ...join.values, ...where.values);
}

function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)] as Item);
}

/** A metric of the matching runs and all of their params. */
export function runParams(database: Database, search: RunParamsSearch): RunParams {
  const measured = measuredRuns(database, search);
  const taken = evenly(measured, search.most);
  const columns = new Map<string, (string | null)[]>();
  const rows = database
    .statement(
      'SELECT i.key, n.name, x.value FROM json_each(?) i CROSS JOIN params x ON x.run = i.value JOIN names n ON n.id = x.key',
    )
    .iterate(JSON.stringify(taken.map(([id]) => id)));
  for (const [place, key, value] of rows) {
    const name = String(key);
    const column = columns.get(name) ?? Array<string | null>(taken.length).fill(null);
    columns.set(name, column);
    column[Number(place)] = String(value);
  }
  const params = [...columns].map(([key, values]) => ({ key, values }));
  params.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { metric: taken.map((row) => Number(row[1])), params, matched: measured.length };
}
