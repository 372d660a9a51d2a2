import { TrackingError } from '../contract/index.ts';
import type { SqlRow, SqlValue } from './database.ts';
import { type Sql, sql } from './filter-sql.ts';

/** One sort column. `int64` columns may come out as text beyond 2^53 and are bound again as bigint. */
export interface SortColumn {
  text: string;
  ascending: boolean;
  int64?: boolean;
}

export type SortKey = (string | number)[];

export function orderByText(columns: readonly SortColumn[]): string {
  return columns.map(({ text, ascending }) => `${text} ${ascending ? 'ASC' : 'DESC'}`).join(', ');
}

/** What to select so that a row's place in the order can be given back in a page token. */
export function sortKeyText(columns: readonly SortColumn[]): string {
  return columns.map(({ text, int64 }) => (int64 ? `CAST(${text} AS TEXT)` : text)).join(', ');
}

export function sortKeyOf(row: SqlRow, from: number, columns: readonly SortColumn[]): SortKey {
  return columns.map((_, index) => row[from + index] as string | number);
}

function bound(column: SortColumn, value: string | number | undefined): SqlValue {
  if (value === undefined)
    throw new TrackingError('INVALID_PARAMETER_VALUE', 'page_token does not belong to this search');
  return column.int64 ? BigInt(value) : value;
}

/** The rows that come after `key` in the order of `columns`. */
export function afterSql(columns: readonly SortColumn[], key: SortKey): Sql {
  const [first, ...rest] = columns;
  if (first === undefined) return sql('0');
  const value = bound(first, key[0]);
  const past = `${first.text} ${first.ascending ? '>' : '<'} ?`;
  if (rest.length === 0) return sql(past, value);
  const deeper = afterSql(rest, key.slice(1));
  // The first bound is implied by the rest; it is what lets an index on the first column start at the right place.
  const reach = `${first.text} ${first.ascending ? '>=' : '<='} ?`;
  return sql(
    `${reach} AND (${past} OR (${first.text} = ? AND ${deeper.text}))`,
    value,
    value,
    value,
    ...deeper.values,
  );
}
