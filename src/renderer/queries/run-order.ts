import type { RunRowData } from '../../contract/index.ts';
import { fieldText } from '../filter-editor/field-text.ts';

export type MetricValue = 'last' | 'min' | 'max' | 'first';

/** One key of the order of a table of runs. */
export interface RunOrderTerm {
  kind: 'attributes' | 'metrics' | 'params' | 'tags';
  key: string;
  /** Which value of a metric's history is compared. */
  value: MetricValue;
  isDescending: boolean;
}

/** The term as the tracker reads it: `max(metrics.acc) DESC`. */
export function orderText({ kind, key, value, isDescending }: RunOrderTerm): string {
  const field = kind === 'attributes' ? `attributes.${key}` : fieldText(kind, key);
  const term = kind === 'metrics' && value !== 'last' ? `${value}(${field})` : field;
  return `${term} ${isDescending ? 'DESC' : 'ASC'}`;
}

/** Compares as the tracker orders: missing values last in both directions, then the latest start, then the run id. */
export function compareRunRows(order: readonly RunOrderTerm[]): (a: RunRowData, b: RunRowData) => number {
  return (a, b) => {
    for (const term of order) {
      const found = compareBy(term, a, b);
      if (found !== 0) return found;
    }
    return (
      Number(b.start_time) - Number(a.start_time) || (a.run_id < b.run_id ? -1 : a.run_id > b.run_id ? 1 : 0)
    );
  };
}

function compareBy(term: RunOrderTerm, a: RunRowData, b: RunRowData): number {
  const left = valueIn(a, term);
  const right = valueIn(b, term);
  const missing = rank(left) - rank(right);
  if (missing !== 0 || left === undefined || right === undefined || left === right) return missing;
  return (left < right ? -1 : 1) * (term.isDescending ? -1 : 1);
}

function rank(value: string | number | undefined): number {
  return value === undefined ? 2 : Number.isNaN(value) ? 1 : 0;
}

function valueIn(row: RunRowData, { kind, key, value }: RunOrderTerm): string | number | undefined {
  if (kind === 'params') return row.params[key];
  if (kind === 'tags') return row.tags[key];
  if (kind === 'metrics') return metricValue(row, key, value);
  if (key === 'start_time') return Number(row.start_time);
  if (key === 'end_time') return row.end_time === undefined ? undefined : Number(row.end_time);
  if (key === 'status') return row.status;
  if (key === 'user_id') return row.user_id;
  return key === 'run_name' ? row.run_name : row.run_id;
}

/** A metric's latest value or the best of its history; undefined where the run does not have it. */
export function metricValue(row: RunRowData, key: string, which: MetricValue): number | undefined {
  const cell = row.metrics[key];
  return which === 'last' && cell?.nan ? Number.NaN : cell?.[which];
}
