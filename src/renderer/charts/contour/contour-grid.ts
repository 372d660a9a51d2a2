import { extentOf } from '../fields.ts';

/** A value at a place, each axis from 0 to 1. */
export interface Known {
  x: number;
  y: number;
  z: number;
}

/** Places nearer to a known one than this have its value. */
const SAME_PLACE = 1e-9;
/** Of more runs than this the nearest matter only: the others are too far to change a colour. */
const MOST_KNOWN = 1500;
/** More runs than this scatter. */
const MANY = 30;
/** As far as some ten runs reach where they lie evenly, times the root of how many there are. */
const CLOSE = 2;

/**
 * z in the middle of each cell of a grid of `size` × `size`, row by row from the lowest y: the mean of the known values, the nearest
 * weighted most (Shepard), so that it never leaves what was measured. Where runs are many, and so scatter, those close by are averaged.
 */
export function interpolate(known: readonly Known[], size: number): Float64Array {
  const grid = new Float64Array(size * size).fill(Number.NaN);
  const used = thinned(known);
  if (used.length === 0) return grid;
  const softness = used.length > MANY ? CLOSE ** 2 / used.length : 0;
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      grid[row * size + column] = shepard(used, (column + 0.5) / size, (row + 0.5) / size, softness);
  return grid;
}

/** `softness` is the squared distance within which no run is nearer than another. */
function shepard(known: readonly Known[], x: number, y: number, softness: number): number {
  let weights = 0;
  let sum = 0;
  for (const one of known) {
    const squared = (one.x - x) ** 2 + (one.y - y) ** 2 + softness;
    if (squared < SAME_PLACE) return one.z;
    // Squared once more: near runs count for much more than the many far ones.
    const weight = 1 / squared ** 2;
    weights += weight;
    sum += weight * one.z;
  }
  return sum / weights;
}

function thinned(known: readonly Known[]): readonly Known[] {
  const step = Math.ceil(known.length / MOST_KNOWN);
  return step <= 1 ? known : known.filter((_, index) => index % step === 0);
}

/** An axis as 0 to 1 and back; along logarithms where asked. */
export interface Scale {
  low: number;
  high: number;
  toUnit: (value: number) => number;
  fromUnit: (unit: number) => number;
}

export function scaleOf(values: Iterable<number | undefined>, isLog: boolean): Scale {
  const there = isLog ? Math.log10 : (value: number) => value;
  const back = isLog ? (value: number) => 10 ** value : (value: number) => value;
  const [low, high] = extentOf(values).map(there) as [number, number];
  const width = high > low ? high - low : 1;
  return {
    low: back(low),
    high: back(low + width),
    toUnit: (value) => (there(value) - low) / width,
    fromUnit: (unit) => back(low + unit * width),
  };
}
