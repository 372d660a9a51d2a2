import type { RunRowData } from '../../../contract/index.ts';
import { type ChartColours, resolveColour } from '../../components/chart-colours.ts';
import { formatNumber } from '../../format.ts';
import { plotStyle, tooltipStyle } from '../axis-style.ts';
import { colourValue, fieldColours, LEGEND_WIDTH } from '../colouring.ts';
import type { EChartsOption } from '../echarts.ts';
import { type FieldColumn, formatField } from '../fields.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';

const LEFT = 40;
const RIGHT = 44;
/** Room for the button that takes the brush back. */
const BELOW = 40;
/** What is left of a line outside of the brush. */
const FADED = 0.05;
/** Narrower than this there is no room for what the colours mean; the note under the pointer says it. */
const WIDE_ENOUGH = 520;
const WIDEST_WORD = 120;
/** Up to so many lines have the colours of their runs; beyond, these say nothing. */
const OWN_COLOURS_UP_TO = 50;
/** A line that is brought out is drawn above so many, instead of all of them again. */
const OWN_LAYER_FROM = 300;

export interface ParallelPlot {
  rows: readonly RunRowData[];
  columns: readonly FieldColumn[];
  colour: FieldColumn | undefined;
  colourOfRun: (runId: string) => string;
  /** Pixels from left to right. */
  width: number;
}

/** A line for each run through its values. */
export function parallelOption(plot: ParallelPlot, colours: ChartColours): EChartsOption {
  const { rows, columns, colour, colourOfRun, width } = plot;
  const hasLegend = colour !== undefined && width >= WIDE_ENOUGH;
  const right = hasLegend ? RIGHT + LEGEND_WIDTH : RIGHT;
  const room = Math.max(24, Math.min(WIDEST_WORD, (width - LEFT - right) / (columns.length - 1) - 6));
  const opacity = lineOpacity(rows.length);
  const isOwn = hasOwnColours(rows.length, colour);
  return {
    animation: false,
    hoverLayerThreshold: OWN_LAYER_FROM,
    textStyle: plotStyle().textStyle,
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => lineTooltip(plot, hoveredIndex(hovered)),
    },
    parallel: { left: LEFT, right, top: 32, bottom: BELOW },
    parallelAxis: columns.map((column, dim) => ({ id: column.field, dim, ...axisOf(column, colours, room) })),
    visualMap:
      colour === undefined
        ? []
        : [{ ...fieldColours(colour, columns.length, 0, colours), ...(!hasLegend && { show: false }) }],
    series: [
      {
        id: 'runs',
        type: 'parallel',
        progressive: 0,
        // On a canvas of their own thousands of lines are not drawn anew while a brush moves over them.
        zlevel: -1,
        lineStyle: { width: 1.25, opacity, color: resolveColour('--color-accent') },
        activeOpacity: Math.max(opacity, 0.5),
        inactiveOpacity: opacity * FADED,
        emphasis: { lineStyle: { width: 3, opacity: 1 } },
        data: rows.map((row, index) => ({
          value: [
            ...columns.map((column) => column.values[index] ?? '-'),
            ...(colour === undefined ? [] : [colourValue(colour, colour.values[index])]),
          ],
          ...(isOwn && { lineStyle: { color: colourOfRun(row.run_id) } }),
        })),
      },
    ],
  };
}

/** Whether lines have the colours of their runs: few do, where no field colours them. */
export function hasOwnColours(count: number, colour: FieldColumn | undefined): boolean {
  return colour === undefined && count <= OWN_COLOURS_UP_TO;
}

/** Many lines are faint, so that where they are dense is seen. */
function lineOpacity(count: number): number {
  return Math.max(0.12, Math.min(0.9, 8 / Math.sqrt(count)));
}

/** `room` is what words have between an axis and the next one. */
function axisOf(column: FieldColumn, colours: ChartColours, room: number) {
  const shared = {
    name: column.label,
    nameLocation: 'end' as const,
    nameGap: 10,
    nameTextStyle: { color: colours.ink },
    nameTruncate: { maxWidth: room, ellipsis: '…' },
    axisLine: { lineStyle: { color: colours.text } },
    axisTick: { show: false },
    splitLine: { show: false },
    realtime: false,
    areaSelectStyle: {
      width: 16,
      borderWidth: 1,
      borderColor: colours.line,
      color: colours.line,
      opacity: 0.25,
    },
  };
  const label = {
    color: colours.ink,
    hideOverlap: true,
    width: room,
    overflow: 'truncate' as const,
    textBorderColor: colours.surface,
    textBorderWidth: 3,
  };
  if (column.type === 'category')
    return {
      ...shared,
      type: 'category' as const,
      data: [...column.categories],
      axisLabel: label,
    };
  if (column.type === 'time')
    return {
      ...shared,
      type: 'value' as const,
      scale: true,
      axisLabel: { ...label, formatter: (time: number) => formatField(column, time).slice(0, 10) },
    };
  return {
    ...shared,
    type: column.isWide ? ('log' as const) : ('value' as const),
    scale: true,
    axisLabel: { ...label, formatter: formatNumber },
  };
}

function lineTooltip({ rows, columns, colour }: ParallelPlot, index: number): HTMLElement {
  const all = colour === undefined || columns.some(({ field }) => field === colour.field) ? [] : [colour];
  return tooltipBox(
    rows[index]?.run_name ?? '',
    [...columns, ...all].map((column) => [column.label, formatField(column, column.values[index])]),
  );
}
