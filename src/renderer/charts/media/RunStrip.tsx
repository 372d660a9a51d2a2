import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useElementSize } from '../../use-element-size.ts';
import { type MediaFile, nearestFile, stepWords } from './media-files.ts';
import { RunName } from './RunName.tsx';
import type { RunSeries } from './use-media.ts';

const LEAST_COLUMN = 184;

interface RunStripProps {
  label: string;
  series: readonly RunSeries[];
  step: number | undefined;
  children: (series: RunSeries, file: MediaFile) => ReactNode;
}

/** A column of each run beside each other, all as high as there is room. Only the columns in view are there. */
export function RunStrip({ label, series, step, children }: RunStripProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller);
  const column = Math.max(Math.min(LEAST_COLUMN, width), width / Math.max(1, series.length));
  const columns = useVirtualizer({
    horizontal: true,
    count: width > 0 ? series.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => column,
    getItemKey: (index) => `${series[index]?.run.run_id} ${column}`,
    overscan: 1,
  });
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={label}
      className="min-h-0 flex-1 overflow-x-auto overflow-y-hidden"
    >
      <div className="relative h-full" style={{ width: columns.getTotalSize() }}>
        {columns.getVirtualItems().map(({ index, start, size }) => {
          const one = series[index];
          const file = one && nearestFile(one.files, step);
          return (
            file && (
              <div
                key={one.run.run_id}
                role="listitem"
                className={`absolute inset-y-0 flex flex-col ${index > 0 ? 'border-l border-separator' : ''}`}
                style={{ left: start, width: size }}
              >
                <div className="flex h-6 flex-none items-center gap-2 px-3 text-11">
                  <RunName run={one.run} />
                  <span className="ml-auto flex-none text-muted tabular-nums">
                    {stepWords(file.step, step)}
                  </span>
                </div>
                {children(one, file)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
