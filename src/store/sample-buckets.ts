import type { Columns } from '../contract/index.ts';
import { longer, type Points } from './series-points.ts';

/** Columns of a row: what is known of consecutive points along x. */
const X_FIRST = 0;
const X_LAST = 1;
const FIRST = 2;
const LAST = 3;
const MIN = 4;
const MAX = 5;
const COUNT = 6;
const NANS = 7;
const POSITIVE = 8;
const NEGATIVE = 9;
const WIDTH = 10;

const lesser = (a: number, b: number) => (b < a || Number.isNaN(a) ? b : a);
const greater = (a: number, b: number) => (b > a || Number.isNaN(a) ? b : a);
/** The column that counts a value which is not finite. */
function oddity(value: number): number | undefined {
  if (Number.isFinite(value)) return undefined;
  if (Number.isNaN(value)) return NANS;
  return value > 0 ? POSITIVE : NEGATIVE;
}
const orAbsent = (value: number) => (Number.isFinite(value) ? value : Number.NaN);

/**
 * Rows of consecutive points along x, ten numbers each: the place of the first and the last point, their values, the least and the
 * greatest finite value, and how many points, NaN and infinities there are. NaN stands for what is absent.
 */
export class Buckets {
  #rows: Float64Array = new Float64Array(64 * WIDTH);
  length = 0;
  /** Points in all of them. */
  shown = 0;

  #next(): number {
    if ((this.length + 1) * WIDTH > this.#rows.length) this.#rows = longer(this.#rows);
    this.length += 1;
    return (this.length - 1) * WIDTH;
  }

  addPoint(x: number, value: number): void {
    const at = this.#next();
    const rows = this.#rows;
    rows[at + X_FIRST] = x;
    rows[at + X_LAST] = x;
    rows.fill(orAbsent(value), at + FIRST, at + COUNT);
    rows[at + COUNT] = 1;
    const odd = oddity(value);
    if (odd !== undefined) rows[at + odd] = 1;
    this.shown += 1;
  }

  addPoints({ xs, values, length }: Points): void {
    for (let index = 0; index < length; index += 1)
      this.addPoint(xs[index] as number, values[index] as number);
  }

  /** A row without infinities, in the order of the columns. */
  addRow(xFirst: number, xLast: number, values: readonly number[], count: number, nans: number): void {
    const at = this.#next();
    this.#rows[at + X_FIRST] = xFirst;
    this.#rows[at + X_LAST] = xLast;
    this.#rows.set(values, at + FIRST);
    this.#rows[at + COUNT] = count;
    this.#rows[at + NANS] = nans;
    this.shown += count;
  }

  /** Adds a row to the one before it. */
  #join(into: number, from: number): void {
    const rows = this.#rows;
    const at = (place: number) => rows[place] as number;
    rows[into + X_LAST] = at(from + X_LAST);
    rows[into + LAST] = at(from + LAST);
    rows[into + MIN] = lesser(at(into + MIN), at(from + MIN));
    rows[into + MAX] = greater(at(into + MAX), at(from + MAX));
    for (let column = COUNT; column < WIDTH; column += 1)
      rows[into + column] = at(into + column) + at(from + column);
  }

  /** Joins neighbours, as many as each other, until `most` are left. */
  merge(most: number): void {
    const left = Math.min(most, this.length);
    for (let bucket = 0; bucket < left; bucket += 1) {
      const [from, to] = [bucket, bucket + 1].map((edge) => Math.floor((edge * this.length) / left)) as [
        number,
        number,
      ];
      const into = bucket * WIDTH;
      this.#rows.copyWithin(into, from * WIDTH, (from + 1) * WIDTH);
      for (let row = from + 1; row < to; row += 1) this.#join(into, row * WIDTH);
    }
    this.length = left;
  }

  /** Takes a point into a row that holds others, or none yet; points come in the order of the key. */
  #take(row: number, x: number, value: number): void {
    const at = row * WIDTH;
    const rows = this.#rows;
    const shown = orAbsent(value);
    const isEmpty = rows[at + COUNT] === 0;
    if (isEmpty || x < (rows[at + X_FIRST] as number)) {
      rows[at + X_FIRST] = x;
      rows[at + FIRST] = shown;
    }
    if (isEmpty || x >= (rows[at + X_LAST] as number)) {
      rows[at + X_LAST] = x;
      rows[at + LAST] = shown;
    }
    rows[at + MIN] = isEmpty ? shown : lesser(rows[at + MIN] as number, shown);
    rows[at + MAX] = isEmpty ? shown : greater(rows[at + MAX] as number, shown);
    rows[at + COUNT] = (rows[at + COUNT] as number) + 1;
    const odd = oddity(value);
    if (odd !== undefined) rows[at + odd] = (rows[at + odd] as number) + 1;
  }

  /** Points as at most `most` rows; `rowOf` tells of each the row it belongs to. */
  static #gather({ xs, values, length }: Points, most: number, rowOf: (index: number) => number): Buckets {
    const buckets = new Buckets();
    buckets.#rows = new Float64Array(most * WIDTH);
    for (let index = 0; index < length; index += 1)
      buckets.#take(rowOf(index), xs[index] as number, values[index] as number);
    for (let row = 0; row < most; row += 1) {
      if (buckets.#rows[row * WIDTH + COUNT] === 0) continue;
      buckets.#rows.copyWithin(buckets.length * WIDTH, row * WIDTH, (row + 1) * WIDTH);
      buckets.length += 1;
    }
    buckets.shown = length;
    return buckets;
  }

  /** More points than rows, in the order of x, as rows of as many as each other. */
  static alongSorted(points: Points, most: number): Buckets {
    const share = most / points.length;
    return Buckets.#gather(points, most, (index) => Math.min(most - 1, Math.floor(index * share)));
  }

  /** More points than rows, in any order of x, as rows along x of about as many each. Those of equal x are in one row. */
  static alongUnsorted(points: Points, most: number): Buckets {
    const { xs, length } = points;
    const sorted = xs.slice().sort();
    const ends = Array.from(
      { length: most },
      (_, bucket) => sorted[Math.ceil(((bucket + 1) * length) / most) - 1] as number,
    );
    return Buckets.#gather(points, most, (index) => firstAtLeast(ends, xs[index] as number));
  }

  /** Whether each row is one point. */
  get isExact(): boolean {
    return this.shown === this.length;
  }

  #column(column: number): Float64Array {
    return Float64Array.from({ length: this.length }, (_, row) => this.#rows[row * WIDTH + column] as number);
  }

  /** The columns of an answer: of single points only place and value, and no counts where they say nothing. */
  columns(): Columns {
    const values = this.isExact
      ? { x_first: this.#column(X_FIRST), last: this.#column(LAST) }
      : {
          x_first: this.#column(X_FIRST),
          x_last: this.#column(X_LAST),
          first: this.#column(FIRST),
          last: this.#column(LAST),
          min: this.#column(MIN),
          max: this.#column(MAX),
          count: Uint32Array.from(this.#column(COUNT)),
        };
    const odd = { nans: NANS, positive_infinities: POSITIVE, negative_infinities: NEGATIVE };
    const counts = Object.entries(odd)
      .map(([name, column]) => [name, Uint32Array.from(this.#column(column))] as const)
      .filter(([, column]) => column.some((count) => count > 0));
    return { ...values, ...Object.fromEntries(counts) };
  }
}

/** The first place whose value is `wanted` or more, in values that never fall. */
function firstAtLeast(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
