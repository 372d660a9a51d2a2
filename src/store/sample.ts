import { type SampleHead, writeColumns } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';
import { BLOCK, endOfBlock } from './metric-blocks.ts';
import { seriesOf } from './metrics.ts';
import { Buckets } from './sample-buckets.ts';
import {
  type Axis,
  addPointsAfter,
  columnOf,
  integersBetween,
  Points,
  pointsOf,
  type SeriesId,
  seriesOn,
  zeroOf,
} from './series-points.ts';

/** With this many blocks for each bucket that was asked for, blocks are fine enough. */
const FINE_ENOUGH = 1 / 4;
/** Infinities are stored as these: a block that has one is read point by point. */
const LARGEST = Number.MAX_VALUE;

interface BlockRow {
  block: number;
  xFirst: number;
  xLast: number;
  isWhole: boolean;
  /** First, last, least and greatest value; NaN where absent. */
  values: readonly [number, number, number, number];
  nans: number;
}

const orNaN = (value: unknown) => (value === null ? Number.NaN : (value as number));

/** Blocks that may hold a point of the range. Their series is in order, so that steps and times rise along them alike. */
function blocksBetween(database: Database, series: SeriesId, axis: Axis): BlockRow[] {
  const zero = BigInt(zeroOf(axis, series));
  const range = integersBetween(axis, zero);
  if (range === undefined) return [];
  const x = columnOf(axis);
  const values = 'first_value, iif(last_is_nan, NULL, last_value), min_value, max_value';
  return database
    .statement(
      `SELECT block, first_${x} - ?, last_${x} - ?, first_${x} >= ? AND last_${x} <= ?, nans, ${values} FROM metric_blocks
       WHERE run = ? AND key = ? AND last_${x} >= ? AND first_${x} <= ? ORDER BY block`,
    )
    .all(zero, zero, ...range, series.run, series.key, ...range)
    .map(blockRow);
}

function blockRow([block, xFirst, xLast, isWithin, nans, ...rest]: SqlRow): BlockRow {
  const values = rest.map(orNaN) as [number, number, number, number];
  const [, , min, max] = values;
  const isWhole = isWithin === 1 && min !== -LARGEST && max !== LARGEST;
  return { block, xFirst, xLast, isWhole, values, nans } as BlockRow;
}

/** Blocks as they are, those that the range cuts point by point, and the points that fill no block yet. */
function bucketsFromBlocks(
  database: Database,
  series: SeriesId,
  axis: Axis,
  rows: readonly BlockRow[],
  blocks: number,
  most: number,
): Buckets {
  const buckets = new Buckets();
  const addPoints = (block: number) => {
    const points = new Points();
    const before = endOfBlock(database, series.run, series.key, block - 1);
    addPointsAfter(points, database, series, axis, before, BLOCK);
    buckets.addPoints(points);
  };
  for (const { block, xFirst, xLast, isWhole, values, nans } of rows) {
    if (isWhole) buckets.addRow(xFirst, xLast, values, BLOCK, nans);
    else addPoints(block);
  }
  addPoints(blocks);
  buckets.merge(most);
  return buckets;
}

function rises(xs: Float64Array): boolean {
  for (let index = 1; index < xs.length; index += 1)
    if ((xs[index] as number) < (xs[index - 1] as number)) return false;
  return true;
}

function bucketsFromPoints(points: Points, most: number): Buckets {
  const { xs, values, length } = points;
  const isSorted = rises(xs);
  if (length > most)
    return isSorted ? Buckets.alongSorted(points, most) : Buckets.alongUnsorted(points, most);
  const buckets = new Buckets();
  const order = Uint32Array.from(xs.keys());
  if (!isSorted) order.sort((a, b) => (xs[a] as number) - (xs[b] as number) || a - b);
  for (const index of order) buckets.addPoint(xs[index] as number, values[index] as number);
  return buckets;
}

/** The points of a series in order that lie in a range which few blocks reach into. */
function pointsNearBlocks(
  database: Database,
  series: SeriesId,
  axis: Axis,
  rows: readonly BlockRow[],
  blocks: number,
): Points {
  const points = new Points();
  const before = endOfBlock(database, series.run, series.key, (rows[0]?.block ?? blocks) - 1);
  addPointsAfter(points, database, series, axis, before, (rows.length + 1) * BLOCK);
  return points;
}

export interface SampledSeries {
  /** Points of the whole series. */
  points: number;
  buckets: Buckets;
}

/**
 * A series in at most `most` buckets along an axis: each point of the range is counted in exactly one. A million points that arrived
 * in order are read as some thousand blocks, not as points.
 */
export function sample(database: Database, series: SeriesId, axis: Axis, most: number): SampledSeries {
  const known = seriesOf(database, series.run, series.key);
  if (known === undefined) return { points: 0, buckets: new Buckets() };
  const { points } = known;
  if (!known.ordered || axis.x === 'metric')
    return { points, buckets: bucketsFromPoints(pointsOf(database, series, axis), most) };
  const blocks = Math.floor(points / BLOCK);
  const rows = blocksBetween(database, series, axis);
  const buckets =
    rows.length >= most * FINE_ENOUGH
      ? bucketsFromBlocks(database, series, axis, rows, blocks, most)
      : bucketsFromPoints(pointsNearBlocks(database, series, axis, rows, blocks), most);
  return { points, buckets };
}

export interface SampleRequest {
  runs: readonly { id: number; run_id: string }[];
  keys: readonly { id: number; name: string }[];
  axis: Axis;
  buckets: number;
}

/** Samples of every metric of every run, run by run, in columns. */
export function sampleColumns(
  database: Database,
  { runs, keys, axis, buckets: most }: SampleRequest,
): Uint8Array {
  const series = runs.flatMap((run) =>
    keys.map((key) => {
      const id = seriesOn(database, axis, run.id, key.id);
      const { points, buckets } = sample(database, id, axis, most);
      const head: SampleHead & { buckets: number } = {
        run_id: run.run_id,
        metric_key: key.name,
        points,
        shown: buckets.shown,
        exact: buckets.isExact,
        buckets: buckets.length,
      };
      return { head, columns: buckets.columns() };
    }),
  );
  return writeColumns(series);
}
