import type { AggregateColumns } from '../../../contract/index.ts';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { formatX, horizontalAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import type { EChartsOption } from '../echarts.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';

/** How the values of runs spread as steps go on: from the least to the greatest, the middle half darker, and the median. */
export function spreadOption(spread: AggregateColumns | undefined, colours: ChartColours): EChartsOption {
  return {
    ...plotStyle(),
    tooltip: {
      ...tooltipStyle(colours),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: colours.text, type: 'solid' } },
      formatter: (hovered: unknown) => spreadTooltip(spread, hoveredIndex(hovered)),
    },
    xAxis: {
      ...horizontalAxis(colours),
      type: 'value',
      scale: true,
      min: 'dataMin',
      max: 'dataMax',
      name: 'Step',
      axisLabel: { ...horizontalAxis(colours).axisLabel, formatter: (x: number) => formatX(x, 'step') },
    },
    yAxis: { ...verticalAxis(colours), type: 'value' },
    series:
      spread === undefined
        ? []
        : [
            ...band(spread, 'min', 'max', 0.14, colours),
            ...band(spread, 'q1', 'q3', 0.3, colours),
            {
              id: 'median',
              type: 'line',
              showSymbol: spread.rows === 1,
              data: pairs(spread, (row) => spread.columns.median[row]),
              lineStyle: { color: colours.line, width: 2 },
              itemStyle: { color: colours.line },
              emphasis: { disabled: true },
              z: 3,
            },
          ],
  };
}

type Edge = 'min' | 'q1' | 'q3' | 'max';

/** An invisible line at the lower edge with an area up to the upper one stacked on it. */
function band(spread: AggregateColumns, low: Edge, high: Edge, opacity: number, colours: ChartColours) {
  const shared = {
    type: 'line' as const,
    stack: `${low} to ${high}`,
    stackStrategy: 'all' as const,
    showSymbol: false,
    silent: true,
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
  };
  const { columns } = spread;
  return [
    { ...shared, id: low, data: pairs(spread, (row) => columns[low][row]) },
    {
      ...shared,
      id: high,
      data: pairs(spread, (row) => (columns[high][row] ?? Number.NaN) - (columns[low][row] ?? Number.NaN)),
      areaStyle: { color: colours.line, opacity },
    },
  ];
}

function pairs({ rows, columns }: AggregateColumns, y: (row: number) => number | undefined) {
  return Array.from({ length: rows }, (_, row) => [columns.x[row] ?? Number.NaN, y(row) ?? Number.NaN]);
}

function spreadTooltip(spread: AggregateColumns | undefined, row: number): HTMLElement {
  const columns = spread?.columns;
  if (columns === undefined) return tooltipBox('', []);
  const at = (name: Edge | 'median') => formatNumber(columns[name][row] ?? Number.NaN);
  return tooltipBox(`Step ${formatNumber(columns.x[row] ?? Number.NaN)}`, [
    ['Greatest', at('max')],
    ['Upper quarter', at('q3')],
    ['Median', at('median')],
    ['Lower quarter', at('q1')],
    ['Least', at('min')],
    ['Runs', formatCount(columns.count[row] ?? 0)],
  ]);
}
