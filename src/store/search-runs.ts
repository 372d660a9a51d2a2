import type { ViewType } from '../contract/index.ts';
import type { Clause, FilterNode, OrderTerm } from '../filter/index.ts';
import type { Database, SqlRow, SqlValue } from './database.ts';
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
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';

export interface RunSearch {
  experiment_ids: readonly number[];
  view: ViewType;
  tree: FilterNode | undefined;
  order: readonly OrderTerm[];
  limit: number;
  /** Sort key of the last run of the page before. */
  after: SortKey | undefined;
}

export interface RunPage {
  ids: number[];
  next: SortKey | undefined;
}

/** As many runs may be looked at one by one before reading along an index, or sorting everything, is taken to be cheaper. */
const SELECTIVE = 2000;

const ATTRIBUTES = {
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
    attributes: ATTRIBUTES,
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

interface Join {
  table: string;
  alias: string;
  key: SqlValue;
}

interface Order {
  columns: SortColumn[];
  joins: Join[];
}

function termOrder(term: OrderTerm, index: number, tables: EntityTables): Order {
  const { kind, key, ascending } = term;
  if (kind === 'attribute') {
    const text = ATTRIBUTES[key as keyof typeof ATTRIBUTES];
    if (key === 'run_name') return { columns: [{ text: 'r.name', ascending }], joins: [] };
    const missing = key === 'end_time' ? [{ text: '(r.end_time IS NULL)', ascending: true }] : [];
    const column = key === 'end_time' ? 'coalesce(r.end_time, 0)' : text;
    return { columns: [...missing, { text: column, ascending, int64: key.endsWith('_time') }], joins: [] };
  }
  const alias = `o${index}`;
  const table = kind === 'metric' ? 'latest_metrics' : kind === 'param' ? 'params' : 'tags';
  const rank =
    kind === 'metric'
      ? `CASE WHEN ${alias}.value IS NULL THEN 2 ELSE ${alias}.is_nan END`
      : `(${alias}.value IS NULL)`;
  return {
    columns: [
      { text: rank, ascending: true },
      { text: `coalesce(${alias}.value, ${kind === 'metric' ? '0' : "''"})`, ascending },
    ],
    joins: [{ table, alias, key: tables.keyOf(key) ?? -1 }],
  };
}

const TIES: readonly OrderTerm[] = [
  { kind: 'attribute', key: 'start_time', ascending: false },
  { kind: 'attribute', key: 'run_id', ascending: true },
];

/** The caller's order, then start time (newest first) and run id, so that it is total. */
function completeOrder(order: readonly OrderTerm[], tables: EntityTables): Order {
  const missing = TIES.filter(
    (tie) => !order.some(({ kind, key }) => kind === 'attribute' && key === tie.key),
  );
  const terms = [...order, ...missing].map((term, index) => termOrder(term, index, tables));
  return { columns: terms.flatMap(({ columns }) => columns), joins: terms.flatMap(({ joins }) => joins) };
}

function scope({ experiment_ids, view }: RunSearch): Sql[] {
  const experiments = inExperiments('r.experiment_id', experiment_ids);
  return view === 'ALL' ? [experiments] : [experiments, sql(`r.deleted = ${view === 'ACTIVE_ONLY' ? 0 : 1}`)];
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
  const source =
    driver === undefined
      ? sql('runs r')
      : sql(`(${driver.text}) d CROSS JOIN runs r ON r.id = d.run`, ...driver.values);
  return {
    from: sql(
      source.text + joins.map(({ text }) => text).join(''),
      ...source.values,
      ...joins.flatMap(({ values }) => values),
    ),
    where: [...scope(search), ...filter],
    columns: order.columns,
  };
}

/** A clause on what the walk's own index row holds need not look that row up again. */
function isOn(node: FilterNode, term: OrderTerm): node is Clause {
  return (
    'field' in node && node.field.kind === term.kind && node.field.key === term.key && node.type !== 'null'
  );
}

/** Runs that have a number for the first sort metric, read along its index, so that a page costs a page. */
function walkQuery(search: RunSearch, term: OrderTerm, order: Order, tables: EntityTables): Query {
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
      ...scope(search),
      ...rest.map((node) => filterSql(node, tables)),
    ],
    columns: [{ text: 'o0.value', ascending: term.ascending }, ...order.columns.slice(2)],
  };
}

/** Run ids that satisfy one clause, where an index can tell them. */
function driverOf(node: FilterNode, search: RunSearch, tables: EntityTables): Sql | undefined {
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

function positive(clause: Clause): boolean {
  return clause.type === 'in'
    ? !clause.negated
    : clause.type === 'between' || (clause.type === 'compare' && clause.comparator !== '!=');
}

function exact(clause: Clause): boolean {
  return clause.type === 'in' ? !clause.negated : clause.type === 'compare' && clause.comparator === '=';
}

/** The clause that the fewest runs satisfy, if those are few: its runs are then all that need to be looked at. */
function selectiveDriver(
  database: Database,
  search: RunSearch,
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

function pageOf(rows: readonly SqlRow[], limit: number, keyOf: (row: SqlRow) => SortKey): RunPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? keyOf(last) : undefined;
  return { ids: shown.map(([id]) => id as number), next };
}

/** Runs with a number for the first sort metric come by its index (rank 0 in their key), then those with NaN or without it. */
function walkPage(database: Database, search: RunSearch, order: Order, tables: EntityTables): RunPage {
  const [term] = search.order as [OrderTerm];
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
  const along = driver === undefined && first?.kind === 'metric' && search.experiment_ids.length === 1;
  if (along) return walkPage(database, search, order, tables);
  const filter = search.tree === undefined ? [] : [filterSql(search.tree, tables)];
  const query = sortedQuery(search, order, filter, driver);
  const rows = rowsOf(database, query, search.after, search.limit + 1);
  return pageOf(rows, search.limit, (row) => sortKeyOf(row, 1, query.columns));
}
