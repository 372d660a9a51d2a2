import type { Field } from '../filter/index.ts';
import type { Database, SqlRow } from './database.ts';
import { type Sql, sql } from './filter-sql.ts';
import { matchingRuns, RUN_ATTRIBUTES, type RunMatch } from './match-runs.ts';

export interface GroupSearch extends RunMatch {
  fields: readonly Field[];
  metric_keys: readonly string[];
  limit: number;
}

export interface MetricSummary {
  mean: number;
  min: number;
  max: number;
  std: number;
  count: number;
}

export interface RunGroup {
  values: (string | null)[];
  runs: number;
  /** The newest of them. */
  run_ids: string[];
  metrics: Record<string, MetricSummary>;
}

export interface RunGroups {
  groups: RunGroup[];
  total: number;
}

/** Runs that a group names. */
const NAMED_RUNS = 100;

/** Mean and spread of numbers that come one at a time, by Welford's method: no sum of squares that cancels out. */
class Running {
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count += 1;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
    const before = value / this.count - this.#mean / this.count;
    const difference = value - this.#mean;
    this.#mean += before;
    this.#squares += difference * (value - this.#mean);
  }

  /** The standard deviation is that of a sample; of one value it is 0. */
  get summary(): MetricSummary {
    const { count, min, max } = this;
    const std = count > 1 ? Math.sqrt(this.#squares / (count - 1)) : 0;
    return { mean: this.#mean, min, max, std: finite(std), count };
  }
}

/** JSON has no infinity; values near the largest double can square to one. */
const finite = (value: number) => Math.min(value, Number.MAX_VALUE);

interface Group {
  values: (string | null)[];
  runs: number;
  run_ids: string[];
  metrics: Running[];
}

interface Column {
  text: string;
  join: Sql;
}

function keyed(database: Database, table: string, key: string, alias: string, text: string): Column {
  const id = database.value('SELECT id FROM names WHERE name = ?', key) ?? -1;
  const join = sql(` LEFT JOIN ${table} ${alias} ON ${alias}.run = r.id AND ${alias}.key = ?`, id);
  return { text, join };
}

function fieldColumn(database: Database, { kind, key }: Field, index: number): Column {
  const alias = `g${index}`;
  if (kind !== 'attribute') return keyed(database, `${kind}s`, key, alias, `${alias}.value`);
  const attribute = RUN_ATTRIBUTES[key as keyof typeof RUN_ATTRIBUTES];
  return { text: `CAST(${attribute} AS TEXT)`, join: sql('') };
}

function metricColumn(database: Database, key: string, index: number): Column {
  const alias = `m${index}`;
  return keyed(database, 'latest_metrics', key, alias, `iif(${alias}.is_nan, NULL, ${alias}.value)`);
}

function rowsOf(database: Database, search: GroupSearch): IterableIterator<SqlRow> {
  const columns = [
    ...search.fields.map((field, index) => fieldColumn(database, field, index)),
    ...search.metric_keys.map((key, index) => metricColumn(database, key, index)),
  ];
  const { from, where } = matchingRuns(database, search);
  const joins = columns.map(({ join }) => join);
  const text = `SELECT r.run_id, ${columns.map((column) => column.text).join(', ')} FROM ${from.text}${joins
    .map((join) => join.text)
    .join('')} WHERE ${where.text} ORDER BY r.start_time DESC, r.run_id`;
  const values = [from, ...joins, where].flatMap((piece) => piece.values);
  return database.statement(text).iterate(...values);
}

function addRow(group: Group, row: SqlRow, fields: number): void {
  group.runs += 1;
  if (group.run_ids.length < NAMED_RUNS) group.run_ids.push(row[0] as string);
  for (const [index, metric] of group.metrics.entries()) {
    const value = row[1 + fields + index];
    if (typeof value === 'number') metric.add(value);
  }
}

function groupsOf(database: Database, search: GroupSearch): Group[] {
  const groups = new Map<string, Group>();
  const { length } = search.fields;
  for (const row of rowsOf(database, search)) {
    const values = row.slice(1, 1 + length) as (string | null)[];
    const name = JSON.stringify(values);
    let group = groups.get(name);
    if (group === undefined) {
      group = { values, runs: 0, run_ids: [], metrics: search.metric_keys.map(() => new Running()) };
      groups.set(name, group);
    }
    addRow(group, row, length);
  }
  return [...groups.values()];
}

/** By number of runs; of equal ones the group with the newest run first. */
export function runGroups(database: Database, search: GroupSearch): RunGroups {
  if (search.experiment_ids.length === 0) return { groups: [], total: 0 };
  const all = groupsOf(database, search).toSorted((left, right) => right.runs - left.runs);
  const groups = all.slice(0, search.limit).map(({ metrics, ...group }) => ({
    ...group,
    metrics: Object.fromEntries(
      metrics.flatMap((metric, index) =>
        metric.count === 0 ? [] : [[search.metric_keys[index] ?? '', metric.summary]],
      ),
    ),
  }));
  return { groups, total: all.length };
}
