import type { FilterNode, LoggedModelOrderTerm } from '../filter/index.ts';
import type { Database } from './database.ts';
import { type EntityTables, filterSql, inExperiments, joined, type Sql, sql } from './filter-sql.ts';
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';

export interface LoggedModelSearch {
  experiment_ids: readonly number[];
  tree: FilterNode | undefined;
  /** Metric clauses count only values measured on one of these. */
  datasets: readonly { name: string; digest: string | undefined }[];
  order: readonly LoggedModelOrderTerm[];
  limit: number;
  after: SortKey | undefined;
}

const ATTRIBUTES: Record<string, string> = {
  name: 'm.name',
  model_id: 'm.model_id',
  model_type: 'm.model_type',
  status: "replace(m.status, 'LOGGED_MODEL_', '')",
  source_run_id: 'm.source_run_id',
  creation_timestamp: 'm.creation_timestamp_ms',
  last_updated_timestamp: 'm.last_updated_timestamp_ms',
};

function datasetSql({ name, digest }: { name: string; digest?: string | undefined }): Sql {
  return digest === undefined
    ? sql('x.dataset_name = ?', name)
    : sql('x.dataset_name = ? AND x.dataset_digest = ?', name, digest);
}

export function loggedModelTables(database: Database, datasets: LoggedModelSearch['datasets']): EntityTables {
  const also = datasets.length === 0 ? undefined : joined(datasets.map(datasetSql), ' OR ');
  return {
    attributes: ATTRIBUTES,
    keyed: {
      metric: { table: 'logged_model_metrics', owner: 'x.model = m.id', ...(also && { also }) },
      param: { table: 'logged_model_params', owner: 'x.model = m.id' },
      tag: { table: 'logged_model_tags', owner: 'x.model = m.id' },
    },
    keyOf: (name) => database.value('SELECT id FROM names WHERE name = ?', name),
  };
}

interface OrderPart {
  join: Sql;
  columns: SortColumn[];
}

function metricOrder(database: Database, term: LoggedModelOrderTerm, index: number): OrderPart {
  const alias = `o${index}`;
  const key = database.value('SELECT id FROM names WHERE name = ?', term.key) ?? -1;
  const on = term.dataset === undefined ? sql('1') : datasetSql(term.dataset);
  const join = sql(
    ` LEFT JOIN (SELECT x.model, x.value, x.is_nan, row_number() OVER (PARTITION BY x.model ORDER BY x.step DESC, x.timestamp DESC, x.value DESC, x.is_nan) AS place FROM logged_model_metrics x WHERE x.key = ? AND ${on.text}) ${alias} ON ${alias}.model = m.id AND ${alias}.place = 1`,
    key,
    ...on.values,
  );
  const rank = `CASE WHEN ${alias}.value IS NULL THEN 2 ELSE ${alias}.is_nan END`;
  return {
    join,
    columns: [
      { text: rank, ascending: true },
      { text: `coalesce(${alias}.value, 0)`, ascending: term.ascending },
    ],
  };
}

function termOrder(database: Database, term: LoggedModelOrderTerm, index: number): OrderPart {
  if (term.kind === 'metric') return metricOrder(database, term, index);
  const text = ATTRIBUTES[term.key] ?? 'NULL';
  return {
    join: sql(''),
    columns: [
      { text: `(${text} IS NULL)`, ascending: true },
      { text: `coalesce(${text}, '')`, ascending: term.ascending },
    ],
  };
}

const TIES: readonly SortColumn[] = [
  { text: 'm.creation_timestamp_ms', ascending: false },
  { text: 'm.model_id', ascending: true },
];

/** Row numbers of one page of active logged models, in order, and the sort key after which the next page starts. */
export function searchLoggedModels(
  database: Database,
  search: LoggedModelSearch,
): { ids: number[]; next: SortKey | undefined } {
  const parts = search.order.map((term, index) => termOrder(database, term, index));
  const columns = [...parts.flatMap((part) => part.columns), ...TIES];
  const where = joined(
    [
      inExperiments('m.experiment_id', search.experiment_ids),
      sql('m.deleted = 0'),
      ...(search.tree ? [filterSql(search.tree, loggedModelTables(database, search.datasets))] : []),
      ...(search.after ? [afterSql(columns, search.after)] : []),
    ],
    ' AND ',
  );
  const joins = parts.map(({ join }) => join);
  const text = `SELECT m.id, ${sortKeyText(columns)} FROM logged_models m${joins.map((join) => join.text).join('')} WHERE ${where.text} ORDER BY ${orderByText(columns)} LIMIT ?`;
  const rows = database
    .statement(text)
    .all(...joins.flatMap((join) => join.values), ...where.values, search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(([id]) => Number(id)),
    next: rows.length > search.limit && last ? sortKeyOf(last, 1, columns) : undefined,
  };
}
