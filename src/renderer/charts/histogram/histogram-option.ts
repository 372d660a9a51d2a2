import type { CustomSeriesRenderItem } from 'echarts';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { horizontalAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import type { EChartsOption } from '../echarts.ts';
import type { Bin } from '../statistics.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';

/** A bin for values that are all the same is so wide, in pixels. */
const ONLY_BIN = 24;

/** How many runs have a value in each bin. */
export function histogramOption(bins: readonly Bin[], metric: string, colours: ChartColours): EChartsOption {
  return {
    ...plotStyle(),
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => binTooltip(bins[hoveredIndex(hovered)]),
    },
    xAxis: {
      ...horizontalAxis(colours),
      type: 'value',
      scale: true,
      name: metric,
      nameGap: 4,
      axisLabel: { ...horizontalAxis(colours).axisLabel, formatter: formatNumber },
    },
    yAxis: { ...verticalAxis(colours), type: 'value', min: 0, minInterval: 1, scale: false },
    series: [
      {
        id: 'bins',
        type: 'custom',
        renderItem: drawBin,
        itemStyle: { color: colours.line },
        encode: { x: [0, 1], y: 2 },
        data: bins.map(({ from, to, count }) => [from, to, count]),
      },
    ],
  };
}

const drawBin: CustomSeriesRenderItem = (_, api) => {
  const [left, top] = api.coord([api.value(0), api.value(2)]) as [number, number];
  const [right, bottom] = api.coord([api.value(1), 0]) as [number, number];
  const isOnly = right === left;
  return {
    type: 'rect',
    shape: {
      x: isOnly ? left - ONLY_BIN / 2 : left + 0.5,
      y: top,
      width: isOnly ? ONLY_BIN : Math.max(1, right - left - 1),
      height: bottom - top,
    },
    style: { fill: api.visual('color') as string, opacity: 0.85 },
    emphasis: { style: { opacity: 1 } },
  };
};

function binTooltip(bin: Bin | undefined): HTMLElement {
  if (bin === undefined) return tooltipBox('', []);
  return tooltipBox(`${formatNumber(bin.from)} – ${formatNumber(bin.to)}`, [
    ['Runs', formatCount(bin.count)],
  ]);
}
