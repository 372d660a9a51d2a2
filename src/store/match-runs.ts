import type { ViewType } from '../contract/index.ts';
import type { Clause, FilterNode } from '../filter/index.ts';
import type { Database } from './database.ts';
import {
  conditionOn,
  conjuncts,
  type EntityTables,
  filterSql,
  inExperiments,
  joined,
  metricCondition,
  type Sql,
  sql,
} from './filter-sql.ts';

/** Which runs are asked for, in whatever order. */
export interface RunMatch {
  experiment_ids: readonly number[];
  view: ViewType;
  tree: FilterNode | undefined;
}

export function scopeOf({ experiment_ids, view }: RunMatch): Sql[] {
  const experiments = inExperiments('r.experiment_id', experiment_ids);
  return view === 'ALL' ? [experiments] : [experiments, sql(`r.deleted = ${view === 'ACTIVE_ONLY' ? 0 : 1}`)];
}

/** As many runs may be looked at one by one before reading along an index, or sorting everything, is taken to be cheaper. */
export const SELECTIVE = 2000;

export const RUN_ATTRIBUTES = {
  run_id: 'r.run_id',
  run_name: "nullif(r.name, '')",
  status: 'r.status',
  user_id: 'r.user_id',
  artifact_uri: 'r.artifact_uri',
  start_time: 'r.start_time',
  end_time: 'r.end_time',
};

export function runTables(database: Database): EntityTables {
  return {
    attributes: RUN_ATTRIBUTES,
    keyed: {
      metric: { table: 'latest_metrics', owner: 'x.run = r.id' },
      param: { table: 'params', owner: 'x.run = r.id' },
      tag: { table: 'tags', owner: 'x.run = r.id' },
    },
    keyOf: (name) => database.value('SELECT id FROM names WHERE name = ?', name),
    dataset: (key, condition) =>
      sql(`EXISTS (SELECT 1 FROM (${datasetValues(key)}) x WHERE ${condition.text})`, ...condition.values),
  };
}

function datasetValues(key: string): string {
  if (key !== 'context')
    return `SELECT d.${key} AS value FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset WHERE i.run = r.id`;
  return "SELECT t.value FROM dataset_input_tags t WHERE t.run = r.id AND t.key = 'mlflow.data.context'";
}

/** Run ids that satisfy one clause, where an index can tell them. */
function driverOf(node: FilterNode, search: RunMatch, tables: EntityTables): Sql | undefined {
  if (!('field' in node) || node.type === 'null') return undefined;
  const { kind, key } = node.field;
  if (kind === 'attribute' && key === 'run_id' && positive(node)) {
    const { text, values } = conditionOn('r.run_id', node);
    return sql(`SELECT r.id AS run FROM runs r WHERE ${text}`, ...values);
  }
  const id = tables.keyOf(key);
  if (kind === 'metric' && search.experiment_ids.length === 1 && positive(node)) {
    const { text, values } = metricCondition('x', node);
    return sql(
      `SELECT x.run FROM latest_metrics x WHERE x.experiment_id = ? AND x.key = ? AND ${text}`,
      search.experiment_ids[0] ?? -1,
      id ?? -1,
      ...values,
    );
  }
  if ((kind !== 'param' && kind !== 'tag') || !exact(node)) return undefined;
  const { text, values } = conditionOn('x.value', node);
  return sql(`SELECT x.run FROM ${kind}s x WHERE x.key = ? AND ${text}`, id ?? -1, ...values);
}

export function positive(clause: Clause): boolean {
  return clause.type === 'in'
    ? !clause.negated
    : clause.type === 'between' || (clause.type === 'compare' && clause.comparator !== '!=');
}

function exact(clause: Clause): boolean {
  return clause.type === 'in' ? !clause.negated : clause.type === 'compare' && clause.comparator === '=';
}

/** The clause that the fewest runs satisfy, if those are few: its runs are then all that need to be looked at. */
export function selectiveDriver(
  database: Database,
  search: RunMatch,
  tables: EntityTables,
  few: number,
): Sql | undefined {
  let best: { driver: Sql; matches: number } | undefined;
  for (const node of conjuncts(search.tree)) {
    const driver = driverOf(node, search, tables);
    if (driver === undefined) continue;
    const matches = Number(
      database.value(`SELECT count(*) FROM (${driver.text} LIMIT ${few + 1})`, ...driver.values),
    );
    if (matches <= few && (best === undefined || matches < best.matches)) best = { driver, matches };
  }
  return best?.driver;
}

export function sourceOf(driver: Sql | undefined): Sql {
  return driver === undefined
    ? sql('runs r')
    : sql(`(${driver.text}) d CROSS JOIN runs r ON r.id = d.run`, ...driver.values);
}

/** FROM and WHERE of every run that matches, in no order, on the alias `r`. */
export function matchingRuns(database: Database, search: RunMatch): { from: Sql; where: Sql } {
  const tables = runTables(database);
  const driver = selectiveDriver(database, search, tables, SELECTIVE);
  const filter = search.tree === undefined ? [] : [filterSql(search.tree, tables)];
  return { from: sourceOf(driver), where: joined([...scopeOf(search), ...filter], ' AND ') };
}

/** How many runs match. */
export function countRuns(database: Database, search: RunMatch): number {
  if (search.experiment_ids.length === 0) return 0;
  const { from, where } = matchingRuns(database, search);
  const text = `SELECT count(*) FROM ${from.text} WHERE ${where.text}`;
  return Number(database.value(text, ...from.values, ...where.values));
}
