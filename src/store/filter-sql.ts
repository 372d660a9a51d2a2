import { invalidParameter } from '../contract/index.ts';
import type { Clause, CompareClause, FilterNode } from '../filter/index.ts';
import type { SqlValue } from './database.ts';

/** A piece of SQL with its bound values, in the order of its question marks. */
export interface Sql {
  text: string;
  values: SqlValue[];
}

/** Where an entity keeps what a filter may ask for. */
export interface EntityTables {
  /** SQL of each attribute, on the alias of the entity's own table. */
  attributes: Readonly<Record<string, string>>;
  /** Condition that ties the table alias `x` to the entity, and the table, per keyed kind. */
  keyed: Readonly<Partial<Record<'metric' | 'param' | 'tag', { table: string; owner: string; also?: Sql }>>>;
  /** SQL of tags that every entity has by what it is, by tag key: they are read from there and not from the table. */
  tags?: ReadonlyMap<string, string>;
  /** The stored key of a name; undefined where nothing was ever logged by it. */
  keyOf(name: string): SqlValue | undefined;
  dataset?: (key: string, condition: Sql) => Sql;
}

export const sql = (text: string, ...values: SqlValue[]): Sql => ({ text, values });

/** Pieces joined by `between`, each in brackets. */
export function joined(pieces: readonly Sql[], between: ' AND ' | ' OR '): Sql {
  return {
    text: pieces.map(({ text }) => `(${text})`).join(between),
    values: pieces.flatMap(({ values }) => values),
  };
}

/** Whether a column is one of these experiments; of a single one an index also gives the order of its rows. */
export function inExperiments(column: string, ids: readonly number[]): Sql {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? sql(`${column} = ?`, only)
    : sql(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
}

/** LIKE as SQLite's GLOB, which minds case. */
function globOf(pattern: string): string {
  return pattern.replace(/[*?[%_]/g, (sign) => (sign === '%' ? '*' : sign === '_' ? '?' : `[${sign}]`));
}

/** SQLite's limit on patterns, in bytes. */
const LONGEST_PATTERN = 50_000;

function checkedPattern(pattern: string): string {
  if (Buffer.byteLength(pattern) <= LONGEST_PATTERN) return pattern;
  throw invalidParameter(`A LIKE pattern of the filter is too long: the limit is ${LONGEST_PATTERN} bytes.`);
}

function comparison(column: string, { comparator, value }: CompareClause): Sql {
  if (comparator === 'LIKE') return sql(`${column} GLOB ?`, checkedPattern(globOf(String(value))));
  // SQLite's own LIKE ignores the case of ASCII letters alone, as MLflow does on SQLite.
  if (comparator === 'ILIKE') return sql(`${column} LIKE ?`, checkedPattern(String(value)));
  return sql(`${column} ${comparator === '!=' ? '<>' : comparator} ?`, value);
}

/** The condition of a clause on a column that holds its field's value. */
export function conditionOn(column: string, clause: Clause): Sql {
  if (clause.type === 'compare') return comparison(column, clause);
  if (clause.type === 'between') return sql(`${column} BETWEEN ? AND ?`, clause.low, clause.high);
  if (clause.type === 'null') return sql(`${column} IS ${clause.negated ? 'NOT ' : ''}NULL`);
  const list = JSON.stringify(clause.values);
  return sql(`${column} ${clause.negated ? 'NOT ' : ''}IN (SELECT value FROM json_each(?))`, list);
}

/** The condition of a metric clause on an alias that has `value` and `is_nan`: NaN fits only `!=`. */
export function metricCondition(alias: string, clause: Clause): Sql {
  const { text, values } = conditionOn(`${alias}.value`, clause);
  const differs = clause.type === 'compare' && clause.comparator === '!=';
  return sql(differs ? `${alias}.is_nan = 1 OR ${text}` : `${alias}.is_nan = 0 AND ${text}`, ...values);
}

function keyedSql(clause: Clause, kind: 'metric' | 'param' | 'tag', tables: EntityTables): Sql {
  const place = tables.keyed[kind];
  const key = tables.keyOf(clause.field.key);
  const missing = clause.type === 'null' && !clause.negated;
  if (place === undefined || key === undefined) return sql(missing ? '1' : '0');
  const parts = [sql(place.owner), sql('x.key = ?', key), ...(place.also ? [place.also] : [])];
  if (clause.type !== 'null')
    parts.push(kind === 'metric' ? metricCondition('x', clause) : conditionOn('x.value', clause));
  const where = joined(parts, ' AND ');
  return sql(
    `${missing ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${place.table} x WHERE ${where.text})`,
    ...where.values,
  );
}

function clauseSql(clause: Clause, tables: EntityTables): Sql {
  const { kind, key } = clause.field;
  if (kind === 'attribute') {
    const { text, values } = conditionOn(tables.attributes[key] ?? 'NULL', clause);
    // A comparison with a missing value is false, not unknown, so that NOT makes it true.
    return sql(`coalesce(${text}, 0)`, ...values);
  }
  const own = kind === 'tag' ? tables.tags?.get(key) : undefined;
  if (own !== undefined) return conditionOn(own, clause);
  if (kind === 'dataset') return tables.dataset?.(key, conditionOn('x.value', clause)) ?? sql('0');
  return keyedSql(clause, kind, tables);
}

/** A filter tree as one condition on the entity's row. */
export function filterSql(tree: FilterNode, tables: EntityTables): Sql {
  if (tree.type === 'and' || tree.type === 'or')
    return joined(
      tree.children.map((child) => filterSql(child, tables)),
      tree.type === 'and' ? ' AND ' : ' OR ',
    );
  if (tree.type !== 'not') return clauseSql(tree, tables);
  const { text, values } = filterSql(tree.child, tables);
  return sql(`NOT (${text})`, ...values);
}

/** The clauses that every match must satisfy: the leaves under the top-level ANDs. */
export function conjuncts(tree: FilterNode | undefined): FilterNode[] {
  if (tree === undefined) return [];
  return tree.type === 'and' ? tree.children.flatMap(conjuncts) : [tree];
}
