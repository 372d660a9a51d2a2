import { lazy, type ReactNode, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useRunsView } from './runs-view.ts';
import type { useEntries } from './use-entries.ts';

const RunsCharts = lazy(async () => ({ default: (await import('./RunsCharts.tsx')).RunsCharts }));

interface RunsBodyProps {
  experimentIds: readonly string[];
  data: ReturnType<typeof useEntries>;
  /** The table. */
  children: ReactNode;
}

/** The table, the charts of its runs, or both beside each other. */
export function RunsBody({ experimentIds, data, children }: RunsBodyProps) {
  const mode = useRunsView(({ view }) => view.mode);
  const charts = (
    <Suspense fallback={null}>
      <RunsCharts experimentIds={experimentIds} data={data} />
    </Suspense>
  );
  if (mode === 'table') return children;
  if (mode === 'charts') return charts;
  return (
    <Group className="min-h-0 flex-1">
      <Panel id="table" defaultSize="38%" minSize={240} className="flex min-h-0 flex-col">
        {children}
      </Panel>
      <Separator
        aria-label="Width of the table"
        className="w-px flex-none bg-separator data-[separator=hover]:bg-accent data-[separator=active]:bg-accent"
      />
      <Panel id="charts" minSize={320} className="flex min-h-0 flex-col">
        {charts}
      </Panel>
    </Group>
  );
}
