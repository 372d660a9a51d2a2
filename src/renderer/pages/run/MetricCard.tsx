import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Metric, Run } from '../../../contract/index.ts';
import { useLineChart } from '../../components/lazy-line-chart.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { sampleLine } from '../../metric-summary.ts';
import { useMetricHistory } from '../../queries/metric-history.ts';
import { chartLine } from '../../queries/metric-points.ts';
import { useMetricSample } from '../../queries/metric-samples.ts';
import { hasSteps, isSampled } from './metric-chart-source.ts';
import { runPath } from './use-run-tab.ts';

const BUCKETS = 200;

/** One metric, small: its name, its latest value and its course. */
export function MetricCard({ run: { info }, metric }: { run: Run; metric: Metric }) {
  const { data: sample } = useMetricSample(info.run_id, metric.key, BUCKETS);
  // Points without steps lie along their times, which samples do not carry.
  const needsTimes = sample !== undefined && !isSampled(sample) && !hasSteps(sample);
  const { data: points } = useMetricHistory(info.run_id, metric.key, needsTimes);
  const LineChart = useLineChart();
  const line = useMemo(() => {
    if (needsTimes) return points && chartLine(points, 'time');
    return sample && sampleLine(sample.buckets);
  }, [sample, points, needsTimes]);
  return (
    <article className="flex min-w-0 flex-col px-2 pt-2">
      <header className="flex items-baseline gap-2 px-1 text-12">
        <h3 className="min-w-0 flex-1 truncate font-medium" title={`metrics.${metric.key}`}>
          <Link
            to={`${runPath(info.experiment_id, info.run_id)}?metric=${encodeURIComponent(metric.key)}`}
            className="hover:underline"
          >
            {metric.key}
          </Link>
        </h3>
        <span className="font-mono" title={String(metric.value)}>
          {formatNumber(metric.value)}
        </span>
      </header>
      <div className="min-h-0 flex-1">
        {LineChart && line && (
          <LineChart
            line={line}
            xName={needsTimes ? 'Seconds' : 'Step'}
            label={`${metric.key}: ${formatCount(sample?.points ?? 0)} points, the latest ${formatNumber(metric.value)}`}
          />
        )}
      </div>
    </article>
  );
}
