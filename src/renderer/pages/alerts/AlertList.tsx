import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Alert } from '../../../contract/index.ts';
import { ALERT_GRID, AlertRow } from './AlertRow.tsx';

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 28;

interface AlertListProps {
  alerts: readonly Alert[];
  /** Whether there are more that can be read now. */
  hasMore: boolean;
  /** Called when the last of them is near and there are more. */
  onEnd: () => void;
}

/** Alerts in their order; more are asked for as the end comes near. */
export function AlertList({ alerts, hasMore, onEnd }: AlertListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => alerts[index]?.alert_id ?? index,
    overscan: 12,
    paddingStart: HEADER_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const isAtEnd = (items.at(-1)?.index ?? 0) >= alerts.length - 1;
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (isAtEnd && hasMore) end();
  }, [isAtEnd, hasMore]);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Alerts"
      aria-rowcount={alerts.length + 1}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto text-12"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className={`sticky top-0 z-10 h-7 bg-canvas text-11 font-medium text-muted ${ALERT_GRID}`}
        >
          <span role="columnheader">
            <span className="sr-only">Kind</span>
          </span>
          <span role="columnheader">What happened</span>
          <span role="columnheader">Run</span>
          <span role="columnheader" className="max-xl:hidden">
            Metric
          </span>
          <span role="columnheader" className="max-xl:hidden">
            Rule
          </span>
          <span role="columnheader">State</span>
          <span role="columnheader" className="text-right">
            Raised
          </span>
          <span role="columnheader" className="sr-only">
            Acknowledge
          </span>
        </div>
        {items.map(({ index, start, key }) => {
          const alert = alerts[index];
          return alert && <AlertRow key={String(key)} alert={alert} index={index} top={start} />;
        })}
      </div>
    </div>
  );
}
