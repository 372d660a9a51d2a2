import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Metric } from '../../../contract/index.ts';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import { useMetricSummaries } from '../../queries/metric-samples.ts';
import { useKeys } from '../../use-keys.ts';
import { MetricRow, MetricsHeader } from './MetricRow.tsx';

const ROW_HEIGHT = 32;
const HEADER_HEIGHT = 28;
const FILTER_FROM = 12;

interface MetricsTableProps {
  runId: string;
  /** Latest values, by key. */
  metrics: readonly Metric[];
  selectedKey: string;
  onSelect: (key: string) => void;
}

/** Every metric in a line: its course, the latest value, the extremes and the better of them. */
export function MetricsTable({ runId, metrics, selectedKey, onSelect }: MetricsTableProps) {
  const [text, setText] = useState('');
  const shown = useMemo(
    () => metrics.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase())),
    [metrics, text],
  );
  const keys = useMemo(() => shown.map(({ key }) => key), [shown]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const summaries = useMetricSummaries(runId, keys, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const selectedIndex = keys.indexOf(selectedKey);
  function select(index: number): boolean {
    const metric = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (metric === undefined) return false;
    virtual.scrollToIndex(shown.indexOf(metric));
    onSelect(metric.key);
    return true;
  }
  useKeys((key) => {
    if (key === 'j' || key === 'ArrowDown') return select(selectedIndex + 1);
    if (key === 'k' || key === 'ArrowUp') return select(selectedIndex - 1);
    return false;
  });
  return (
    <section className="@container flex min-h-0 flex-1 flex-col border-t border-separator">
      <div className="flex h-10 flex-none items-center gap-3 px-4">
        <h2 className="text-12 font-semibold">
          Metrics <span className="ml-1 font-normal text-muted">{formatCount(metrics.length)}</span>
        </h2>
        {metrics.length >= FILTER_FROM && (
          <TextField
            type="search"
            label="Find a metric"
            hidesLabel
            placeholder="Find a metric"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="w-56"
          />
        )}
        {text !== '' && shown.length === 0 && (
          <p className="text-12 text-muted">No metric has this in its name.</p>
        )}
      </div>
      <div
        ref={scroller}
        role="grid"
        aria-label="Latest metrics"
        aria-rowcount={shown.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? `metric-${selectedIndex}` : undefined}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto text-12 outline-none"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          <MetricsHeader />
          {items.map(({ index, start }) => {
            const metric = shown[index];
            return (
              metric && (
                <MetricRow
                  key={metric.key}
                  index={index}
                  top={start}
                  metric={metric}
                  sample={summaries.get(metric.key)}
                  isSelected={metric.key === selectedKey}
                  onSelect={onSelect}
                />
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}
