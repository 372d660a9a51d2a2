import { formatNumber } from '../../format.ts';
import { formatX } from '../axis-style.ts';
import type { XAxis } from '../chart-settings.ts';
import type { BandLine } from './band-option.ts';
import type { DrawnLine } from './drawn-lines.ts';

/** What a chart of lines shows, for who cannot see it: how far it goes along x, its lowest and its highest value. */
export function lineSummary(lines: readonly DrawnLine[], bands: readonly BandLine[], axis: XAxis): string {
  const shown = [...lines.map(({ raw, points }) => raw ?? points), ...bands.map(({ middle }) => middle)];
  let [low, high, first, last] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const line of shown) {
    if (line.length === 0) continue;
    first = Math.min(first, line[0] as number);
    last = Math.max(last, line.at(-2) as number);
    for (let index = 1; index < line.length; index += 2) {
      const y = line[index] as number;
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  if (low > high) return '';
  const along = `${axis} ${formatX(first, axis)} to ${formatX(last, axis)}`;
  return `${along}, values ${formatNumber(low)} to ${formatNumber(high)}`;
}
