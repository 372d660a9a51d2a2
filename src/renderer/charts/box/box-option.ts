import type { CustomSeriesRenderItem } from 'echarts';
import { type ChartColours } from '../../components/chart-colours.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { horizontalAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import { categoryColour } from '../colouring.ts';
import type { EChartsOption } from '../echarts.ts';
import { boxNumbers, kernelDensity } from '../statistics.ts';
import { tooltipBox } from '../tooltip-box.ts';
import type { BoxGroup } from './box-groups.ts';

/** Of the room that a group has: half of a violin, its middle, and where its points lie. */
const VIOLIN = 0.22;
const VIOLIN_MIDDLE = -0.08;
const POINTS_FROM = 0.2;
const POINTS_WIDTH = 0.24;
const DENSITY_PLACES = 48;
/** Spreads points evenly without chance: each step is this share of the width farther. */
const GOLDEN = 0.618034;

export interface BoxPlot {
  groups: readonly BoxGroup[];
  metric: string;
  shape: 'box' | 'violin';
}

/** A box or violin for each group, with its runs as points beside it. */
export function boxOption(plot: BoxPlot, colours: ChartColours): EChartsOption {
  const { groups, shape } = plot;
  const points = pointsOf(groups);
  return {
    ...plotStyle(),
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => boxTooltip(plot, points, hovered as Hovered),
    },
    xAxis: [
      {
        ...horizontalAxis(colours),
        type: 'category',
        data: groups.map(({ name }) => name),
        axisLabel: { color: colours.text, hideOverlap: true, width: 110, overflow: 'truncate' },
      },
      // Categories have no place between them for points beside a box.
      { type: 'value', show: false, min: -0.5, max: groups.length - 0.5, position: 'bottom' },
    ],
    yAxis: { ...verticalAxis(colours), type: 'value' },
    series: [
      shape === 'box' ? boxes(groups, colours) : violins(groups, colours),
      {
        id: 'runs',
        type: 'scatter',
        xAxisIndex: 1,
        symbolSize: points.length > 1000 ? 2.5 : points.length > 200 ? 3.5 : 5,
        data: points.map(({ group, x, value }) => ({
          value: [x, value],
          itemStyle: { color: categoryColour(group), opacity: 0.7 },
        })),
        emphasis: { scale: 2.5, itemStyle: { opacity: 1, borderColor: colours.ink, borderWidth: 1 } },
      },
    ],
  };
}

export function pointsOf(groups: readonly BoxGroup[]) {
  return groups.flatMap(({ runs }, group) =>
    runs.map(({ row, value }, index) => ({
      group,
      row,
      value,
      x: group + POINTS_FROM + POINTS_WIDTH * ((index * GOLDEN) % 1),
    })),
  );
}

function boxes(groups: readonly BoxGroup[], colours: ChartColours) {
  return {
    id: 'groups',
    type: 'boxplot' as const,
    boxWidth: ['8%', '30%'] as unknown as number[],
    data: groups.map(({ runs }, index) => {
      const { low, q1, median, q3, high } = boxNumbers(runs.map(({ value }) => value));
      return {
        value: [low, q1, median, q3, high],
        itemStyle: { color: colours.surface, borderColor: categoryColour(index), borderWidth: 1.5 },
      };
    }),
    emphasis: { disabled: true },
  };
}

function violins(groups: readonly BoxGroup[], colours: ChartColours) {
  const shapes = groups.map(({ runs }) => {
    const values = runs.map(({ value }) => value);
    const density = kernelDensity(values, DENSITY_PLACES);
    return { ...boxNumbers(values), density, most: Math.max(...density.map((point) => point.density)) };
  });
  const draw: CustomSeriesRenderItem = (_, api) => {
    const index = api.value(0) as number;
    const shape = shapes[index];
    if (shape === undefined) return null;
    const middle = index + VIOLIN_MIDDLE;
    const at = (x: number, y: number) => api.coord([x, y]) as [number, number];
    const half = (side: 1 | -1) =>
      shape.density.map((point) => at(middle + (side * VIOLIN * point.density) / shape.most, point.at));
    const colour = categoryColour(index);
    const [x, from] = at(middle, shape.q1);
    const [, to] = at(middle, shape.q3);
    const [, median] = at(middle, shape.median);
    return {
      type: 'group',
      children: [
        {
          type: 'polygon',
          shape: { points: [...half(1), ...half(-1).reverse()] },
          style: { fill: colour, opacity: 0.25, stroke: colour, lineWidth: 1 },
        },
        {
          type: 'line',
          shape: { x1: x, y1: from, x2: x, y2: to },
          style: { stroke: colour, lineWidth: 4 },
        },
        {
          type: 'circle',
          shape: { cx: x, cy: median, r: 3 },
          style: { fill: colours.surface, stroke: colour, lineWidth: 1.5 },
        },
      ],
    };
  };
  return {
    id: 'groups',
    type: 'custom' as const,
    xAxisIndex: 1,
    renderItem: draw,
    encode: { x: 0, y: [1, 2] },
    data: groups.map(({ runs }, index) => {
      const values = runs.map(({ value }) => value);
      return [index, Math.min(...values), Math.max(...values)];
    }),
  };
}

interface Hovered {
  seriesId?: string;
  dataIndex?: number;
}

function boxTooltip(
  { groups, metric }: BoxPlot,
  points: ReturnType<typeof pointsOf>,
  { seriesId, dataIndex = -1 }: Hovered,
): HTMLElement {
  const point = points[dataIndex];
  if (seriesId === 'runs')
    return tooltipBox(
      point?.row.run_name ?? '',
      point === undefined ? [] : [[metric, formatNumber(point.value)]],
    );
  const group = groups[dataIndex];
  if (group === undefined) return tooltipBox('', []);
  const { q1, median, q3 } = boxNumbers(group.runs.map(({ value }) => value));
  return tooltipBox(group.name, [
    ['Median', formatNumber(median)],
    ['Middle half', `${formatNumber(q1)} – ${formatNumber(q3)}`],
    ['Runs', formatCount(group.runs.length)],
  ]);
}
