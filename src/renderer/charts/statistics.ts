/** The value below which a share of the sorted values lies, between two of them in proportion (as NumPy and R have it). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (place - below);
}

export interface BoxNumbers {
  /** The ends of the whiskers: the most extreme values within 1.5 times the box of it. */
  low: number;
  q1: number;
  median: number;
  q3: number;
  high: number;
}

/** A box plot's numbers (Tukey). */
export function boxNumbers(values: readonly number[]): BoxNumbers {
  const sorted = Float64Array.from(values).sort();
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [
    number,
    number,
    number,
  ];
  const reach = 1.5 * (q3 - q1);
  const low = sorted.find((value) => value >= q1 - reach) ?? q1;
  const high = sorted.findLast((value) => value <= q3 + reach) ?? q3;
  return { low, q1, median, q3, high };
}

/** How dense the values are at `count` places from the least to the greatest: a Gaussian kernel of Silverman's width. */
export function kernelDensity(values: readonly number[], count: number): { at: number; density: number }[] {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || low === high) return [];
  const width = bandwidth(sorted);
  const scale = 1 / (sorted.length * width * Math.sqrt(2 * Math.PI));
  return Array.from({ length: count }, (_, index) => {
    const at = low + ((high - low) * index) / (count - 1);
    const sum = sorted.reduce((total, value) => total + Math.exp(-0.5 * ((at - value) / width) ** 2), 0);
    return { at, density: sum * scale };
  });
}

function bandwidth(sorted: Float64Array): number {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
  const middle = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const spread = middle > 0 ? Math.min(deviation, middle) : deviation;
  return 0.9 * spread * sorted.length ** -0.2;
}

export interface Bin {
  from: number;
  to: number;
  count: number;
}

const FEWEST_BINS = 5;
const MOST_BINS = 80;

/** The values in bins of equal width (Freedman–Diaconis), never so many that they cannot be seen; the greatest value is in the last. */
export function bins(values: readonly number[]): Bin[] {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return [];
  if (low === high) return [{ from: low, to: high, count: sorted.length }];
  const count = binCount(sorted, high - low);
  const width = (high - low) / count;
  const made = Array.from({ length: count }, (_, index) => ({
    from: low + index * width,
    to: index === count - 1 ? high : low + (index + 1) * width,
    count: 0,
  }));
  for (const value of sorted) {
    const bin = made[Math.min(count - 1, Math.floor((value - low) / width))];
    if (bin !== undefined) bin.count += 1;
  }
  return made;
}

function binCount(sorted: Float64Array, range: number): number {
  const middle = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const wanted = middle > 0 ? range / (2 * middle * sorted.length ** (-1 / 3)) : Math.sqrt(sorted.length);
  return Math.max(FEWEST_BINS, Math.min(MOST_BINS, Math.ceil(wanted)));
}
