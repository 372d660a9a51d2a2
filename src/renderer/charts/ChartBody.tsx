import { type ComponentType, lazy, Suspense } from 'react';
import { ChartHint } from './ChartHint.tsx';
import type { ChartProps } from './chart-props.ts';
import type { ChartKind, ChartSettings } from './chart-settings.ts';

type Body<Kind extends ChartKind> = ComponentType<ChartProps<Extract<ChartSettings, { kind: Kind }>>>;

const bodies: { readonly [Kind in ChartKind]?: Body<Kind> } = {
  line: lazy(async () => ({ default: (await import('./line/LineChart.tsx')).LineChart })),
  bar: lazy(async () => ({ default: (await import('./bar/BarChart.tsx')).BarChart })),
  scatter: lazy(async () => ({ default: (await import('./scatter/ScatterChart.tsx')).ScatterChart })),
  parallel: lazy(async () => ({ default: (await import('./parallel/ParallelChart.tsx')).ParallelChart })),
  contour: lazy(async () => ({ default: (await import('./contour/ContourChart.tsx')).ContourChart })),
  box: lazy(async () => ({ default: (await import('./box/BoxChart.tsx')).BoxChart })),
  histogram: lazy(async () => ({ default: (await import('./histogram/HistogramChart.tsx')).HistogramChart })),
  importance: lazy(async () => ({
    default: (await import('./importance/ImportanceChart.tsx')).ImportanceChart,
  })),
  images: lazy(async () => ({ default: (await import('./media/ImagesChart.tsx')).ImagesChart })),
  text: lazy(async () => ({ default: (await import('./media/TextChart.tsx')).TextChart })),
  table: lazy(async () => ({ default: (await import('./media/TableChart.tsx')).TableChart })),
  audio: lazy(async () => ({ default: (await import('./media/PlayerChart.tsx')).PlayerChart })),
  video: lazy(async () => ({ default: (await import('./media/PlayerChart.tsx')).PlayerChart })),
};

/** The chart itself, of whatever kind. The code of a kind is loaded with the first chart of it. */
export function ChartBody(props: ChartProps) {
  const Body = bodies[props.settings.kind] as ComponentType<ChartProps> | undefined;
  // A view may have been saved by a later version.
  if (Body === undefined) return <ChartHint>This version cannot draw a chart of this kind.</ChartHint>;
  return (
    <Suspense fallback={null}>
      <Body {...props} />
    </Suspense>
  );
}
