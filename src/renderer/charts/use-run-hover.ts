import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ECharts } from './echarts.ts';
import { NOTHING_HOVERED, useHovered } from './hovered.ts';

interface RunHover {
  chart: RefObject<ECharts | null>;
  chartId: string;
  /** Of the series whose every value is a run. */
  seriesId: string;
  /** The run of each value. */
  runIds: readonly (string | undefined)[];
}

/** Tells which run the pointer is over, and brings out the run that it is over elsewhere. Answers what a chart calls when it is ready. */
export function useRunHover({ chart, chartId, seriesId, runIds }: RunHover): (chart: ECharts) => () => void {
  const hoveredRun = useHovered(({ runId }) => runId);
  const enter = useEffectEvent((id: string | undefined, dataIndex: number) => {
    const runId = id === seriesId ? runIds[dataIndex] : undefined;
    if (runId !== undefined) useHovered.setState({ ...NOTHING_HOVERED, chartId, runId });
  });
  const leave = useEffectEvent(() => {
    if (useHovered.getState().chartId === chartId) useHovered.setState(NOTHING_HOVERED);
  });

  useEffect(() => {
    const dataIndex = hoveredRun === undefined ? -1 : runIds.indexOf(hoveredRun);
    if (dataIndex < 0) return;
    chart.current?.dispatchAction({ type: 'highlight', seriesId, dataIndex });
    return () => chart.current?.dispatchAction({ type: 'downplay', seriesId, dataIndex });
  }, [chart, hoveredRun, runIds, seriesId]);

  return (drawn) => {
    drawn.on('mouseover', (event) => enter(event.seriesId, event.dataIndex));
    drawn.on('mouseout', () => leave());
    drawn.getZr().on('globalout', leave);
    return () => leave();
  };
}
