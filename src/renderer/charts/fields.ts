import type { RunRowData } from '../../contract/index.ts';
import type { Clause } from '../../filter/index.ts';
import { formatDateTime, formatNumber } from '../format.ts';
import { metricValue } from '../queries/run-order.ts';
import type { BestOf, Field } from './chart-settings.ts';

const KINDS = { metrics: 'metric', params: 'param', tags: 'tag', attributes: 'attribute' } as const;
type Kind = keyof typeof KINDS;

/** Attributes that charts take as fields, and what they are called. */
export const ATTRIBUTE_LABELS: Readonly<Record<string, string>> = {
  start_time: 'Started',
  end_time: 'Ended',
  status: 'Status',
  user_id: 'User',
  run_name: 'Run name',
};
const TIMES = new Set(['start_time', 'end_time']);

/** A range of values wider than this is told apart only along a logarithmic axis. */
const WIDE = 1000;

/** A field of many runs, as axes and colours need it. */
export interface FieldColumn {
  field: Field;
  label: string;
  type: 'number' | 'time' | 'category';
  /** One for each run; of a category its place in `categories`. Undefined where the run has none. */
  values: readonly (number | undefined)[];
  categories: readonly string[];
  /** Whether the values span so many decades that their axis is logarithmic. */
  isWide: boolean;
}

export function splitField(field: Field): { kind: Kind; key: string } {
  const dot = field.indexOf('.');
  const kind = field.slice(0, dot);
  if (!(kind in KINDS)) throw new Error(`${field} is no field of a run.`);
  return { kind: kind as Kind, key: field.slice(dot + 1) };
}

/** What a field is called on an axis. */
export function labelOf(field: Field): string {
  const { kind, key } = splitField(field);
  return kind === 'attributes' ? (ATTRIBUTE_LABELS[key] ?? key) : key;
}

/** What a run has for a field; of a metric its latest value, unless another is asked for. NaN is no value. */
export function valueOf(row: RunRowData, field: Field, which: BestOf = 'last'): string | number | undefined {
  const { kind, key } = splitField(field);
  if (kind === 'params') return row.params[key];
  if (kind === 'tags') return row.tags[key];
  if (kind === 'metrics') {
    const value = metricValue(row, key, which);
    return Number.isFinite(value) ? value : undefined;
  }
  switch (key) {
    case 'start_time':
      return Number(row.start_time);
    case 'end_time':
      return row.end_time === undefined ? undefined : Number(row.end_time);
    case 'status':
      return row.status;
    case 'user_id':
      return row.user_id;
    default:
      return row.run_name;
  }
}

/** A field of these runs: numbers where every value reads as one, else categories in their natural order. */
export function fieldColumn(rows: readonly RunRowData[], field: Field): FieldColumn {
  const { kind, key } = splitField(field);
  const raw = rows.map((row) => valueOf(row, field));
  const known = raw.filter((value) => value !== undefined);
  const shared = { field, label: labelOf(field) };
  if (kind === 'attributes' && TIMES.has(key))
    return { ...shared, type: 'time', values: raw as (number | undefined)[], categories: [], isWide: false };
  if (kind === 'metrics' || (kind === 'params' && known.length > 0 && known.every(readsAsNumber))) {
    const values = raw.map((value) => (value === undefined ? undefined : Number(value)));
    return { ...shared, type: 'number', values, categories: [], isWide: spansDecades(values) };
  }
  const categories = [...new Set(known.map(String))].sort(natural.compare);
  const places = new Map(categories.map((category, index) => [category, index]));
  const values = raw.map((value) => (value === undefined ? undefined : places.get(String(value))));
  return { ...shared, type: 'category', values, categories, isWide: false };
}

const natural = new Intl.Collator('en', { numeric: true });

function readsAsNumber(value: string | number): boolean {
  return typeof value === 'number' || (value.trim() !== '' && Number.isFinite(Number(value)));
}

function spansDecades(values: readonly (number | undefined)[]): boolean {
  const [low, high] = extentOf(values);
  return low > 0 && high / low > WIDE;
}

/** The least and the greatest value; infinite where there is none. */
export function extentOf(values: Iterable<number | undefined>): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === undefined) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** A value of the column in words. */
export function formatField({ type, categories }: FieldColumn, value: number | undefined): string {
  if (value === undefined) return 'none';
  if (type === 'category') return categories[value] ?? '';
  return type === 'time' ? formatDateTime(value) : formatNumber(value);
}

/** A value of the column as a file holds it. */
export function plainValue(
  { type, categories }: FieldColumn,
  value: number | undefined,
): string | number | undefined {
  return value !== undefined && type === 'category' ? categories[value] : value;
}

/**
 * The clause that a run's value lies within one of the intervals; undefined where no run's does. Params and tags are compared as
 * text, so of them the values that do are listed.
 */
export function withinClause(
  column: FieldColumn,
  rows: readonly RunRowData[],
  intervals: readonly (readonly [number, number])[],
): Clause | undefined {
  const { kind, key } = splitField(column.field);
  const field = { kind: KINDS[kind], key };
  const position = 0;
  const isNumber = kind === 'metrics' || column.type === 'time';
  const [first] = intervals;
  if (isNumber && intervals.length === 1 && first !== undefined)
    return { type: 'between', field, low: first[0], high: first[1], position };
  const isWithin = (value: number | undefined) =>
    value !== undefined && intervals.some(([low, high]) => low <= value && value <= high);
  if (isNumber) {
    const [low, high] = extentOf(column.values.filter(isWithin));
    return low > high ? undefined : { type: 'between', field, low, high, position };
  }
  const places = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const value = column.values[index];
    if (value !== undefined && isWithin(value)) places.set(String(valueOf(row, column.field)), value);
  }
  const [one, ...others] = [...places]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text]) => text);
  return one === undefined
    ? undefined
    : { type: 'in', field, values: [one, ...others], negated: false, position };
}
