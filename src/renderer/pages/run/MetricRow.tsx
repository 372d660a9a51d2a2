import type { Metric } from '../../../contract/index.ts';
import { Sparkline } from '../../components/Sparkline.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount, formatNumber } from '../../format.ts';
import { summaryOf } from '../../metric-summary.ts';
import type { MetricSample } from '../../queries/metric-samples.ts';

/** What is left out first where the table is narrow comes last in the list of columns. */
const TRACKS =
  'grid items-center grid-cols-[minmax(0,1fr)_104px_72px_72px_72px] @2xl:grid-cols-[minmax(0,1fr)_104px_80px_80px_80px_80px_80px] @4xl:grid-cols-[minmax(0,1fr)_104px_96px_96px_96px_96px_88px_104px]';
const FROM_MEDIUM = 'hidden @2xl:block';
const FROM_WIDE = 'hidden @4xl:block';

export function MetricsHeader() {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`${TRACKS} sticky top-0 z-10 h-7 border-b border-separator bg-canvas px-4 text-11 font-medium text-muted`}
    >
      <span role="columnheader">Name</span>
      <span role="columnheader">Course</span>
      <Head name="Latest" />
      <Head name="Min" />
      <Head name="Max" />
      <Head name="Best" className={FROM_MEDIUM} />
      <Head name="Step" className={FROM_MEDIUM} />
      <Head name="Logged" className={FROM_WIDE} />
    </div>
  );
}

function Head({ name, className = '' }: { name: string; className?: string }) {
  return (
    <span role="columnheader" className={`text-right ${className}`}>
      {name}
    </span>
  );
}

interface MetricRowProps {
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  metric: Metric;
  sample: MetricSample | undefined;
  isSelected: boolean;
  onSelect: (key: string) => void;
}

export function MetricRow({ index, top, metric, sample, isSelected, onSelect }: MetricRowProps) {
  const summary = sample && summaryOf(metric.key, sample);
  return (
    <div
      id={`metric-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={() => onSelect(metric.key)}
      className={`${TRACKS} absolute inset-x-0 h-8 cursor-default px-4 hover:bg-hover aria-selected:bg-selected`}
      style={{ top }}
    >
      <span role="gridcell" className="truncate pr-2" title={metric.key}>
        {metric.key}
      </span>
      <span role="gridcell">{summary && <Sparkline values={summary.course} />}</span>
      <Value value={metric.value} />
      <Value value={summary?.min} className="text-muted" />
      <Value value={summary?.max} className="text-muted" />
      <Value value={summary?.best} className={FROM_MEDIUM} />
      <span role="gridcell" className={`text-right font-mono text-muted ${FROM_MEDIUM}`}>
        {formatCount(metric.step ?? 0)}
      </span>
      <span role="gridcell" className={`truncate text-right text-muted ${FROM_WIDE}`}>
        <RelativeTime time={Number(metric.timestamp)} />
      </span>
    </div>
  );
}

function Value({ value, className = '' }: { value: number | undefined; className?: string }) {
  return (
    <span
      role="gridcell"
      title={value === undefined ? undefined : String(value)}
      className={`text-right font-mono ${className}`}
    >
      {value !== undefined && formatNumber(value)}
    </span>
  );
}
