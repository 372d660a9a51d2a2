import { LineChart as LineSeries, type LineSeriesOption } from 'echarts/charts';
import {
  DatasetComponent,
  type DatasetComponentOption,
  GridComponent,
  type GridComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { formatNumber } from '../format.ts';
import { type ChartColours, chartColours, watchTheme } from './chart-colours.ts';

use([LineSeries, DatasetComponent, GridComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<
  LineSeriesOption | DatasetComponentOption | GridComponentOption | TooltipComponentOption
>;

const DOTS_UP_TO = 40;

/** What a drawn chart can be asked. */
export interface DrawnChart {
  /** The x that lies so many pixels from the left edge. */
  xAt: (pixels: number) => number;
}

interface LineChartProps {
  /** x0, y0, x1, y1, … */
  line: Float64Array;
  xName: string;
  /** What the chart shows, in words. */
  label: string;
  ref?: Ref<DrawnChart>;
}

/** A line that is redrawn in place when it grows. */
export function LineChart({ line, xName, label, ref }: LineChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);

  useEffect(() => {
    if (element.current === null) return;
    const drawn = init(element.current);
    const restyle = () => drawn.setOption(style(chartColours()));
    const resize = new ResizeObserver(() => drawn.resize());
    resize.observe(element.current);
    const unwatch = watchTheme(restyle);
    restyle();
    chart.current = drawn;
    return () => {
      unwatch();
      resize.disconnect();
      drawn.dispose();
    };
  }, []);

  useImperativeHandle(ref, () => ({
    xAt: (pixels) => Number(chart.current?.convertFromPixel({ xAxisIndex: 0 }, pixels)),
  }));

  useEffect(() => {
    chart.current?.setOption(content(line, xName));
  }, [line, xName]);

  return <div ref={element} role="img" aria-label={label} className="size-full" />;
}

function content(line: Float64Array, xName: string): Option {
  // Sampling may drop the first and the last point, and with them the ends of the axis.
  const min = line[0] ?? 0;
  const end = line.at(-2) ?? 0;
  return {
    xAxis: { name: xName, min, max: end > min ? end : min + 1 },
    dataset: { source: line, dimensions: ['x', 'y'] },
    series: [{ id: 'line', showSymbol: line.length <= 2 * DOTS_UP_TO }],
  };
}

function style({ line, text, separator, surface, ink }: ChartColours): Option {
  const { fontFamily, fontSize } = labelFont();
  const axisLabel = { color: text, fontFamily, fontSize, hideOverlap: true };
  return {
    animation: false,
    textStyle: { fontFamily, fontSize },
    grid: {
      left: 8,
      right: 16,
      top: 12,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: surface,
      borderColor: separator,
      borderWidth: 1,
      textStyle: { color: ink, fontFamily, fontSize },
      axisPointer: { type: 'line', lineStyle: { color: text, type: 'solid' } },
      formatter: tooltip,
    },
    xAxis: {
      type: 'value',
      nameLocation: 'middle',
      nameTextStyle: { color: text, fontSize },
      axisLine: { lineStyle: { color: separator } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel,
    },
    yAxis: {
      type: 'value',
      scale: true,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: separator } },
      axisLabel: { ...axisLabel, formatter: formatNumber },
    },
    series: [
      {
        id: 'line',
        type: 'line',
        encode: { x: 'x', y: 'y' },
        sampling: 'minmax',
        symbolSize: 4,
        symbol: 'circle',
        lineStyle: { width: 1.5, color: line },
        itemStyle: { color: line },
        emphasis: { disabled: true },
      },
    ],
  };
}

/** Text on a canvas takes no CSS class. */
function labelFont(): { fontFamily: string; fontSize: number } {
  const root = getComputedStyle(document.documentElement);
  return {
    fontFamily: root.getPropertyValue('--font-mono'),
    fontSize: Number.parseFloat(root.getPropertyValue('--text-11')),
  };
}

/** An element and not markup: the page's policy forbids style attributes in it. */
function tooltip(hovered: unknown): HTMLElement {
  const [point] = Array.isArray(hovered) ? hovered : [hovered];
  const [x, y] = Array.from((point as { value: ArrayLike<number> }).value);
  const text = document.createElement('span');
  text.textContent = x === undefined || y === undefined ? '' : `${formatNumber(x)}: ${formatNumber(y)}`;
  return text;
}
