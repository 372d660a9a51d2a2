import type { ChartColours } from '../../components/chart-colours.ts';
import { plotStyle, tooltipStyle } from '../axis-style.ts';
import { colourValue, fieldColours, LEGEND_WIDTH } from '../colouring.ts';
import type { EChartsOption } from '../echarts.ts';
import { fieldAxis } from '../field-axis.ts';
import { type FieldColumn, formatField } from '../fields.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';
import type { ScatterData } from './scatter-points.ts';

const COLOUR_DIMENSION = 2;

/** A point for each run. */
export function scatterOption(
  data: ScatterData,
  colourOfRun: (runId: string) => string,
  colours: ChartColours,
): EChartsOption {
  const { points, x, y, colour } = data;
  return {
    ...plotStyle(),
    grid: { ...plotStyle().grid, right: colour === undefined ? 16 : LEGEND_WIDTH },
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => scatterTooltip(data, hoveredIndex(hovered)),
    },
    xAxis: fieldAxis(x, colours, 'horizontal', data.isLogX),
    yAxis: fieldAxis(y, colours, 'vertical', data.isLogY),
    visualMap: colour === undefined ? [] : [fieldColours(colour, COLOUR_DIMENSION, 0, colours)],
    series: [
      {
        id: 'runs',
        type: 'scatter',
        symbolSize: symbolSize(points.length),
        itemStyle: { opacity: 0.8 },
        data: points.map((point) => ({
          value: [point.x, point.y, ...(colour === undefined ? [] : [colourValue(colour, point.colour)])],
          ...(colour === undefined && { itemStyle: { color: colourOfRun(point.row.run_id) } }),
        })),
        emphasis: { scale: 2, itemStyle: { opacity: 1, borderColor: colours.ink, borderWidth: 1 } },
      },
    ],
  };
}

/** Many points are small ones. */
export function symbolSize(count: number): number {
  return count > 1000 ? 4 : count > 100 ? 6 : 9;
}

function scatterTooltip({ points, x, y, colour }: ScatterData, index: number): HTMLElement {
  const point = points[index];
  if (point === undefined) return tooltipBox('', []);
  const row = (column: FieldColumn, value: number | undefined) =>
    [column.label, formatField(column, value)] as const;
  return tooltipBox(point.row.run_name, [
    row(x, point.x),
    row(y, point.y),
    ...(colour === undefined ? [] : [row(colour, point.colour)]),
  ]);
}
