import type { ChartColours } from '../components/chart-colours.ts';
import { formatDateTime, formatDuration, formatNumber } from '../format.ts';
import type { XAxis } from './chart-settings.ts';

/** Text on a canvas takes no CSS class. */
export function canvasFont(): { fontFamily: string; fontSize: number } {
  const root = getComputedStyle(document.documentElement);
  return {
    fontFamily: root.getPropertyValue('--font-mono'),
    fontSize: Number.parseFloat(root.getPropertyValue('--text-11')),
  };
}

/** What all charts with axes have in common: no motion, room for labels alone, quiet lines. */
export function plotStyle() {
  return {
    animation: false,
    textStyle: canvasFont(),
    grid: { left: 8, right: 16, top: 12, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'all' },
  } as const;
}

export function horizontalAxis({ text, separator }: ChartColours) {
  return {
    nameLocation: 'middle',
    nameTextStyle: { color: text },
    axisLine: { lineStyle: { color: separator } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: text, hideOverlap: true },
  } as const;
}

export function verticalAxis({ text, separator }: ChartColours) {
  return {
    scale: true,
    nameTextStyle: { color: text },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: separator } },
    axisLabel: { color: text, hideOverlap: true, formatter: formatNumber },
  } as const;
}

/** The look of what appears beside the pointer. */
export function tooltipStyle({ surface, separator, ink }: ChartColours) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: surface,
    borderColor: separator,
    borderWidth: 1,
    padding: 8,
    textStyle: { color: ink, ...canvasFont() },
  } as const;
}

/** A place on the x-axis in words. */
export function formatX(x: number, axis: XAxis): string {
  if (axis === 'wall') return formatDateTime(x);
  if (axis === 'relative') return x < 0 ? `−${formatDuration(-x)}` : formatDuration(x);
  return formatNumber(x);
}

/** What the x-axis is called. */
export function nameOfAxis(axis: XAxis): string {
  if (axis === 'step') return 'Step';
  if (axis === 'relative') return 'Time since start';
  return axis === 'wall' ? 'Time' : axis.slice('metrics.'.length);
}
