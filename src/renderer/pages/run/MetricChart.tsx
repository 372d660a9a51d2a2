import { useMemo, useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useLineChart } from '../../components/lazy-line-chart.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { useMetricHistory } from '../../queries/metric-history.ts';
import { chartLine, type MetricPoints } from '../../queries/metric-points.ts';

type Axis = 'step' | 'time';
const AXES = [
  ['step', 'Step'],
  ['time', 'Time'],
] as const;

interface MetricChartProps {
  runId: string;
  metricKey: string;
}

/** One metric over the run's steps or seconds, growing while the run logs. */
export function MetricChart({ runId, metricKey }: MetricChartProps) {
  const { data: points, error, refetch } = useMetricHistory(runId, metricKey);
  const LineChart = useLineChart();
  const [chosen, setChosen] = useState<Axis>();
  const axis = chosen ?? (points && hasSteps(points) ? 'step' : 'time');
  const line = useMemo(() => points && chartLine(points, axis), [points, axis]);
  return (
    <section className="flex-none">
      <header className="flex h-10 items-center gap-2 px-4">
        <h2 className="truncate text-13 font-semibold" title={`metrics.${metricKey}`}>
          {metricKey}
        </h2>
        <span className="flex-none text-12 text-muted">{points && countOf(points)}</span>
        <AxisSwitch axis={axis} onChoose={setChosen} />
      </header>
      <div className="h-64 px-2">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {LineChart && points && line && (
          <LineChart
            line={line}
            xName={axis === 'step' ? 'Step' : 'Seconds'}
            label={describe(metricKey, axis, points)}
          />
        )}
      </div>
    </section>
  );
}

function AxisSwitch({ axis, onChoose }: { axis: Axis; onChoose: (axis: Axis) => void }) {
  return (
    <fieldset className="ml-auto flex flex-none rounded-md border border-separator text-12">
      <legend className="sr-only">Horizontal axis</legend>
      {AXES.map(([value, word]) => (
        <button
          key={value}
          type="button"
          aria-pressed={axis === value}
          onClick={() => onChoose(value)}
          className="h-6 rounded-sm px-2 text-muted hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {word}
        </button>
      ))}
    </fieldset>
  );
}

/** Scripts that give no step log every point at step 0. */
function hasSteps({ steps }: MetricPoints): boolean {
  return steps.length < 2 || steps.some((step) => step !== steps[0]);
}

function countOf({ values }: MetricPoints): string {
  return values.length === 1 ? '1 point' : `${formatCount(values.length)} points`;
}

function describe(metricKey: string, axis: Axis, points: MetricPoints): string {
  const last = points.values.at(-1);
  const latest =
    last === undefined ? '' : `, the latest ${formatNumber(last)} at step ${points.steps.at(-1)}`;
  return `${metricKey} by ${axis}: ${countOf(points)}${latest}`;
}
