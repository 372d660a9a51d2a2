import { DndContext } from '@dnd-kit/core';
import { rectSortingStrategy, SortableContext } from '@dnd-kit/sortable';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useElementSize } from '../use-element-size.ts';
import { ChartsToolbar } from './ChartsToolbar.tsx';
import type { ChartsPaneProps } from './chart-props.ts';
import { sectionsOf, withSection } from './charts-view.ts';
import { FullScreenChart } from './FullScreenChart.tsx';
import { useLoggedMedia } from './media/logged-media.ts';
import { useOpenedChart } from './opened-chart.ts';
import { type PaneLine, paneLines, resized } from './pane-lines.ts';
import { SectionHeader } from './SectionHeader.tsx';
import { TileRow } from './TileRow.tsx';
import { useChartOrder } from './use-chart-order.ts';

/** Rows above and below those in view that are drawn already. */
const OVERSCAN = 1;

/** Charts in sections. Only those in view are there, however many metrics the runs have. */
export function ChartsPane({ charted, metrics, view, onChange, onFilter }: ChartsPaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller);
  const [opened, setOpened] = useOpenedChart();
  const media = useLoggedMedia(charted);
  const sections = useMemo(() => sectionsOf(view, metrics, media), [view, metrics, media]);
  const lines = useMemo(() => paneLines(sections, width), [sections, width]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lines[index]?.height ?? 0,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  const order = useChartOrder(sections, view, onChange);
  const ids = useMemo(
    () => lines.flatMap((line) => (line.kind === 'tiles' ? line.charts.map(({ id }) => id) : [])),
    [lines],
  );
  const shared = { charted, view, onChange, onFilter };
  const drawn = (line: PaneLine) =>
    line.kind === 'header' ? (
      <SectionHeader section={line.section} columns={line.columns} view={view} onChange={onChange} />
    ) : (
      <TileRow
        {...shared}
        charts={line.charts}
        columns={line.columns}
        height={line.tileHeight}
        onOpen={setOpened}
        onResize={(tileWidth, tileHeight) =>
          onChange(withSection(view, line.section.name, resized(width, tileWidth, tileHeight)))
        }
      />
    );
  const openedChart = sections.flatMap(({ charts }) => charts).find(({ id }) => id === opened);
  return (
    <section aria-label="Charts" className="@container flex min-h-0 min-w-0 flex-1 flex-col">
      <ChartsToolbar charted={charted} metrics={metrics} view={view} onChange={onChange} />
      <div ref={scroller} className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        {sections.length === 0 && (
          <EmptyState title={view.search === '' ? 'No metrics yet' : 'No chart has this in its name'}>
            {view.search === '' && <p>Each metric that a run logs gets a chart here.</p>}
          </EmptyState>
        )}
        <DndContext {...order}>
          <SortableContext items={ids} strategy={rectSortingStrategy}>
            <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
              {rows.getVirtualItems().map(({ index, key, start }) => (
                <div
                  key={key}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {lines[index] && drawn(lines[index])}
                </div>
              ))}
            </div>
          </SortableContext>
        </DndContext>
      </div>
      {openedChart && (
        <FullScreenChart {...shared} chart={openedChart} onClose={() => setOpened(undefined)} />
      )}
    </section>
  );
}
