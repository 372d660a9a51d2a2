import { formatCount } from '../../format.ts';
import type { ChartedGroup } from '../charted-runs.ts';
import type { BandLine } from './band-option.ts';
import type { DrawnLine } from './drawn-lines.ts';

/** How much of what there is a chart draws, in words: nothing is left out in silence. */
export function lineNote(
  lines: readonly DrawnLine[],
  bands: readonly BandLine[],
  groups: readonly ChartedGroup[] | undefined,
  isZoomed: boolean,
): string {
  return [
    bands.length > 0 && groupsNote(bands, groups ?? []),
    lines.length > 0 && pointsNote(lines, isZoomed),
  ]
    .filter(Boolean)
    .join(', ');
}

function groupsNote(bands: readonly BandLine[], groups: readonly ChartedGroup[]): string {
  const shown = groups.reduce((sum, { runs }) => sum + runs.length, 0);
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const part = shown < total ? ` of ${formatCount(shown)} of ${formatCount(total)} runs` : '';
  return `${count(bands.length, 'group')}${part}`;
}

function pointsNote(lines: readonly DrawnLine[], isZoomed: boolean): string {
  const sum = (read: (line: DrawnLine) => number) => lines.reduce((total, line) => total + read(line), 0);
  const all = sum((line) => line.all);
  const inRange = sum((line) => line.inRange);
  const drawn = sum((line) => line.drawn);
  const whole = isZoomed ? `${formatCount(inRange)} in range of ${formatCount(all)}` : formatCount(all);
  if (drawn < inRange) return `${formatCount(drawn)} of ${whole} points`;
  return `all ${isZoomed ? whole : count(all, 'point')}`;
}

const count = (value: number, noun: string) => `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;
