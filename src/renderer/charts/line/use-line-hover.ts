import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ChartedRun } from '../charted-runs.ts';
import type { ECharts } from '../echarts.ts';
import { NOTHING_HOVERED, useHovered } from '../hovered.ts';
import { type DrawnLine, valueAt } from './drawn-lines.ts';

/** A line farther from the pointer than this is not meant, in pixels. */
const NEAR = 24;

interface Hovering {
  chart: RefObject<ECharts | null>;
  chartId: string;
  axis: string;
  lines: readonly DrawnLine[];
  runs: readonly ChartedRun[];
}

/** Tells what the pointer is over, and brings out the lines of the run that it is over elsewhere. Answers what a chart calls when it is ready. */
export function useLineHover({ chart, chartId, axis, lines }: Hovering): (chart: ECharts) => () => void {
  const hoveredRun = useHovered(({ runId }) => runId);
  const find = useEffectEvent((drawn: ECharts, offsetX: number, offsetY: number) => {
    const x = drawn.convertFromPixel({ xAxisIndex: 0 }, offsetX);
    if (typeof x !== 'number') return;
    useHovered.setState({ x, axis, chartId, runId: nearestRun(drawn, lines, x, offsetY) });
  });
  const leave = useEffectEvent(() => {
    if (useHovered.getState().chartId === chartId) useHovered.setState(NOTHING_HOVERED);
  });

  useEffect(() => {
    const own = lines.filter(({ run_id }) => run_id === hoveredRun).map(({ id }) => id);
    if (own.length === 0) return;
    const seriesId = own;
    chart.current?.dispatchAction({ type: 'highlight', seriesId });
    return () => chart.current?.dispatchAction({ type: 'downplay', seriesId });
  }, [chart, hoveredRun, lines]);

  return (drawn) => {
    const renderer = drawn.getZr();
    const move = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) =>
      find(drawn, offsetX, offsetY);
    renderer.on('mousemove', move);
    renderer.on('globalout', leave);
    return () => leave();
  };
}

function nearestRun(
  chart: ECharts,
  lines: readonly DrawnLine[],
  x: number,
  pixelsDown: number,
): string | undefined {
  let best: { runId: string; distance: number } | undefined;
  for (const line of lines) {
    const at = valueAt(line.points, x);
    if (at === undefined) continue;
    const down = chart.convertToPixel({ yAxisIndex: 0 }, at.y);
    const distance = Math.abs(Number(down) - pixelsDown);
    if (distance <= NEAR && (best === undefined || distance < best.distance))
      best = { runId: line.run_id, distance };
  }
  return best?.runId;
}
