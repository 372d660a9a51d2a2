import type { VersionMove } from '../../../../contract/index.ts';

/** When something moved, oldest first, each moment once. */
export const momentsOf = (moves: readonly Pick<VersionMove, 'time'>[]): number[] =>
  [...new Set(moves.map(({ time }) => time))].sort((a, b) => a - b);

/** The last moment at or before a time; the first where it is before all of them. */
export function momentAt(moments: readonly number[], time: number): number | undefined {
  return moments.findLast((moment) => moment <= time) ?? moments[0];
}

/** The moment that a key leads to from a time; 'now' past the last one, undefined for other keys. */
export function momentAfter(
  key: string,
  moments: readonly number[],
  from: number | 'now',
): number | 'now' | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const time = from === 'now' ? Number.POSITIVE_INFINITY : from;
  const at = from === 'now' ? moments.length : moments.findLastIndex((moment) => moment <= time);
  const next = Math.max(0, at + step);
  return next >= moments.length ? 'now' : moments[next];
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

const TICKS = 400;

/** Where moments lie between two times, in percent; those that would touch are one. */
export function ticksOf(moments: readonly number[], first: number, last: number): number[] {
  const length = Math.max(1, last - first);
  const places = moments.map((moment) => Math.round(((moment - first) / length) * TICKS));
  return [...new Set(places)].map((place) => (place / TICKS) * 100);
}
