import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Metric } from '../../../contract/index.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount, formatNumber } from '../../format.ts';
import { useKeys } from '../../use-keys.ts';

const ROW_HEIGHT = 28;
const FILTER_FROM = 12;
const TRACKS = 'grid grid-cols-[minmax(0,1fr)_112px_96px_112px]';

interface MetricsTableProps {
  /** Latest values, by key. */
  metrics: readonly Metric[];
  selectedKey: string;
  onSelect: (key: string) => void;
}

export function MetricsTable({ metrics, selectedKey, onSelect }: MetricsTableProps) {
  const [text, setText] = useState('');
  const shown = useMemo(
    () => metrics.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase())),
    [metrics, text],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const selectedIndex = shown.findIndex(({ key }) => key === selectedKey);
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
    <section className="flex min-h-0 flex-1 flex-col border-t border-separator">
      <div className="flex h-10 flex-none items-center gap-3 px-4">
        <h2 className="text-12 font-semibold">
          Metrics <span className="ml-1 font-normal text-muted">{formatCount(metrics.length)}</span>
        </h2>
        {metrics.length >= FILTER_FROM && (
          <input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="Find a metric"
            aria-label="Find a metric"
            className="h-7 w-56 rounded-md border border-outline bg-canvas px-2 text-12 placeholder:text-muted"
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
          <div
            role="row"
            aria-rowindex={1}
            className={`${TRACKS} sticky top-0 z-10 h-7 items-center border-b border-separator bg-canvas px-4 text-11 font-medium text-muted`}
          >
            <span role="columnheader">Name</span>
            <span role="columnheader" className="text-right">
              Latest
            </span>
            <span role="columnheader" className="text-right">
              Step
            </span>
            <span role="columnheader" className="text-right">
              Logged
            </span>
          </div>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const metric = shown[index];
            return (
              metric && (
                <div
                  key={metric.key}
                  id={`metric-${index}`}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={metric.key === selectedKey}
                  onClick={() => onSelect(metric.key)}
                  className={`${TRACKS} absolute inset-x-0 h-7 cursor-default items-center px-4 hover:bg-hover aria-selected:bg-selected`}
                  style={{ top: start }}
                >
                  <span role="gridcell" className="truncate" title={metric.key}>
                    {metric.key}
                  </span>
                  <span role="gridcell" className="text-right font-mono" title={String(metric.value)}>
                    {formatNumber(metric.value)}
                  </span>
                  <span role="gridcell" className="text-right font-mono text-muted">
                    {formatCount(metric.step ?? 0)}
                  </span>
                  <span role="gridcell" className="truncate text-right text-muted">
                    <RelativeTime time={Number(metric.timestamp)} />
                  </span>
                </div>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}
