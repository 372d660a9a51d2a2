import type { Database } from './database.ts';
import { ALONG_KEY, BLOCK, endOfBlock, PLACE, type Place, placeOf, placesAfter } from './metric-blocks.ts';
import { seriesOf } from './metrics.ts';

/** Where a page of history ended: timestamp, step, value, is_nan; int64 as text. */
export type HistoryKey = [timestamp: string, step: string, value: number, isNan: number];

export interface HistoryPage {
  /** JSON texts of the points, comma-joined. */
  json: string;
  points: number;
  next: HistoryKey | undefined;
}

// SQLite builds the text: half the time of formatting rows here, and its text of a double reads back exactly.
const POINT = `? || iif(is_nan, '"NaN"', value) || ',"timestamp":' || timestamp || ',"step":' || step || ?`;

const opening = (key: string) => `{"key":${JSON.stringify(key)},"value":`;

/** A page of a series that has to be sorted costs a sort of all of it, so there are few of them. */
const SORTED_PAGE = 500_000;

const BY_STEP = { columns: 'step, timestamp, value, is_nan', places: [1, 0, 2, 3] } as const;
const BY_TIME = { columns: 'timestamp, step, value, is_nan', places: [0, 1, 2, 3] } as const;

/**
 * Points of a series after a key, in MLflow's order: timestamp, step, value. Where timestamps never fall along the steps that is
 * the order of the primary key, and a page costs a page; otherwise each page sorts the series. `exact` keeps to `asked` then too.
 */
export function historyPage(
  database: Database,
  run: number,
  key: { id: number; name: string },
  after: HistoryKey | undefined,
  asked: number,
  exact: boolean,
): HistoryPage {
  const series = seriesOf(database, run, key.id);
  const limit = exact || series?.ordered ? asked : SORTED_PAGE;
  const { columns, places } = series?.ordered ? BY_STEP : BY_TIME;
  const bound = after === undefined ? [] : [BigInt(after[0]), BigInt(after[1]), after[2], after[3]];
  const past = places.flatMap((place) => bound[place] ?? []);
  const from = `FROM metrics WHERE run = ? AND key = ?${after === undefined ? '' : ` AND (${columns}) > (?, ?, ?, ?)`} ORDER BY ${columns}`;
  const [json, points] = database
    .statement(`SELECT group_concat(point), count(*) FROM (SELECT ${POINT} AS point ${from} LIMIT ?)`)
    .get(opening(key.name), '}', run, key.id, ...past, limit) as [string | null, number];
  const next = points < limit ? undefined : keyAt(database, from, [run, key.id, ...past], limit);
  return { json: json ?? '', points, next };
}

/** The key of the last row of a full page, or undefined where no row follows it. */
function keyAt(
  database: Database,
  from: string,
  values: (number | bigint)[],
  limit: number,
): HistoryKey | undefined {
  const text = `SELECT CAST(timestamp AS TEXT), CAST(step AS TEXT), value, is_nan ${from} LIMIT 2 OFFSET ?`;
  const [last, following] = database.statement(text).all(...values, limit - 1);
  return following === undefined ? undefined : (last as HistoryKey | undefined);
}

export interface BulkHistory {
  runs: readonly { id: number; run_id: string }[];
  key: { id: number; name: string };
  limit: number;
}

const BULK = `SELECT group_concat(point), count(*) FROM (SELECT ${POINT} AS point FROM metrics WHERE run = ? AND key = ?
  ORDER BY timestamp, step, value LIMIT ?)`;

/** Points of several runs, run by run, `limit` in all. */
export function bulkHistory(database: Database, { runs, key, limit }: BulkHistory): string {
  const parts: string[] = [];
  let room = limit;
  for (const run of runs) {
    if (room <= 0) break;
    const [json, points] = database
      .statement(BULK)
      .get(opening(key.name), `,"run_id":"${run.run_id}"}`, run.id, key.id, room) as [string | null, number];
    room -= points;
    if (json !== null) parts.push(json);
  }
  return `{"metrics":[${parts.join(',')}]}`;
}

export interface IntervalHistory extends BulkHistory {
  start_step: number | undefined;
  end_step: number | undefined;
}

function pointJson([step, timestamp, value, isNan]: Place, key: string, runId: string): string {
  return `${opening(key)}${isNan === 1 ? '"NaN"' : value},"timestamp":${timestamp},"step":${step},"run_id":"${runId}"}`;
}

/** First place of a bucket of SQL's NTILE: the first `total % buckets` buckets hold one row more than the others. */
function startOf(bucket: number, total: number, buckets: number): number {
  return bucket * Math.floor(total / buckets) + Math.min(bucket, total % buckets);
}

/** The place of the first row of each even bucket, but of the last bucket that of its last row. */
function pickedPlaces(total: number, buckets: number): number[] {
  const count = Math.min(total, buckets);
  return Array.from({ length: count }, (_, bucket) =>
    bucket === count - 1 ? total - 1 : startOf(bucket, total, buckets),
  );
}

/** Rows of a series by their place in it: near enough to the end of a block to be reached from there. */
function rowsByBlock(database: Database, run: number, key: number, places: readonly number[]): Place[] {
  return places.flatMap((place) => {
    const block = Math.floor(place / BLOCK);
    return placesAfter(
      database,
      run,
      key,
      endOfBlock(database, run, key, block - 1),
      1,
      place - block * BLOCK,
    );
  });
}

function rowsByScan(
  database: Database,
  run: number,
  key: number,
  range: readonly bigint[],
  buckets: number,
): Place[] {
  const from = 'FROM metrics WHERE run = ? AND key = ? AND step BETWEEN ? AND ?';
  const total = Number(database.value(`SELECT count(*) ${from}`, run, key, ...range));
  const wanted = new Set(pickedPlaces(total, buckets));
  const rows = database
    .statement(`SELECT ${PLACE} ${from} ORDER BY ${ALONG_KEY}`)
    .iterate(run, key, ...range);
  const picked: Place[] = [];
  let place = 0;
  for (const row of rows) {
    if (wanted.has(place)) picked.push(placeOf(row));
    place += 1;
  }
  return picked;
}

/** From so many points for each one picked, jumping from block to block is quicker than reading all. */
const WORTH_JUMPING = 50;

/** Of each run the first point of each of `limit` even buckets (rows by step, timestamp, value), ending with the last point. */
export function intervalHistory(database: Database, request: IntervalHistory): string {
  const { runs, key, limit, start_step, end_step } = request;
  const range = [BigInt(start_step ?? -(2n ** 63n)), BigInt(end_step ?? 2n ** 63n - 1n)];
  const whole = start_step === undefined && end_step === undefined;
  const parts = runs.flatMap((run) => {
    const series = seriesOf(database, run.id, key.id);
    const jump = whole && series?.ordered === true && series.points > limit * WORTH_JUMPING;
    const rows = jump
      ? rowsByBlock(database, run.id, key.id, pickedPlaces(series.points, limit))
      : rowsByScan(database, run.id, key.id, range, limit);
    return rows.map((row) => pointJson(row, key.name, run.run_id));
  });
  return parts.length === 0 ? '{}' : `{"metrics":[${parts.join(',')}]}`;
}
