import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { useRunListPositions } from '../../run-list-position.ts';
import { useKeys } from '../../use-keys.ts';
import { RunRow, RunRowSkeleton } from './RunRow.tsx';
import { RunsTableHeader } from './RunsTableHeader.tsx';
import { useColumns } from './use-columns.ts';

const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 52;
const SKELETON_ROWS = 3;
const PAGE_STEP = 20;

interface RunsTableProps {
  experimentId: string;
  runs: readonly Run[];
  hasMore: boolean;
  onNearEnd: () => void;
}

export function RunsTable({ experimentId, runs, hasMore, onNearEnd }: RunsTableProps) {
  const columns = useColumns(runs);
  const navigate = useNavigate();
  const { positions, remember } = useRunListPositions.getState();
  const [position] = useState(() => positions[experimentId]);
  const [activeRunId, setActiveRunId] = useState(position?.activeRunId);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: runs.length + (hasMore ? SKELETON_ROWS : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    initialOffset: position?.offset ?? 0,
    overscan: 12,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const rows = virtual.getVirtualItems();

  const isNearEnd = hasMore && (rows.at(-1)?.index ?? 0) >= runs.length - PAGE_STEP;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  });
  useLayoutEffect(() => {
    if (position) scroller.current?.focus({ preventScroll: true });
  }, [position]);

  const activeIndex = runs.findIndex(({ info }) => info.run_id === activeRunId);
  function activate(index: number): boolean {
    const target = Math.max(0, Math.min(runs.length - 1, index));
    setActiveRunId(runs[target]?.info.run_id);
    virtual.scrollToIndex(target);
    scroller.current?.focus({ preventScroll: true });
    return true;
  }
  const open = useCallback(
    (runId: string) => {
      remember(experimentId, { offset: virtual.scrollOffset ?? 0, activeRunId: runId });
      void navigate(`/experiments/${experimentId}/runs/${runId}`);
      return true;
    },
    [experimentId, navigate, remember, virtual],
  );
  useKeys((key) => {
    if (key === 'j' || key === 'ArrowDown') return activate(activeIndex + 1);
    if (key === 'k' || key === 'ArrowUp') return activate(activeIndex < 0 ? 0 : activeIndex - 1);
    if (key === 'PageDown') return activate(activeIndex + PAGE_STEP);
    if (key === 'PageUp') return activate(activeIndex - PAGE_STEP);
    if (key === 'Home') return activate(0);
    if (key === 'End') return activate(runs.length - 1);
    if (key === 'Enter' && activeIndex >= 0 && activeRunId) return open(activeRunId);
    return false;
  });

  const template = columns.map(({ width }) => width).join(' ');
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Runs"
      aria-rowcount={hasMore ? -1 : runs.length + 2}
      aria-colcount={columns.length}
      aria-activedescendant={activeIndex >= 0 ? `run-${activeRunId}` : undefined}
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto text-12 outline-none"
    >
      <div className="relative min-w-max" style={{ height: virtual.getTotalSize() }}>
        <RunsTableHeader columns={columns} template={template} />
        {rows.map(({ index, start }) => {
          const run = runs[index];
          return run ? (
            <RunRow
              key={run.info.run_id}
              run={run}
              index={index}
              top={start}
              columns={columns}
              template={template}
              isActive={index === activeIndex}
              onOpen={open}
            />
          ) : (
            <RunRowSkeleton key={index} top={start} columns={columns} template={template} />
          );
        })}
      </div>
    </div>
  );
}
