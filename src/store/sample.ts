import type { Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow } from './database.ts';
import {
  ALONG_KEY,
  BLOCK,
  endOfBlock,
  join,
  PLACE,
  placeOf,
  placesAfter,
  type Summary,
  summaryOf,
} from './metric-blocks.ts';
import { seriesOf } from './metrics.ts';

export interface SampleRequest {
  run: number;
  key: number;
  start_step: Int64 | undefined;
  end_step: Int64 | undefined;
  /** Summaries wanted at most. */
  buckets: number;
}

export interface Sample {
  /** Points of the whole series. */
  points: number;
  buckets: Summary[];
}

/** With this many blocks for each bucket that was asked for, blocks are fine enough. */
const FINE_ENOUGH = 1 / 4;

const BLOCKS = `SELECT ${int64Sql('first_step')}, ${int64Sql('last_step')}, first_value, last_value, last_is_nan, min_value, max_value, nans, block
  FROM metric_blocks WHERE run = ? AND key = ? AND last_step >= ? AND first_step <= ? ORDER BY block`;

function blockSummary(row: SqlRow): Summary {
  const [first_step, last_step, first, last, lastIsNan, min, max, nans] = row;
  return {
    first_step: int64Of(first_step),
    last_step: int64Of(last_step),
    first,
    last: lastIsNan === 1 ? null : last,
    min,
    max,
    count: BLOCK,
    nans,
  } as Summary;
}

/** Neighbours joined until no more than `buckets` are left. */
function merged(parts: readonly Summary[], buckets: number): Summary[] {
  const size = Math.ceil(parts.length / buckets);
  const groups = Array.from({ length: Math.ceil(parts.length / size) }, (_, group) =>
    parts.slice(group * size, (group + 1) * size),
  );
  return groups.map((group) => group.reduce(join));
}

function pointsBetween(database: Database, { run, key }: SampleRequest, from: Int64, to: Int64): Summary[] {
  return database
    .statement(
      `SELECT ${PLACE} FROM metrics WHERE run = ? AND key = ? AND step BETWEEN ? AND ? ORDER BY ${ALONG_KEY}`,
    )
    .all(run, key, from, to)
    .map((row) => summaryOf(placeOf(row)));
}

const within = (from: Int64, to: Int64) => (part: Summary) => part.first_step >= from && part.last_step <= to;

/** Blocks in the range, the blocks that its ends cut point by point, and the points that fill no block yet. */
function partsFromBlocks(
  database: Database,
  request: SampleRequest,
  rows: readonly SqlRow[],
  from: Int64,
  to: Int64,
  blocks: number,
): Summary[] {
  const { run, key } = request;
  const parts = rows.flatMap((row) => {
    const part = blockSummary(row);
    if (within(from, to)(part)) return [part];
    const before = endOfBlock(database, run, key, Number(row[8]) - 1);
    return placesAfter(database, run, key, before, BLOCK).map(summaryOf).filter(within(from, to));
  });
  const tail = placesAfter(database, run, key, endOfBlock(database, run, key, blocks - 1), BLOCK);
  return [...parts, ...tail.map(summaryOf).filter(within(from, to))];
}

/**
 * A series in at most `buckets` summaries along (step, timestamp, value): each point's minimum, maximum, first and last are
 * counted in exactly one. A million points that arrived in order are read as some thousand blocks, not as points.
 */
export function sample(database: Database, request: SampleRequest): Sample {
  const series = seriesOf(database, request.run, request.key);
  if (series === undefined) return { points: 0, buckets: [] };
  const from = request.start_step ?? -(2n ** 63n);
  const to = request.end_step ?? 2n ** 63n - 1n;
  const blocks = Math.floor(series.points / BLOCK);
  const rows = series.ordered ? database.statement(BLOCKS).all(request.run, request.key, from, to) : [];
  const parts =
    rows.length >= request.buckets * FINE_ENOUGH
      ? partsFromBlocks(database, request, rows, from, to, blocks)
      : pointsBetween(database, request, from, to);
  return { points: series.points, buckets: parts.length === 0 ? [] : merged(parts, request.buckets) };
}
