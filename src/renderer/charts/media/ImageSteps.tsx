import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { formatCount } from '../../format.ts';
import { useElementSize } from '../../use-element-size.ts';
import { Picture } from './Picture.tsx';
import { RunName } from './RunName.tsx';
import type { RunSeries } from './use-media.ts';

const HEAD = 24;
const STEP_WIDTH = 56;
const LEAST_COLUMN = 96;
/** The smaller copies of the usual shape are as high. */
const MOST_ROW = 192;

interface ImageStepsProps {
  name: string;
  series: readonly RunSeries[];
  steps: readonly number[];
  onEnlarge: (runId: string, step: number) => void;
}

/** A column of each run, a row of each step. Only the rows in view are there. */
export function ImageSteps({ name, series, steps, onEnlarge }: ImageStepsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller);
  const column = Math.max(LEAST_COLUMN, (width - STEP_WIDTH) / series.length);
  const height = Math.min(MOST_ROW, Math.round(column));
  const byStep = useMemo(
    () => series.map(({ files }) => new Map(files.map((file) => [file.step, file]))),
    [series],
  );
  const rows = useVirtualizer({
    count: width > 0 ? steps.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => `${steps[index]} ${height}`,
    paddingStart: HEAD,
    overscan: 2,
  });
  const across = { gridTemplateColumns: `${STEP_WIDTH}px repeat(${series.length}, ${column}px)` };
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={`${name} by run and step`}
      aria-rowcount={steps.length + 1}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto"
    >
      <div
        className="relative"
        style={{ height: rows.getTotalSize(), width: STEP_WIDTH + column * series.length }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 grid h-6 items-center bg-canvas text-11"
          style={across}
        >
          <span role="columnheader" className="sticky left-0 h-full bg-canvas pl-3 leading-6 text-muted">
            step
          </span>
          {series.map(({ run }) => (
            <span key={run.run_id} role="columnheader" className="flex min-w-0 justify-center px-1">
              <RunName run={run} />
            </span>
          ))}
        </div>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const step = steps[index] ?? 0;
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className="absolute left-0 grid"
              style={{ ...across, top: start, height }}
            >
              <span
                role="rowheader"
                className="sticky left-0 z-10 flex items-center bg-canvas pl-3 text-11 text-muted tabular-nums"
              >
                {formatCount(step)}
              </span>
              {series.map(({ run }, at) => {
                const file = byStep[at]?.get(step);
                const label = `${name} of ${run.run_name}, step ${step}`;
                return (
                  <span key={run.run_id} role="cell" className="flex min-h-0 p-0.5">
                    {file && (
                      <button
                        type="button"
                        aria-label={`Enlarge ${label}`}
                        onClick={() => onEnlarge(run.run_id, step)}
                        className="flex min-h-0 min-w-0 flex-1 cursor-zoom-in items-center justify-center rounded-sm"
                      >
                        <Picture run={run} path={file.thumbnail ?? file.path} alt={label} />
                      </button>
                    )}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
