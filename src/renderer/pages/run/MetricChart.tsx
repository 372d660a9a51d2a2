import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { formatCount, formatNumber } from '../../format.ts';
import { sampleLine } from '../../metric-summary.ts';
import { useMetricHistory } from '../../queries/metric-history.ts';
import { chartLine } from '../../queries/metric-points.ts';
import { type MetricSample, type StepRange, useMetricSample } from '../../queries/metric-samples.ts';
import { hasSteps, isSampled } from './metric-chart-source.ts';
import { ZoomableChart } from './ZoomableChart.tsx';

type Axis = 'step' | 'time';
const AXES = [
  ['step', 'Step'],
  ['time', 'Time'],
] as const;
const BUCKETS = 1000;

interface MetricChartProps {
  runId: string;
  metricKey: string;
}

/** One metric over the run's steps or seconds, growing while the run logs. A long series is drawn from samples, finer in a range. */
export function MetricChart({ runId, metricKey }: MetricChartProps) {
  const [range, setRange] = useState<StepRange>();
  const [chosen, setChosen] = useState<Axis>();
  const whole = useMetricSample(runId, metricKey, BUCKETS);
  const sample = whole.data;
  const axis = chosen ?? (sample === undefined || hasSteps(sample) ? 'step' : 'time');
  const usesSamples = sample !== undefined && isSampled(sample) && axis === 'step';
  const zoomed = useMetricSample(runId, metricKey, BUCKETS, usesSamples ? range : undefined).data;
  const history = useMetricHistory(runId, metricKey, sample !== undefined && !usesSamples);
  const points = history.data;
  const line = useMemo(() => {
    if (usesSamples) return sampleLine((zoomed ?? sample).buckets);
    return points && within(chartLine(points, axis), range);
  }, [usesSamples, sample, zoomed, points, axis, range]);
  const error = whole.error ?? history.error;
  return (
    <section className="flex-none">
      <header className="flex h-10 items-center gap-2 px-4">
        <h2 className="truncate text-13 font-semibold" title={`metrics.${metricKey}`}>
          {metricKey}
        </h2>
        <span className="flex-none text-12 text-muted tabular-nums">
          {line && (usesSamples ? shareOf(line, zoomed ?? sample) : countOf(points?.values.length ?? 0))}
        </span>
        <div className="ml-auto flex flex-none items-center gap-1">
          {range && (
            <Button look="quiet" onClick={() => setRange(undefined)}>
              Show all steps
            </Button>
          )}
          <SegmentedChoice
            label="Horizontal axis"
            choices={AXES}
            chosen={axis}
            onChoose={(next) => {
              setRange(undefined);
              setChosen(next);
            }}
          />
        </div>
      </header>
      <div className="h-64 px-2">
        {error && (
          <ErrorNotice
            error={error}
            onRetry={() => void (whole.error ? whole.refetch() : history.refetch())}
          />
        )}
        {line && (
          <ZoomableChart
            line={line}
            xName={axis === 'step' ? 'Step' : 'Seconds'}
            label={describe(metricKey, axis, usesSamples ? sample : undefined, points)}
            onZoom={setRange}
          />
        )}
      </div>
    </section>
  );
}

function within(line: Float64Array, range: StepRange | undefined): Float64Array {
  if (range === undefined) return line;
  return line.filter((_, index) => {
    const x = line[index - (index % 2)] ?? Number.NaN;
    return x >= range.from && x <= range.to;
  });
}

function countOf(points: number): string {
  return points === 1 ? '1 point' : `${formatCount(points)} points`;
}

function shareOf(line: Float64Array, { buckets }: MetricSample): string {
  const all = buckets.reduce((sum, { count }) => sum + count, 0);
  return `${formatCount(Math.min(line.length / 2, all))} of ${countOf(all)}`;
}

function describe(
  metricKey: string,
  axis: Axis,
  sample: MetricSample | undefined,
  points: { steps: Float64Array; values: Float64Array } | undefined,
): string {
  const end = sample?.buckets.at(-1);
  const last = sample ? end?.last : points?.values.at(-1);
  const step = sample ? end?.last_step : points?.steps.at(-1);
  const latest = last === undefined ? '' : `, the latest ${formatNumber(last)} at step ${step}`;
  return `${metricKey} by ${axis}: ${countOf(sample?.points ?? points?.values.length ?? 0)}${latest}`;
}
