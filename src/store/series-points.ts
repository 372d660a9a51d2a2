import type { ChartX, Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlValue } from './database.ts';
import { ALONG_KEY, type Place } from './metric-blocks.ts';

/** One metric of a run. */
export interface SeriesId {
  run: number;
  /** Epoch milliseconds: where relative time begins; 0 where it is not asked for. */
  start_time: Int64;
  key: number;
}

/** What lies along a chart, and which part of it; both ends are in it. */
export interface Axis {
  x: ChartX;
  /** The metric that `x` is, where it is one. */
  x_key: number | undefined;
  from: number | undefined;
  to: number | undefined;
}

/** The series of a run, as an axis looks at it. */
export function seriesOn(database: Database, { x }: Axis, run: number, key: number): SeriesId {
  const start =
    x === 'relative' &&
    database.statement(`SELECT ${int64Sql('start_time')} FROM runs WHERE id = ?`).get(run);
  return { run, key, start_time: start ? int64Of(start[0]) : 0 };
}

/** Infinities are stored as these. */
const LARGEST = Number.MAX_VALUE;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The number that was logged: NaN is stored as such, an infinity as the largest double. */
export function numberOf(stored: SqlValue | undefined): number {
  if (stored === null) return Number.NaN;
  if (stored === LARGEST) return Number.POSITIVE_INFINITY;
  return stored === -LARGEST ? Number.NEGATIVE_INFINITY : (stored as number);
}

/** SQL that `numberOf` reads. */
export const NUMBER = 'iif(is_nan, NULL, value)';

/** Points in the order of the primary key, each with its x. */
export class Points {
  #xs: Float64Array = new Float64Array(256);
  #values: Float64Array = new Float64Array(256);
  length = 0;

  add(x: number, value: number): void {
    if (this.length === this.#xs.length) {
      this.#xs = longer(this.#xs);
      this.#values = longer(this.#values);
    }
    this.#xs[this.length] = x;
    this.#values[this.length] = value;
    this.length += 1;
  }

  get xs(): Float64Array {
    return this.#xs.subarray(0, this.length);
  }

  get values(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

export function longer(column: Float64Array): Float64Array {
  const twice = new Float64Array(column.length * 2);
  twice.set(column);
  return twice;
}

function bound(value: number, zero: bigint): bigint {
  if (value === Number.POSITIVE_INFINITY) return INT64_MAX + 1n;
  if (value === Number.NEGATIVE_INFINITY) return INT64_MIN - 1n;
  return BigInt(value) + zero;
}

/** The integers from `from` to `to`, counted from `zero`, as SQL can bind them; undefined where there are none. */
export function integersBetween({ from, to }: Axis, zero: Int64): [bigint, bigint] | undefined {
  const first = from === undefined ? INT64_MIN : bound(Math.ceil(from), BigInt(zero));
  const last = to === undefined ? INT64_MAX : bound(Math.floor(to), BigInt(zero));
  if (first > last || first > INT64_MAX || last < INT64_MIN) return undefined;
  return [first < INT64_MIN ? INT64_MIN : first, last > INT64_MAX ? INT64_MAX : last];
}

/** What x counts from: the start of the run or zero. */
export const zeroOf = ({ x }: Axis, { start_time }: SeriesId): Int64 => (x === 'relative' ? start_time : 0);

/** SQL of x and of what it is counted from, for an axis that is not a metric. The zero is bound first. */
export const columnOf = ({ x }: Axis) => (x === 'step' ? 'step' : 'timestamp');

/** Of `limit` points that come after a place, those that lie in the range, for an axis that is not a metric. */
export function addPointsAfter(
  points: Points,
  database: Database,
  series: SeriesId,
  axis: Axis,
  after: Place | undefined,
  limit: number,
): void {
  const zero = zeroOf(axis, series);
  const range = integersBetween(axis, zero);
  if (range === undefined) return;
  const column = columnOf(axis);
  const past = after === undefined ? '' : ` AND (${ALONG_KEY}) > (?, ?, ?, ?)`;
  const some = `SELECT ${ALONG_KEY} FROM metrics WHERE run = ? AND key = ?${past} ORDER BY ${ALONG_KEY} LIMIT ?`;
  const sql = `SELECT ${column} - ? AS first, ${NUMBER} AS second FROM (${some}) WHERE ${column} BETWEEN ? AND ?`;
  addAll(points, database, sql, [BigInt(zero), series.run, series.key, ...(after ?? []), limit, ...range]);
}

function addAll(points: Points, database: Database, sql: string, values: readonly SqlValue[]): void {
  for (const row of database.statement(sql).iterate(...values))
    points.add(row[0] as number, numberOf(row[1]));
}

function pointsAlongIntegers(database: Database, series: SeriesId, axis: Axis): Points {
  const points = new Points();
  const zero = zeroOf(axis, series);
  const range = integersBetween(axis, zero);
  if (range === undefined) return points;
  const column = columnOf(axis);
  const sql = `SELECT ${column} - ? AS first, ${NUMBER} AS second FROM metrics WHERE run = ? AND key = ? AND ${column} BETWEEN ? AND ? ORDER BY ${ALONG_KEY}`;
  addAll(points, database, sql, [BigInt(zero), series.run, series.key, ...range]);
  return points;
}

/** Step and value of each point of a series, by step. */
const ALONG_STEPS = `SELECT ${int64Sql('step')} AS first, ${NUMBER} AS second FROM metrics WHERE run = ? AND key = ? ORDER BY ${ALONG_KEY}`;

/** The last value of each step of a series. */
function lastOfSteps(database: Database, run: number, key: number): { steps: Int64[]; values: number[] } {
  const steps: Int64[] = [];
  const values: number[] = [];
  database.visit(ALONG_STEPS, [run, key], (step, value) => {
    const at = int64Of(step);
    if (steps.at(-1) === at) values.pop();
    else steps.push(at);
    values.push(numberOf(value));
  });
  return { steps, values };
}

function pointsAlongMetric(database: Database, { run, key }: SeriesId, { x_key, from, to }: Axis): Points {
  const points = new Points();
  const { steps, values } = lastOfSteps(database, run, x_key ?? -1);
  const [first, last] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  let place = 0;
  database.visit(ALONG_STEPS, [run, key], (step, value) => {
    const at = int64Of(step);
    while (place < steps.length && (steps[place] as Int64) < at) place += 1;
    // A value that is not finite has no place on an axis.
    const x = steps[place] === at ? (values[place] as number) : Number.NaN;
    if (Number.isFinite(x) && x >= first && x <= last) points.add(x, numberOf(value));
  });
  return points;
}

/** The points of a series that have a place in the range of an axis. */
export function pointsOf(database: Database, series: SeriesId, axis: Axis): Points {
  return axis.x === 'metric'
    ? pointsAlongMetric(database, series, axis)
    : pointsAlongIntegers(database, series, axis);
}
