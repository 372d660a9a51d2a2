import { useEffect } from 'react';
import { create } from 'zustand';
import type { RunRowData } from '../../../contract/index.ts';
import type { FilterNode } from '../../../filter/index.ts';
import type { Field } from '../chart-settings.ts';
import { type FieldColumn, withinClause } from '../fields.ts';

/** Intervals that are chosen on axes, by field. */
export type Intervals = Readonly<Record<Field, readonly (readonly [number, number])[]>>;

export const NO_INTERVALS: Intervals = {};

/** What a person brushed, and what became of the filter by it. One chart is brushed at a time. */
export interface Brush {
  chartId: string;
  intervals: Intervals;
  /** The filter before. */
  base: string;
  /** The filter with the brush; once another one is in force, the brush is over. */
  narrowed: string;
  /** The filter that was in force when it was brushed: it stays so until the page has taken the new one. */
  replaced: string | undefined;
}

/** Kept here and not in the chart: a tile goes when it is scrolled out of view, its filter stays. */
export const useBrush = create<{ brush: Brush | undefined }>(() => ({ brush: undefined }));

/** The brush that the filter in force comes of, if it does. */
export function useBrushOf(filter: string): Brush | undefined {
  const brush = useBrush((state) => state.brush);
  const isTaken = brush?.narrowed === filter;
  useEffect(() => {
    if (brush && isTaken && brush.replaced !== undefined)
      useBrush.setState({ brush: { ...brush, replaced: undefined } });
  }, [brush, isTaken]);
  return isTaken || (brush && brush.replaced === filter) ? brush : undefined;
}

const DIGITS = 6;

/** Ends of an interval as a filter can say them. */
export function rounded(intervals: readonly (readonly number[])[], { type }: FieldColumn) {
  const round = (value: number) =>
    type === 'number' ? Number(value.toPrecision(DIGITS)) : Math.round(value);
  return intervals.map(([from = 0, to = 0]) => [round(from), round(to)] as const);
}

/** The intervals with those of one field replaced. */
export function withField(intervals: Intervals, field: Field, chosen: Intervals[string]): Intervals {
  const others = Object.fromEntries(Object.entries(intervals).filter(([key]) => key !== field));
  return chosen.length === 0 ? others : { ...others, [field]: chosen };
}

export function areSame(a: Intervals[string] = [], b: Intervals[string] = []): boolean {
  return (
    a.length === b.length && a.every(([low, high], index) => low === b[index]?.[0] && high === b[index]?.[1])
  );
}

/** The clause that all chosen intervals together stand for; undefined where none is chosen. */
export function brushClause(
  columns: readonly FieldColumn[],
  rows: readonly RunRowData[],
  intervals: Intervals,
): FilterNode | undefined {
  const clauses = columns.flatMap((column): FilterNode[] => {
    const chosen = intervals[column.field] ?? [];
    return chosen.length === 0 ? [] : [withinClause(column, rows, chosen) ?? NO_RUN];
  });
  const [first, second, ...others] = clauses;
  if (first === undefined || second === undefined) return first;
  return { type: 'and', children: [first, second, ...others] };
}

const NO_RUN: FilterNode = {
  type: 'in',
  field: { kind: 'attribute', key: 'run_id' },
  values: [''],
  negated: false,
  position: 0,
};

/** How many runs lie within every chosen interval. */
export function countWithin(columns: readonly FieldColumn[], intervals: Intervals): number {
  const chosen = columns.filter(({ field }) => (intervals[field] ?? []).length > 0);
  const length = columns[0]?.values.length ?? 0;
  const isWithin = (index: number) =>
    chosen.every(({ field, values }) => {
      const value = values[index];
      return (
        value !== undefined && (intervals[field] ?? []).some(([low, high]) => low <= value && value <= high)
      );
    });
  return Array.from({ length }, (_, index) => index).filter(isWithin).length;
}
