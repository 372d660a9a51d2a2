import type { Clause, FilterNode, RunOrderTerm } from '../filter/index.ts';
import type { Database, SqlRow, SqlValue } from './database.ts';
import { conditionOn, conjuncts, type EntityTables, filterSql, joined, type Sql, sql } from './filter-sql.ts';
import {
  positive,
  RUN_ATTRIBUTES,
  type RunMatch,
  runTables,
  SELECTIVE,
  scopeOf,
  selectiveDriver,
  sourceOf,
} from './match-runs.ts';
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';

export interface RunSearch extends RunMatch {
  order: readonly RunOrderTerm[];
  limit: number;
  /** Sort key of the last run of the page before. */
  after: SortKey | undefined;
}

export interface RunPage {
  ids: number[];
  next: SortKey | undefined;
}

interface Join {
  table: string;
  alias: string;
  key: SqlValue;
}

interface Order {
  columns: SortColumn[];
  joins: Join[];
}

function termOrder(term: RunOrderTerm, index: number, tables: EntityTables): Order {
  const { kind, key, ascending } = term;
  if (kind === 'attribute') {
    const text = RUN_ATTRIBUTES[key as keyof typeof RUN_ATTRIBUTES];
    if (key === 'run_name') return { columns: [{ text: 'r.name', ascending }], joins: [] };
    const missing = key === 'end_time' ? [{ text: '(r.end_time IS NULL)', ascending: true }] : [];
    const column = key === 'end_time' ? 'coalesce(r.end_time, 0)' : text;
    return { columns: [...missing, { text: column, ascending, int64: key.endsWith('_time') }], joins: [] };
  }
  return keyedOrder(term, `o${index}`, tables.keyOf(key) ?? -1);
}

/** Values first, then NaN (a history of nothing else, where the best is asked for), then what is missing. */
function keyedOrder({ kind, ascending, best }: RunOrderTerm, alias: string, key: SqlValue): Order {
  const isMetric = kind === 'metric';
  const column = `${alias}.${best === undefined ? 'value' : `${best}_value`}`;
  const isNan = best === undefined ? `${alias}.is_nan` : `(${column} IS NULL)`;
  const rank = isMetric ? `CASE WHEN ${alias}.run IS NULL THEN 2 ELSE ${isNan} END` : `(${column} IS NULL)`;
  return {
    columns: [
      { text: rank, ascending: true },
      { text: `coalesce(${column}, ${isMetric ? '0' : "''"})`, ascending },
    ],
    joins: [{ table: isMetric ? 'latest_metrics' : `${kind}s`, alias, key }],
  };
}

const TIES: readonly RunOrderTerm[] = [
  { kind: 'attribute', key: 'start_time', ascending: false },
  { kind: 'attribute', key: 'run_id', ascending: true },
];

/** The caller's order, then start time (newest first) and run id, so that it is total. */
function completeOrder(order: readonly RunOrderTerm[], tables: EntityTables): Order {
  const missing = TIES.filter(
    (tie) => !order.some(({ kind, key }) => kind === 'attribute' && key === tie.key),
  );
  const terms = [...order, ...missing].map((term, index) => termOrder(term, index, tables));
  return { columns: terms.flatMap(({ columns }) => columns), joins: terms.flatMap(({ joins }) => joins) };
}

interface Query {
  from: Sql;
  where: Sql[];
  columns: SortColumn[];
}

function joinSql({ table, alias, key }: Join): Sql {
  return sql(` LEFT JOIN ${table} ${alias} ON ${alias}.run = r.id AND ${alias}.key = ?`, key);
}

function rowsOf(database: Database, query: Query, after: SortKey | undefined, limit: number): SqlRow[] {
  const { from, columns } = query;
  const where = joined([...query.where, ...(after ? [afterSql(columns, after)] : [])], ' AND ');
  const text = `SELECT r.id, ${sortKeyText(columns)} FROM ${from.text} WHERE ${where.text} ORDER BY ${orderByText(columns)} LIMIT ?`;
  return database.statement(text).all(...from.values, ...where.values, limit);
}

/** Every match, sorted as a whole; `driver`, where given, yields the only run ids that can match. */
function sortedQuery(search: RunSearch, order: Order, filter: Sql[], driver: Sql | undefined): Query {
  const joins = order.joins.map(joinSql);
  const runs = sourceOf(driver);
  return {
    from: sql(
      runs.text + joins.map(({ text }) => text).join(''),
      ...runs.values,
      ...joins.flatMap(({ values }) => values),
    ),
    where: [...scopeOf(search), ...filter],
    columns: order.columns,
  };
}

