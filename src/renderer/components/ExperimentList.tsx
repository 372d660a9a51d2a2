import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { NavLink } from 'react-router';
import { useExperiments } from '../queries/experiments.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { SkeletonBar } from './SkeletonBar.tsx';

const ROW_HEIGHT = 28;

export function ExperimentList() {
  const { data: experiments = [], error, isPending, refetch, hasNextPage, fetchNextPage } = useExperiments();
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: experiments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const rows = virtual.getVirtualItems();
  const isNearEnd = (rows.at(-1)?.index ?? 0) >= experiments.length - 10;
  useEffect(() => {
    if (hasNextPage && isNearEnd) void fetchNextPage();
  }, [hasNextPage, isNearEnd, fetchNextPage]);

  return (
    <nav ref={scroller} aria-label="Experiments" className="min-h-0 flex-1 overflow-y-auto px-2">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && ['w-24', 'w-32', 'w-20'].map((width) => <SkeletonBar key={width} width={width} />)}
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const experiment = experiments[index];
          return (
            experiment && (
              <li key={experiment.experiment_id} className="absolute inset-x-0 top-0" style={{ top: start }}>
                <NavLink
                  to={`/experiments/${experiment.experiment_id}`}
                  title={experiment.name}
                  className="flex h-7 items-center rounded-md px-2 text-soft hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  <span className="truncate">{experiment.name}</span>
                </NavLink>
              </li>
            )
          );
        })}
      </ul>
    </nav>
  );
}
