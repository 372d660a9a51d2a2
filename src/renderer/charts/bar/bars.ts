import type { RunRowData } from '../../../contract/index.ts';
import type { BarSettings, BestOf } from '../chart-settings.ts';
import type { ChartedGroup, ChartedRun } from '../charted-runs.ts';
import { extentOf, valueOf } from '../fields.ts';

/** A run's value, or the mean of a group's with what its members spread over. */
export interface Bar {
  /** Absent for a group. */
  runId: string | undefined;
  name: string;
  value: number;
  low: number;
  high: number;
  /** Runs that have the metric. */
  members: number;
}

type Rows = ReadonlyMap<string, RunRowData>;

/** A bar for each run that has the metric. */
export function runBars(runs: readonly ChartedRun[], rows: Rows, { metric, value }: BarSettings): Bar[] {
  return runs.flatMap(({ run_id, run_name }) => {
    const [found] = valuesOf([run_id], rows, metric, value);
    if (found === undefined) return [];
    return [{ runId: run_id, name: run_name, value: found, low: found, high: found, members: 1 }];
  });
}

/** A bar for each group of which a run has the metric. */
export function groupBars(
  groups: readonly ChartedGroup[],
  rows: Rows,
  { metric, value }: BarSettings,
): Bar[] {
  return groups.flatMap(({ name, runs }) => {
    const ids = runs.map(({ run_id }) => run_id);
    const values = valuesOf(ids, rows, metric, value);
    if (values.length === 0) return [];
    const [low, high] = extentOf(values);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return [{ runId: undefined, name, value: mean, low, high, members: values.length }];
  });
}

function valuesOf(ids: readonly string[], rows: Rows, metric: string, which: BestOf): number[] {
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const value = row && valueOf(row, `metrics.${metric}`, which);
    return typeof value === 'number' ? [value] : [];
  });
}

/** Whether less of a metric is better: of its least value, and of what is called a loss or an error. */
export function isLowerBetter({ metric, value }: Pick<BarSettings, 'metric' | 'value'>): boolean {
  if (value === 'min' || value === 'max') return value === 'min';
  return /loss|err|rmse|mse|mae|perplexity/i.test(metric);
}

/** Names without what all groups have in common, `optimizer = `; runs are called as they are. */
export function shortNames(bars: readonly Bar[]): string[] {
  const [first] = bars;
  const key = first?.runId === undefined ? first?.name.match(/^[^,=]+ = /)?.[0] : undefined;
  const isShared =
    key !== undefined && bars.every(({ name }) => name.startsWith(key) && !name.includes(', '));
  return bars.map(({ name }) => (isShared ? name.slice(key.length) : name));
}

/** The best first. */
export function bestFirst(bars: readonly Bar[], settings: BarSettings): Bar[] {
  const sign = isLowerBetter(settings) ? 1 : -1;
  return bars.toSorted((a, b) => sign * (a.value - b.value));
}
