import type { SampleColumns } from '../../../contract/index.ts';
import { useSeries } from '../../queries/series.ts';
import type { FullLineSettings, XAxis } from '../chart-settings.ts';
import type { ChartedRun } from '../charted-runs.ts';
import type { Range } from './use-zoom.ts';

/** Buckets for each line: as fine as a screen, and coarser where lines are so many that drawing them would hold up the page. */
const MOST_BUCKETS = 1000;
const FEWEST_BUCKETS = 20;
const BUCKETS_OF_ALL = 10_000;
/** What lines lie along where their points were logged without steps. */
const WITHOUT_STEPS: XAxis = 'relative';

/** The series of a chart, and what they lie along: time where steps are wanted but all points are at one. */
export function useLineSeries(
  runs: readonly ChartedRun[],
  { metrics, x }: FullLineSettings,
  range: Range | undefined,
) {
  const request = {
    runIds: runs.map(({ run_id }) => run_id),
    metricKeys: metrics,
    buckets: bucketsOf(runs.length * metrics.length),
  };
  // Of the whole series, so that zooming changes nothing about it.
  const whole = useSeries({ ...request, x, range: undefined });
  const isStepless = x === 'step' && whole.data !== undefined && hasNoSteps(whole.data);
  const axis = isStepless ? WITHOUT_STEPS : x;
  const isWhole = !isStepless && range === undefined;
  const part = useSeries({ ...request, x: axis, range }, !isWhole && whole.data !== undefined);
  const read = isWhole ? whole : part;
  return { axis, data: read.data, error: whole.error ?? part.error, refetch: read.refetch };
}

function bucketsOf(lines: number): number {
  return Math.min(MOST_BUCKETS, Math.max(FEWEST_BUCKETS, Math.floor(BUCKETS_OF_ALL / Math.max(1, lines))));
}

function hasNoSteps(series: readonly SampleColumns[]): boolean {
  return (
    series.some(({ points }) => points > 1) &&
    series.every(({ columns: { x_first, x_last } }) => x_first[0] === x_last.at(-1))
  );
}
