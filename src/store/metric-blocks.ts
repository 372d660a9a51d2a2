import { type Database, int64Of, int64Sql, type SqlRow, type SqlValue } from './database.ts';

/** Points of one block: enough that blocks add half a byte a point, few enough that reading one is nothing. */
export const BLOCK = 128;

/** The place of a point along the primary key: step, timestamp, value, is_nan. */
export type Place = readonly [
  step: number | bigint,
  timestamp: number | bigint,
  value: number,
  isNan: number,
];

/** Columns of `metrics` that `placeOf` reads, in its order. */
export const PLACE = `${int64Sql('step')}, ${int64Sql('timestamp')}, value, is_nan`;
export const ALONG_KEY = 'step, timestamp, value, is_nan';

export function placeOf(row: SqlRow): Place {
  return [int64Of(row[0]), int64Of(row[1]), row[2] as number, row[3] as number];
}

/** What is known of consecutive points of a series: NaN counts in `nans` alone, an absent value is a NaN. */
interface Summary {
  first_timestamp: number | bigint;
  first_step: number | bigint;
  last_step: number | bigint;
  first: number | null;
  last: number | null;
  min: number | null;
  max: number | null;
  count: number;
  nans: number;
}

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
const greatest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

/** Two neighbouring summaries as one. */
function join(left: Summary, right: Summary): Summary {
  return {
    first_timestamp: left.first_timestamp,
    first_step: left.first_step,
    last_step: right.last_step,
    first: left.first,
    last: right.last,
    min: least(left.min, right.min),
    max: greatest(left.max, right.max),
    count: left.count + right.count,
    nans: left.nans + right.nans,
  };
}

function summaryOf([step, timestamp, value, isNan]: Place): Summary {
  const shown = isNan === 1 ? null : value;
  return {
    first_timestamp: timestamp,
    first_step: step,
    last_step: step,
    first: shown,
    last: shown,
    min: shown,
    max: shown,
    count: 1,
    nans: isNan,
  };
}

/** Summary of one or more points. */
function summarize(points: readonly Place[]): Summary {
  return points.map(summaryOf).reduce(join);
}

/** Where a block ends, so that reading can start right behind it; undefined before the first block. */
export function endOfBlock(database: Database, run: number, key: number, block: number): Place | undefined {
  const row = database
    .statement(
      `SELECT ${int64Sql('last_step')}, ${int64Sql('last_timestamp')}, last_value, last_is_nan FROM metric_blocks WHERE run = ? AND key = ? AND block = ?`,
    )
    .get(run, key, block);
  return row && placeOf(row);
}

/** Points of a series along the key that come after `after`. */
export function placesAfter(
  database: Database,
  run: number,
  key: number,
  after: Place | undefined,
  limit: number,
  offset = 0,
): Place[] {
  const past = after === undefined ? '' : ` AND (${ALONG_KEY}) > (?, ?, ?, ?)`;
  const sql = `SELECT ${PLACE} FROM metrics WHERE run = ? AND key = ?${past} ORDER BY ${ALONG_KEY} LIMIT ? OFFSET ?`;
  const values: SqlValue[] = [run, key, ...(after ?? []), limit, offset];
  return database
    .statement(sql)
    .all(...values)
    .map(placeOf);
}

/** The points of a block that was begun earlier, summarized by SQLite so that they need not be read. */
function begunBlock(database: Database, run: number, key: number, block: number, points: number): Summary {
  const end = endOfBlock(database, run, key, block - 1);
  const [first] = placesAfter(database, run, key, end, 1);
  const past = end === undefined ? '' : ` AND (${ALONG_KEY}) > (?, ?, ?, ?)`;
  const row = database
    .statement(
      `SELECT min(value) FILTER (WHERE is_nan = 0), max(value) FILTER (WHERE is_nan = 0), sum(is_nan) FROM
       (SELECT value, is_nan FROM metrics WHERE run = ? AND key = ?${past} ORDER BY ${ALONG_KEY} LIMIT ?)`,
    )
    .get(run, key, ...(end ?? []), points);
  const [min, max, nans] = row as [number | null, number | null, number];
  return { ...summaryOf(first as Place), min, max, nans, count: points };
}

function insertBlock(
  database: Database,
  run: number,
  key: number,
  block: number,
  summary: Summary,
  end: Place,
): void {
  const [, timestamp, value, isNan] = end;
  const { first_timestamp, first_step, last_step, first, min, max, nans } = summary;
  database
    .statement(
      `INSERT INTO metric_blocks (run, key, block, first_step, last_step, last_timestamp, first_value, last_value, last_is_nan,
       min_value, max_value, nans, first_timestamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run,
      key,
      block,
      first_step,
      last_step,
      timestamp,
      first,
      value,
      isNan,
      min,
      max,
      nans,
      first_timestamp,
    );
}

/**
 * Summarizes the blocks that `added` fill, which follow on the `before` points that a series had. Only a series whose points
 * arrive in order has blocks: one that falls back loses them, and is read point by point.
 */
export function keepBlocks(
  database: Database,
  run: number,
  key: number,
  before: number,
  added: readonly Place[],
  ordered: boolean,
): void {
  let block = Math.floor(before / BLOCK);
  if (!ordered) {
    if (block > 0) database.statement('DELETE FROM metric_blocks WHERE run = ? AND key = ?').run(run, key);
    return;
  }
  const begun = before % BLOCK;
  let room = BLOCK - begun;
  for (let from = 0; added.length - from >= room; block += 1) {
    const part = added.slice(from, from + room);
    const fresh = summarize(part);
    const whole = room === BLOCK ? fresh : join(begunBlock(database, run, key, block, begun), fresh);
    insertBlock(database, run, key, block, whole, part.at(-1) as Place);
    from += room;
    room = BLOCK;
  }
}
