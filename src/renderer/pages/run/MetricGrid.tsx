import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Run } from '../../../contract/index.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import { useElementSize } from '../../use-element-size.ts';
import { MetricCard } from './MetricCard.tsx';

const CARD_WIDTH = 340;
const ROW_HEIGHT = 216;
const byName = new Intl.Collator('en', { numeric: true });

interface MetricGridProps {
  run: Run;
  isShown: (key: string) => boolean;
  /** Said where there is none. */
  none: string;
}

/** A chart of every metric, as many beside each other as fit. Those in view are drawn. */
export function MetricGrid({ run, isShown, none }: MetricGridProps) {
  const [text, setText] = useState('');
  const all = useMemo(
    () =>
      (run.data.metrics ?? [])
        .filter(({ key }) => isShown(key))
        .toSorted((a, b) => byName.compare(a.key, b.key)),
    [run, isShown],
  );
  const shown = all.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase()));
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller);
  const columns = Math.max(1, Math.floor((width - 16) / CARD_WIDTH));
  const rows = useVirtualizer({
    count: Math.ceil(shown.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 1,
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 flex-none items-center gap-3 border-b border-separator px-4 text-12 text-muted">
        <TextField
          type="search"
          label="Find a metric"
          hidesLabel
          placeholder="Find a metric"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="w-56"
        />
        {formatCount(shown.length)} {shown.length === 1 ? 'metric' : 'metrics'}
      </div>
      <div
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label="Charts"
        className="min-h-0 flex-1 overflow-y-auto px-2"
      >
        {all.length === 0 && (
          <EmptyState title={none}>
            Points that the run logs are drawn here as they arrive. Measures of the machine are logged where
            the script says <code className="font-mono text-12">mlflow.enable_system_metrics_logging()</code>.
          </EmptyState>
        )}
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          {width > 0 &&
            rows.getVirtualItems().map((row) => (
              <div
                key={row.key}
                className="absolute inset-x-0 grid"
                style={{
                  top: row.start,
                  height: ROW_HEIGHT,
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                }}
              >
                {shown.slice(row.index * columns, (row.index + 1) * columns).map((metric) => (
                  <MetricCard key={metric.key} run={run} metric={metric} />
                ))}
              </div>
            ))}
        </div>
      </div>
    </div>
  );
}
