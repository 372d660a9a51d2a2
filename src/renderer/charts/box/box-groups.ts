import type { RunRowData } from '../../../contract/index.ts';
import type { BoxSettings } from '../chart-settings.ts';
import { fieldColumn, formatField, valueOf } from '../fields.ts';
import { quantile } from '../statistics.ts';

/** Runs with the same value of a field, or values close to each other, that have the metric. */
export interface BoxGroup {
  name: string;
  runs: { row: RunRowData; value: number }[];
}

/** Numbers with more different values than this are put together by range. */
const MOST_DISTINCT = 10;
const RANGES = 6;
/** More groups have no place; those with most runs are kept. */
const MOST_GROUPS = 16;

export interface BoxGroups {
  groups: readonly BoxGroup[];
  /** How many there are, also those that are left out. */
  total: number;
}

/** The runs that have the metric by the values of the field, in their natural order; all together without a field. */
export function boxGroups(rows: readonly RunRowData[], settings: BoxSettings): BoxGroups {
  const { metric, value, by } = settings;
  const place = by === undefined ? () => ({ order: 0, name: 'All runs' }) : placesOf(rows, by);
  const found = new Map<string, BoxGroup & { order: number }>();
  for (const [index, row] of rows.entries()) {
    const one = valueOf(row, `metrics.${metric}`, value);
    if (typeof one !== 'number') continue;
    const { order, name } = place(index);
    const group = found.get(name) ?? { name, order, runs: [] };
    group.runs.push({ row, value: one });
    found.set(name, group);
  }
  const kept = [...found.values()]
    .sort((a, b) => b.runs.length - a.runs.length)
    .slice(0, MOST_GROUPS)
    .sort((a, b) => a.order - b.order);
  return { groups: kept, total: found.size };
}

type Place = (index: number) => { order: number; name: string };

const NONE = { order: Number.POSITIVE_INFINITY, name: 'none' };

function placesOf(rows: readonly RunRowData[], by: string): Place {
  const column = fieldColumn(rows, by);
  const isDistinct = new Set(column.values).size <= MOST_DISTINCT;
  if (column.type === 'category' || isDistinct)
    return (index) => {
      const value = column.values[index];
      return value === undefined ? NONE : { order: value, name: formatField(column, value) };
    };
  const sorted = Float64Array.from(column.values.filter((value) => value !== undefined)).sort();
  const edges = Array.from({ length: RANGES + 1 }, (_, index) => quantile(sorted, index / RANGES));
  return (index) => {
    const value = column.values[index];
    if (value === undefined) return NONE;
    const order = Math.max(
      0,
      Math.min(
        RANGES - 1,
        edges.findLastIndex((edge) => edge <= value),
      ),
    );
    return {
      order,
      name: `${formatField(column, edges[order])} – ${formatField(column, edges[order + 1])}`,
    };
  };
}
