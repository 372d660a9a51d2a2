import type { CustomSeriesRenderItem } from 'echarts';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatNumber } from '../../format.ts';
import { horizontalAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import type { EChartsOption } from '../echarts.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';
import { type Bar, shortNames } from './bars.ts';

/** Up to so many bars have their value written beside them. */
const VALUES_UP_TO = 16;
const VALUE_WIDTH = 56;
const WIDEST_NAME = 120;
const WHISKER = 3;

interface BarPlot {
  bars: readonly Bar[];
  colourOf: (bar: Bar) => string;
  metric: string;
}

/** Bars from the left, the first on top; groups with a whisker from their least to their greatest member. */
export function barOption({ bars, colourOf, metric }: BarPlot, colours: ChartColours): EChartsOption {
  const isShort = bars.length <= VALUES_UP_TO;
  const grouped = bars.some(({ runId }) => runId === undefined);
  return {
    ...plotStyle(),
    grid: { ...plotStyle().grid, right: isShort && !grouped ? VALUE_WIDTH : plotStyle().grid.right },
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => barTooltip(bars[hoveredIndex(hovered)], metric),
    },
    xAxis: {
      ...horizontalAxis(colours),
      type: 'value',
      splitLine: verticalAxis(colours).splitLine,
      axisLabel: { ...horizontalAxis(colours).axisLabel, formatter: formatNumber },
    },
    yAxis: {
      ...verticalAxis(colours),
      type: 'category',
      inverse: true,
      data: shortNames(bars),
      splitLine: { show: false },
      axisLabel: { color: colours.text, hideOverlap: true, width: WIDEST_NAME, overflow: 'truncate' },
    },
    series: [
      {
        id: 'runs',
        type: 'bar',
        barMaxWidth: 24,
        barCategoryGap: '20%',
        data: bars.map((bar) => ({ value: bar.value, itemStyle: { color: colourOf(bar) } })),
        label: {
          show: isShort && !grouped,
          position: 'right',
          color: colours.ink,
          formatter: ({ dataIndex }) => formatNumber(bars[dataIndex]?.value ?? Number.NaN),
        },
        emphasis: { focus: 'self' },
        blur: { itemStyle: { opacity: 0.3 } },
      },
      ...(grouped ? [whiskers(bars, colours)] : []),
    ],
  };
}

function whiskers(bars: readonly Bar[], colours: ChartColours) {
  const draw: CustomSeriesRenderItem = (_, api) => {
    const [y, low, high] = [api.value(0), api.value(1), api.value(2)];
    const [left, middle] = api.coord([low, y]) as [number, number];
    const [right] = api.coord([high, y]) as [number, number];
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: colours.ink, lineWidth: 1 },
    });
    return {
      type: 'group',
      children: [
        line(left, middle, right, middle),
        line(left, middle - WHISKER, left, middle + WHISKER),
        line(right, middle - WHISKER, right, middle + WHISKER),
      ],
    };
  };
  return {
    id: 'whiskers',
    type: 'custom' as const,
    silent: true,
    renderItem: draw,
    encode: { y: 0, x: [1, 2] },
    data: bars.map(({ low, high }, index) => [index, low, high]),
    z: 3,
  };
}

function barTooltip(bar: Bar | undefined, metric: string): HTMLElement {
  if (bar === undefined) return tooltipBox('', []);
  if (bar.runId !== undefined) return tooltipBox(bar.name, [[metric, formatNumber(bar.value)]]);
  return tooltipBox(bar.name, [
    ['Mean', formatNumber(bar.value)],
    ['Least', formatNumber(bar.low)],
    ['Greatest', formatNumber(bar.high)],
    ['Runs', String(bar.members)],
  ]);
}
