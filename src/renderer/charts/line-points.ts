import type { SampleColumns } from '../../contract/index.ts';

/** A stretch of a series that is not finite: a line cannot say it. */
export interface Oddity {
  x: number;
  kind: 'nan' | 'infinity' | 'negative-infinity';
  count: number;
}

/**
 * The line through buckets, as x0, y0, x1, y1, …: each bucket's first, lower, higher and last value, so that what is drawn covers
 * exactly what every point would. An exact series gives its points.
 */
export function linePoints(series: SampleColumns): Float64Array {
  const { buckets, exact, columns } = series;
  const { x_first, x_last, first, last, min, max } = columns;
  if (exact) {
    const line = new Float64Array(buckets * 2);
    for (let index = 0; index < buckets; index += 1) {
      line[index * 2] = x_first[index] as number;
      line[index * 2 + 1] = last[index] as number;
    }
    return line;
  }
  const line = new Float64Array(buckets * 8);
  for (let index = 0; index < buckets; index += 1) {
    const from = x_first[index] as number;
    const width = (x_last[index] as number) - from;
    const rises = (last[index] as number) >= (first[index] as number);
    const low = min[index] as number;
    const high = max[index] as number;
    line.set(
      [
        ...[from, first[index] as number, from + width / 3, rises ? low : high],
        ...[from + (2 * width) / 3, rises ? high : low, from + width, last[index] as number],
      ],
      index * 8,
    );
  }
  return line;
}

/** Where values were NaN or infinite: one mark where such a stretch begins, with how many there are in it. */
export function oddities({ columns }: SampleColumns): Oddity[] {
  const { x_first, nans, positive_infinities, negative_infinities } = columns;
  return [
    ...stretches(x_first, nans, 'nan'),
    ...stretches(x_first, positive_infinities, 'infinity'),
    ...stretches(x_first, negative_infinities, 'negative-infinity'),
  ];
}

function stretches(x: Float64Array, counts: Uint32Array | undefined, kind: Oddity['kind']): Oddity[] {
  const found: Oddity[] = [];
  let current: Oddity | undefined;
  counts?.forEach((count, index) => {
    if (count === 0) current = undefined;
    else if (current !== undefined) current.count += count;
    else {
      current = { x: x[index] as number, kind, count };
      found.push(current);
    }
  });
  return found;
}
