import type { ChartColours } from '../../components/chart-colours.ts';
import { formatX, horizontalAxis, nameOfAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import type { FullLineSettings } from '../chart-settings.ts';
import type { EChartsOption } from '../echarts.ts';
import { clippedRange } from '../outliers.ts';
import { type BandLine, bandDatasets, bandSeries } from './band-option.ts';
import { isCrowd } from './crowded-lines.ts';
import type { DrawnLine } from './drawn-lines.ts';
import type { Range } from './use-zoom.ts';

/** Up to so many points are drawn as points too. */
const DOTS_UP_TO = 40;
const RAW_OPACITY = 0.25;
const MARKS = { nan: 'NaN', infinity: '+∞', 'negative-infinity': '−∞' } as const;

export interface LinePlot {
  lines: readonly DrawnLine[];
  bands: readonly BandLine[];
  settings: FullLineSettings;
  range: Range | undefined;
  /** The colour of a line, as a canvas takes it. */
  colourOf: (line: DrawnLine) => string;
  /** How a line looks where several are of one run: the second metric is dashed, and so on. */
  dashOf: (line: DrawnLine) => 'solid' | 'dashed' | 'dotted';
  reference: string | undefined;
  /** Notes at steps. */
  marks: readonly { x: number; text: string }[];
  tooltip: (x: number) => HTMLElement;
}

/** The chart of lines as the chart library takes it. */
export function lineOption(plot: LinePlot, colours: ChartColours): EChartsOption {
  const { lines, bands, settings, range } = plot;
  const shown = [...lines.map(({ points }) => points), ...bands.map(({ middle }) => middle)];
  const [low, high] = xRange(shown, range);
  return {
    ...plotStyle(),
    tooltip: {
      ...tooltipStyle(colours),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: colours.text, type: 'solid' }, snap: true },
      formatter: (hovered: unknown) => plot.tooltip(hoveredX(hovered)),
    },
    xAxis: {
      ...horizontalAxis(colours),
      type: settings.x === 'wall' ? 'time' : settings.isLogX ? 'log' : 'value',
      name: nameOfAxis(settings.x),
      min: low,
      max: high,
      ...(settings.x === 'step' && { minInterval: 1 }),
      axisLabel: {
        ...horizontalAxis(colours).axisLabel,
        ...(settings.x !== 'wall' && { formatter: (x: number) => formatX(x, settings.x) }),
      },
    },
    yAxis: {
      ...verticalAxis(colours),
      ...(settings.isLogY ? { type: 'log' as const } : { type: 'value' as const }),
      ...yRange(settings, shown),
    },
    dataset: [
      ...lines.flatMap(({ raw }) => (raw === undefined ? [] : [{ source: raw, dimensions: ['x', 'y'] }])),
      ...lines.map(({ points }) => ({ source: points, dimensions: ['x', 'y'] })),
      ...bandDatasets(bands),
    ],
    series: [
      ...rawSeries(plot),
      ...mainSeries(plot, lines.filter(({ raw }) => raw !== undefined).length),
      ...bandSeries(bands, lines.length + lines.filter(({ raw }) => raw !== undefined).length, settings.band),
      marksSeries(plot, colours),
    ],
  };
}

function rawSeries({ lines, colourOf }: LinePlot) {
  return lines
    .filter(({ raw }) => raw !== undefined)
    .map((line, index) => ({
      id: `raw ${line.id}`,
      type: 'line' as const,
      datasetIndex: index,
      encode: { x: 'x', y: 'y' },
      showSymbol: false,
      silent: true,
      lineStyle: { width: 1, color: colourOf(line), opacity: RAW_OPACITY },
      emphasis: { disabled: true },
      tooltip: { show: false },
      z: 1,
    }));
}

function mainSeries({ lines, colourOf, dashOf, reference }: LinePlot, firstDataset: number) {
  return lines.map((line, index) => ({
    id: line.id,
    type: 'line' as const,
    datasetIndex: firstDataset + index,
    encode: { x: 'x', y: 'y' },
    showSymbol: line.points.length <= 2 * DOTS_UP_TO,
    symbol: 'circle',
    symbolSize: 4,
    lineStyle: {
      // A hair is drawn several times faster than anything wider.
      width: isCrowd(line) ? 1 : line.run_id === reference ? 2.5 : 1.5,
      color: colourOf(line),
      type: dashOf(line),
    },
    itemStyle: { color: colourOf(line) },
    emphasis: { focus: 'series' as const, lineStyle: { width: 2.5 } },
    blur: { lineStyle: { opacity: 0.15 } },
    z: line.run_id === reference && !isCrowd(line) ? 4 : 3,
  }));
}

/** Where values are no numbers, and where a person left a note: lines from top to bottom with a word. */
function marksSeries({ lines, marks, colourOf }: LinePlot, colours: ChartColours) {
  const odd = lines.flatMap((line) =>
    line.oddities.map(({ x, kind, count }) => ({
      xAxis: x,
      name: count > 1 ? `${MARKS[kind]} × ${count}` : MARKS[kind],
      lineStyle: { color: colourOf(line), type: 'dotted' as const, opacity: 0.6 },
      label: { color: colourOf(line), position: 'insideEndTop' as const },
    })),
  );
  const noted = marks.map(({ x, text }) => ({
    xAxis: x,
    name: text,
    lineStyle: { color: colours.text, type: 'solid' as const },
    label: { color: colours.ink, position: 'insideStartTop' as const },
  }));
  return {
    id: 'marks',
    type: 'line' as const,
    data: [],
    silent: true,
    markLine: {
      symbol: 'none',
      animation: false,
      label: { formatter: '{b}', fontSize: 10, overflow: 'truncate' as const, width: 80 },
      data: [...odd, ...noted],
    },
  };
}

function xRange(lines: readonly Float64Array[], range: Range | undefined): [number, number] {
  if (range !== undefined) return [range.from, range.to];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // A line may go to and fro: along another metric, or where it is many in one.
  for (const line of lines)
    for (let index = 0; index < line.length; index += 2) {
      const x = line[index] as number;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  if (low > high) return [0, 1];
  return high > low ? [low, high] : [low, low + 1];
}

function yRange(
  { yRange: [from, to] = [undefined, undefined], clipsOutliers }: FullLineSettings,
  lines: readonly Float64Array[],
) {
  const [low, high] = (clipsOutliers ? clippedRange(lines) : undefined) ?? [];
  const [min, max] = [from ?? low, to ?? high];
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** The x that the chart library says the pointer is at. */
function hoveredX(hovered: unknown): number {
  const [first] = Array.isArray(hovered) ? hovered : [hovered];
  return Number((first as { axisValue?: unknown } | undefined)?.axisValue ?? Number.NaN);
}
