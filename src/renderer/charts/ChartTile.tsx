import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Maximize2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '../components/IconButton.tsx';
import { ChartBody } from './ChartBody.tsx';
import { ChartMenu } from './ChartMenu.tsx';
import type { ChartHandle } from './chart-props.ts';
import type { ChartSettings } from './chart-settings.ts';
import type { Charted } from './charted-runs.ts';
import { type ChartsView, titleOf, withChart } from './charts-view.ts';
import { ResizeHandle } from './ResizeHandle.tsx';

export interface ChartTileProps {
  chart: ChartSettings;
  charted: Charted;
  view: ChartsView;
  onChange: (view: ChartsView) => void;
  onFilter: ((filter: string) => void) | undefined;
  /** Shows the chart of this id on all of the screen. */
  onOpen: (chartId: string) => void;
  /** Told how large a person made the chart, in pixels. */
  onResize: (width: number, height: number) => void;
}

/** A chart with its head: what it shows, how much of it, and what can be done with it. */
export function ChartTile({ chart, charted, view, onChange, onFilter, onOpen, onResize }: ChartTileProps) {
  const [note, setNote] = useState<string>();
  const handle = useRef<ChartHandle>(null);
  const title = titleOf(chart);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: chart.id });
  return (
    <article
      ref={setNodeRef}
      aria-label={title}
      data-chart={chart.id}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`group/tile relative flex min-h-0 min-w-0 flex-col rounded-md border border-separator bg-canvas ${isDragging ? 'z-20 shadow-float' : ''}`}
    >
      <header className="relative flex h-8 flex-none items-center gap-2 px-3">
        <h3 className="flex min-w-0 flex-1 text-12 font-medium" title={title}>
          <button
            type="button"
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            aria-roledescription="chart that can be moved"
            className="min-w-0 cursor-grab truncate rounded-sm active:cursor-grabbing"
          >
            {title}
          </button>
        </h3>
        <span className="max-w-3/5 flex-none truncate text-11 text-muted tabular-nums">{note}</span>
        <div className="absolute right-1 flex bg-canvas pl-2 opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100">
          <IconButton icon={Maximize2} label="Full screen" onClick={() => onOpen(chart.id)} />
          <ChartMenu chart={chart} charted={charted} view={view} onChange={onChange} handle={handle} />
        </div>
      </header>
      <div className="min-h-0 flex-1">
        <ChartBody
          settings={chart}
          charted={charted}
          lines={view.lines}
          onChange={(changed) => onChange(withChart(view, changed))}
          onNote={setNote}
          onFilter={onFilter}
          handle={handle}
        />
      </div>
      <ResizeHandle onResize={onResize} />
    </article>
  );
}
