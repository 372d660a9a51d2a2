import type { CustomSeriesRenderItem } from 'echarts';
import type { RunRowData } from '../../../contract/index.ts';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatNumber } from '../../format.ts';
import { canvasFont, plotStyle, tooltipStyle } from '../axis-style.ts';
import { areaScale, LEGEND_WIDTH } from '../colouring.ts';
import type { EChartsOption } from '../echarts.ts';
import { fieldAxis } from '../field-axis.ts';
import { extentOf, type FieldColumn, formatField } from '../fields.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';
import { interpolate, type Scale, scaleOf } from './contour-grid.ts';

/** Cells along each axis. */
const SIZE = 80;
/** Steps of colour: where one meets the next is a line of equal z. */
const LEVELS = 9;
const RINGS_UP_TO = 200;
const DOTS_UP_TO = 1000;

export interface ContourPlot {
  /** Runs with all three values. */
  runs: readonly { row: RunRowData; x: number; y: number; z: number }[];
  x: FieldColumn;
  y: FieldColumn;
  z: FieldColumn;
}

/** z as colours over x and y, in steps, and the runs that it was found from. */
export function contourOption({ runs, x, y, z }: ContourPlot, colours: ChartColours): EChartsOption {
  const across = scaleOf(
    runs.map((run) => run.x),
    x.isWide,
  );
  const up = scaleOf(
    runs.map((run) => run.y),
    y.isWide,
  );
  const known = runs.map((run) => ({ x: across.toUnit(run.x), y: up.toUnit(run.y), z: run.z }));
  const [low, high] = runs.length === 0 ? [0, 1] : extentOf(runs.map((run) => run.z));
  return {
    ...plotStyle(),
    grid: { ...plotStyle().grid, right: LEGEND_WIDTH },
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => runTooltip({ runs, x, y, z }, hoveredIndex(hovered)),
    },
    xAxis: { ...fieldAxis(x, colours, 'horizontal', x.isWide), ...ends(x, across) },
    yAxis: { ...fieldAxis(y, colours, 'vertical', y.isWide), ...ends(y, up) },
    visualMap: [
      {
        type: 'piecewise',
        dimension: 4,
        seriesIndex: 0,
        min: low,
        max: high > low ? high : low + 1,
        splitNumber: LEVELS,
        inRange: { color: areaScale() },
        right: 0,
        top: 8,
        itemWidth: 8,
        itemHeight: 12,
        itemGap: 1,
        textGap: 6,
        formatter: ((from: number) => formatNumber(from)) as unknown as string,
        textStyle: { color: colours.text, ...canvasFont() },
      },
    ],
    series: [
      {
        id: 'grid',
        type: 'custom',
        silent: true,
        clip: true,
        // In one go: a picture is saved as soon as it is drawn.
        progressive: 0,
        renderItem: drawCell,
        encode: { x: [0, 2], y: [1, 3] },
        data: cells(interpolate(known, SIZE), across, up),
        z: 1,
      },
      {
        id: 'runs',
        type: 'scatter',
        ...points(runs.length, colours),
        emphasis: { scale: 2, itemStyle: { opacity: 1 } },
        data: runs.map((run) => [run.x, run.y]),
        z: 3,
      },
    ],
  };
}

/** Few runs are rings; many are dots, so that the colours below stay in sight. */
function points(count: number, colours: ChartColours) {
  return count > RINGS_UP_TO
    ? { symbolSize: count > DOTS_UP_TO ? 2 : 3, itemStyle: { color: colours.ink, opacity: 0.4 } }
    : {
        symbolSize: 5,
        itemStyle: { color: colours.surface, borderColor: colours.ink, borderWidth: 1, opacity: 0.9 },
      };
}

/** The grid fills its axes to the edge. */
function ends(column: FieldColumn, { low, high }: Scale) {
  return column.type === 'category' ? {} : { min: low, max: high };
}

/** Each cell as its corners and z. */
function cells(grid: Float64Array, across: Scale, up: Scale): number[][] {
  return Array.from(grid, (z, index) => {
    const [column, row] = [index % SIZE, Math.floor(index / SIZE)];
    return [
      across.fromUnit(column / SIZE),
      up.fromUnit(row / SIZE),
      across.fromUnit((column + 1) / SIZE),
      up.fromUnit((row + 1) / SIZE),
      z,
    ];
  });
}

const drawCell: CustomSeriesRenderItem = (_, api) => {
  const [left, bottom] = api.coord([api.value(0), api.value(1)]) as [number, number];
  const [right, top] = api.coord([api.value(2), api.value(3)]) as [number, number];
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return {
    type: 'rect',
    // Whole pixels: cells meet without a seam.
    shape: { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y },
    style: { fill: api.visual('color') as string },
  };
};

function runTooltip({ runs, x, y, z }: ContourPlot, index: number): HTMLElement {
  const run = runs[index];
  if (run === undefined) return tooltipBox('', []);
  return tooltipBox(run.row.run_name, [
    [z.label, formatField(z, run.z)],
    [x.label, formatField(x, run.x)],
    [y.label, formatField(y, run.y)],
  ]);
}
