import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type ChartColours, chartColours, watchTheme } from '../components/chart-colours.ts';
import { queueDrawing } from './draw-queue.ts';
import { type ECharts, type EChartsOption, init } from './echarts.ts';

/** What is gone from these has to go from the chart too, and what an axis no longer says is no longer so. */
const REPLACED = ['series', 'dataset', 'xAxis', 'yAxis', 'visualMap', 'parallel', 'parallelAxis'];

interface EChartProps {
  /** What is drawn, in the colours of the theme. Anew whenever this function is another one. */
  option: (colours: ChartColours) => EChartsOption;
  /** What the chart shows, in words. */
  label: string;
  ref?: Ref<ECharts>;
  /** Called once with the chart, to listen to it; what it returns is called when the chart goes. */
  onReady?: (chart: ECharts) => (() => void) | undefined;
}

/** A chart of the chart library in an element that gives it its size. Drawn when there is time for it, and only while it is there. */
export function EChart({ option, label, ref, onReady }: EChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const draw = useEffectEvent(() => {
    chart.current?.setOption(option(chartColours()), { replaceMerge: REPLACED });
  });
  const ready = useEffectEvent((drawn: ECharts) => onReady?.(drawn));

  // Before the handle below is given away.
  useLayoutEffect(() => {
    if (element.current === null) return;
    const drawn = init(element.current);
    chart.current = drawn;
    // An observer tells the first size too, which the chart has already: a chart of hundreds of lines must not be drawn for nothing.
    const { current } = element;
    const resize = new ResizeObserver(() => {
      const isSame = current.clientWidth === drawn.getWidth() && current.clientHeight === drawn.getHeight();
      if (!isSame) drawn.resize();
    });
    resize.observe(element.current);
    const unwatch = watchTheme(draw);
    const leave = ready(drawn);
    return () => {
      leave?.();
      unwatch();
      resize.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, []);

  useImperativeHandle(ref, () => chart.current as ECharts, []);
  useEffect(() => queueDrawing(draw), [option]);

  return <div ref={element} role="img" aria-label={label} className="size-full" />;
}
