import type { RunRowData } from '../../../contract/index.ts';
import type { MetricValue } from '../../queries/run-order.ts';
import { type Column, cellText } from './columns.tsx';

/** Ids of the columns in which all these runs have the same value, or none. The runs' own facts are always told. */
export function equalColumns(
  columns: readonly Column[],
  rows: readonly RunRowData[],
  metricValues: Readonly<Record<string, MetricValue>>,
): ReadonlySet<string> {
  const [first, ...others] = rows;
  if (first === undefined) return new Set();
  const isEqual = (column: Column) => {
    const which = metricValues[column.id] ?? 'last';
    const value = cellText(column, first, which);
    return others.every((row) => cellText(column, row, which) === value);
  };
  return new Set(columns.filter((column) => column.group !== '' && isEqual(column)).map(({ id }) => id));
}
