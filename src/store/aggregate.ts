import { type AggregateHead, type Columns, writeColumns } from '../contract/index.ts';
import type { Database } from './database.ts';
import { seriesOf } from './metrics.ts';
import { type Axis, type Points, pointsOf, type SeriesId, seriesOn } from './series-points.ts';

/** Points that are kept between the two passes; those of more members are read twice. */
const KEPT_POINTS = 4_000_000;

/** Reads the points of the members of a group, twice. */
class Members {
  readonly #database: Database;
  readonly #axis: Axis;
  readonly #series: readonly SeriesId[];
  readonly #kept = new Map<SeriesId, Points>();
  #room = KEPT_POINTS;

  constructor(database: Database, axis: Axis, series: readonly SeriesId[]) {
    this.#database = database;
    this.#axis = axis;
    this.#series = series;
  }

  *points(): Generator<Points> {
    for (const series of this.#series) {
      const points = this.#kept.get(series) ?? pointsOf(this.#database, series, this.#axis);
      if (points.length <= this.#room && !this.#kept.has(series)) {
        this.#kept.set(series, points);
        this.#room -= points.length;
      }
      yield points;
    }
  }
}

/** Where rows lie along x. */
interface Rows {
  aligned: AggregateHead['aligned'];
  /** The x of each row: itself, or the middle of its width. */
  xs: Float64Array;
  rowOf: (x: number) => number;
}

/** Finds out whether few enough x occur for a row each, and where they begin and end. */
function placeRows(members: Members, most: number): Rows {
  const distinct = new Set<number>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xs } of members.points())
    for (const x of xs) {
      if (x < first) first = x;
      if (x > last) last = x;
      if (distinct.size <= most) distinct.add(x);
    }
  if (distinct.size > most) return rowsOfWidth(first, last, most);
  const xs = Float64Array.from(distinct).sort();
  const places = new Map(Array.from(xs, (x, row) => [x, row]));
  return { aligned: 'exact', xs, rowOf: (x) => places.get(x) as number };
}

function rowsOfWidth(first: number, last: number, most: number): Rows {
  // Halved, since a width may be beyond the largest double.
  const half = last / 2 - first / 2;
  const xs = Float64Array.from({ length: most }, (_, row) => first + half * ((2 * row + 1) / most));
  // Among the least numbers there are, half a width is none.
  const rowOf = (x: number) => Math.min(most - 1, Math.floor(((x / 2 - first / 2) / half) * most) || 0);
  return { aligned: 'buckets', xs, rowOf };
}

/** The value of each member in each row: the mean of its finite points there, NaN where it has none. */
class Values {
  readonly #rows: number;
  readonly #means: Float64Array[] = [];
  /** Whether a row holds any point, finite or not. */
  readonly #seen: Uint8Array;

  constructor(rows: number) {
    this.#rows = rows;
    this.#seen = new Uint8Array(rows);
  }

  add(points: Points, rowOf: Rows['rowOf']): void {
    const { xs, values, length } = points;
    const sums = new Float64Array(this.#rows);
    const counts = new Uint32Array(this.#rows);
    for (let index = 0; index < length; index += 1) {
      const row = rowOf(xs[index] as number);
      this.#seen[row] = 1;
      const value = values[index] as number;
      if (!Number.isFinite(value)) continue;
      sums[row] = (sums[row] as number) + value;
      counts[row] = (counts[row] as number) + 1;
    }
    const means = sums.map((sum, row) => sum / (counts[row] as number));
    const beyond = new Set(Array.from(sums.keys()).filter((row) => !Number.isFinite(sums[row])));
    if (beyond.size > 0) divideFirst(beyond, means, counts, points, rowOf);
    this.#means.push(means);
  }

  isSeen(row: number): boolean {
    return this.#seen[row] === 1;
  }

  /** The members' values in a row, ascending. */
  sorted(row: number): Float64Array {
    return Float64Array.from(this.#means.map((means) => means[row] as number).filter(Number.isFinite)).sort();
  }
}

/** The means of rows whose sum is beyond the doubles. */
function divideFirst(
  beyond: ReadonlySet<number>,
  means: Float64Array,
  counts: Uint32Array,
  { xs, values }: Points,
  rowOf: Rows['rowOf'],
): void {
  for (const row of beyond) means[row] = 0;
  for (const [index, value] of values.entries()) {
    const row = rowOf(xs[index] as number);
    if (beyond.has(row) && Number.isFinite(value))
      means[row] = (means[row] as number) + value / (counts[row] as number);
  }
}

/** Between the two nearest of ascending values, as NumPy's default. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

const STATISTICS = ['mean', 'median', 'min', 'max', 'std', 'q1', 'q3'] as const;
type Statistics = Record<(typeof STATISTICS)[number], number>;

function statisticsOf(sorted: Float64Array): Statistics {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const spread = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length;
  return {
    mean,
    median: quantile(sorted, 0.5),
    min: sorted[0] as number,
    max: sorted.at(-1) as number,
    std: Math.sqrt(spread),
    q1: quantile(sorted, 0.25),
    q3: quantile(sorted, 0.75),
  };
}

function columnsOf({ xs }: Rows, values: Values): { rows: number; columns: Columns } {
  const shown = Array.from(xs.keys()).filter((row) => values.isSeen(row));
  const rows = shown.length;
  const x = Float64Array.from(shown, (row) => xs[row] as number);
  const columns = Object.fromEntries(
    STATISTICS.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]),
  );
  const count = new Uint32Array(rows);
  for (const [place, row] of shown.entries()) {
    const sorted = values.sorted(row);
    count[place] = sorted.length;
    if (sorted.length === 0) continue;
    // What is beyond the doubles is as good as absent, since JSON does not know it.
    for (const [name, value] of Object.entries(statisticsOf(sorted)))
      if (Number.isFinite(value)) (columns[name] as Float64Array)[place] = value;
  }
  return { rows, columns: { x, ...columns, count } };
}

export interface AggregateRequest {
  groups: readonly { name: string; runs: readonly number[] }[];
  keys: readonly { id: number; name: string }[];
  axis: Axis;
  /** Rows at most. */
  rows: number;
}

function aggregate(
  database: Database,
  series: readonly SeriesId[],
  axis: Axis,
  most: number,
): Omit<AggregateHead, 'group' | 'metric_key'> & { rows: number; columns: Columns } {
  const sizes = series.map(({ run, key }) => seriesOf(database, run, key)?.points ?? 0);
  const members = new Members(
    database,
    axis,
    series.filter((_, index) => sizes[index] !== 0),
  );
  const rows = placeRows(members, most);
  const values = new Values(rows.xs.length);
  for (const points of members.points()) values.add(points, rows.rowOf);
  return {
    members: sizes.filter((size) => size > 0).length,
    points: sizes.reduce((sum, size) => sum + size, 0),
    aligned: rows.aligned,
    ...columnsOf(rows, values),
  };
}

/** Every metric of every group over x, in columns. */
export function aggregateColumns(
  database: Database,
  { groups, keys, axis, rows: most }: AggregateRequest,
): Uint8Array {
  const series = groups.flatMap((group) =>
    keys.map((key) => {
      const ids = group.runs.map((run) => seriesOn(database, axis, run, key.id));
      const { columns, rows, ...found } = aggregate(database, ids, axis, most);
      const head: AggregateHead & { rows: number } = {
        group: group.name,
        metric_key: key.name,
        ...found,
        rows,
      };
      return { head, columns };
    }),
  );
  return writeColumns(series);
}
