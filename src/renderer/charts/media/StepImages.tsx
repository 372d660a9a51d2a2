import { useRef, useState } from 'react';
import { useElementSize } from '../../use-element-size.ts';
import { cellGrid } from './cell-grid.ts';
import { nearestFile, stepWords } from './media-files.ts';
import { Picture } from './Picture.tsx';
import { RunName } from './RunName.tsx';
import type { RunSeries } from './use-media.ts';

/** Of the lines below a picture, in pixels. */
const CAPTION = 36;
/** The client makes its smaller copies this large. */
const THUMBNAIL = 256;

interface StepImagesProps {
  name: string;
  series: readonly RunSeries[];
  step: number | undefined;
  onEnlarge: (runId: string) => void;
}

/** One image of each run: the one whose step is nearest. */
export function StepImages({ name, series, step, onEnlarge }: StepImagesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  const [aspect, setAspect] = useState(1);
  const { columns, height: cell } = cellGrid(series.length, { width, height, aspect, caption: CAPTION });
  const isLarge = Math.min(width / columns, cell - CAPTION) * window.devicePixelRatio > THUMBNAIL;
  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
      <ul
        className="grid min-h-full content-center"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: cell }}
      >
        {width > 0 &&
          series.map(({ run, files }) => {
            const file = nearestFile(files, step);
            const label = [`${name} of ${run.run_name}`, stepWords(file?.step, step)]
              .filter(Boolean)
              .join(', ');
            return (
              file && (
                <li key={run.run_id} className="flex min-h-0 flex-col px-1">
                  <button
                    type="button"
                    aria-label={`Enlarge ${label}`}
                    onClick={() => onEnlarge(run.run_id)}
                    className="flex min-h-0 flex-1 cursor-zoom-in items-center justify-center rounded-sm"
                  >
                    <Picture
                      run={run}
                      path={isLarge ? file.path : (file.thumbnail ?? file.path)}
                      alt={label}
                      onAspect={setAspect}
                    />
                  </button>
                  <div className="flex h-9 flex-none flex-col items-center justify-center text-11">
                    <span className="flex max-w-full">
                      <RunName run={run} />
                    </span>
                    <span className="max-w-full truncate text-muted tabular-nums">
                      {stepWords(file.step, step)}
                    </span>
                  </div>
                </li>
              )
            );
          })}
      </ul>
    </div>
  );
}
