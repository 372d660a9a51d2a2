import type { RefObject } from 'react';
import type { ECharts } from '../echarts.ts';
import { useHovered } from '../hovered.ts';

interface CrosshairProps {
  chart: RefObject<ECharts | null>;
  chartId: string;
  axis: string;
}

/** Where the pointer is in another chart with the same x-axis. */
export function Crosshair({ chart, chartId, axis }: CrosshairProps) {
  const x = useHovered((hovered) =>
    hovered.axis === axis && hovered.chartId !== chartId ? hovered.x : undefined,
  );
  if (x === undefined || chart.current === null) return null;
  const left = chart.current.convertToPixel({ xAxisIndex: 0 }, x);
  if (typeof left !== 'number' || left < 0 || left > chart.current.getWidth()) return null;
  return <div className="pointer-events-none absolute inset-y-0 w-px bg-outline" style={{ left }} />;
}