/** A clause on what the walk's own index row holds need not look that row up again. */
function isOn(node: FilterNode, term: RunOrderTerm): node is Clause {
  return (
    'field' in node && node.field.kind === term.kind && node.field.key === term.key && node.type !== 'null'
  );
}

/** Runs that have a number for the first sort metric, read along its index, so that a page costs a page. */
function walkQuery(search: RunSearch, term: RunOrderTerm, order: Order, tables: EntityTables): Query {
  const [first, ...others] = order.joins;
  const joins = others.map(joinSql);
  const own = conjuncts(search.tree).filter((node) => isOn(node, term)) as Clause[];
  const rest = conjuncts(search.tree).filter((node) => !isOn(node, term));
  return {
    from: sql(
      `latest_metrics o0 CROSS JOIN runs r ON r.id = o0.run${joins.map(({ text }) => text).join('')}`,
      ...joins.flatMap(({ values }) => values),
    ),
    where: [
      sql(
        'o0.experiment_id = ? AND o0.key = ? AND o0.is_nan = 0',
        search.experiment_ids[0] ?? -1,
        first?.key ?? -1,
      ),
      ...own.map((clause) => conditionOn('o0.value', clause)),
      ...scopeOf(search),
      ...rest.map((node) => filterSql(node, tables)),
    ],
    columns: [{ text: 'o0.value', ascending: term.ascending }, ...order.columns.slice(2)],
  };
}

function pageOf(rows: readonly SqlRow[], limit: number, keyOf: (row: SqlRow) => SortKey): RunPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? keyOf(last) : undefined;
  return { ids: shown.map(([id]) => id as number), next };
}

/** Runs with a number for the first sort metric come by its index (rank 0 in their key), then those with NaN or without it. */
function walkPage(database: Database, search: RunSearch, order: Order, tables: EntityTables): RunPage {
  const [term] = search.order as [RunOrderTerm];
  const { limit, after } = search;
  const walk = walkQuery(search, term, order, tables);
  const walkKey = (row: SqlRow): SortKey => [0, ...sortKeyOf(row, 1, walk.columns)];
  const walking = after === undefined || after[0] === 0;
  const walked = walking ? rowsOf(database, walk, after?.slice(1), limit + 1) : [];
  // A clause on the metric itself that NaN and missing values cannot satisfy leaves nothing beyond the walk.
  const bounded = conjuncts(search.tree).some((node) => isOn(node, term) && positive(node));
  if (walked.length > limit || bounded) return pageOf(walked, limit, walkKey);
  const filter = search.tree === undefined ? [] : [filterSql(search.tree, tables)];
  const rest = sortedQuery(search, order, [...filter, sql(`${order.columns[0]?.text} > 0`)], undefined);
  const room = limit - walked.length;
  const others = rowsOf(database, rest, walking ? undefined : after, room + 1);
  const ids = walked.map(([id]) => id as number);
  if (room > 0) {
    const page = pageOf(others, room, (row) => sortKeyOf(row, 1, rest.columns));
    return { ids: [...ids, ...page.ids], next: page.next };
  }
  return pageOf([...walked, ...others], limit, walkKey);
}

/**
 * Row numbers of one page of runs, in order, and the sort key after which the next page starts. A clause that at most `selective`
 * runs satisfy decides which runs are looked at; whichever plan that gives, the page is the same.
 */
export function searchRuns(database: Database, search: RunSearch, selective = SELECTIVE): RunPage {
  if (search.experiment_ids.length === 0) return { ids: [], next: undefined };
  const tables = runTables(database);
  const order = completeOrder(search.order, tables);
  const driver = selectiveDriver(database, search, tables, selective);
  const [first] = search.order;
  const walkable = first?.kind === 'metric' && first.best === undefined;
  const along = driver === undefined && walkable && search.experiment_ids.length === 1;
  if (along) return walkPage(database, search, order, tables);
  const filter = search.tree === undefined ? [] : [filterSql(search.tree, tables)];
  const query = sortedQuery(search, order, filter, driver);
  const rows = rowsOf(database, query, search.after, search.limit + 1);
  return pageOf(rows, search.limit, (row) => sortKeyOf(row, 1, query.columns));
}
