import { type Database, int64Sql, type SqlRow } from './database.ts';
import { seriesOf, valueJson } from './metrics.ts';

/** Where a page of history ended: timestamp, step, value, is_nan; int64 as text. */
export type HistoryKey = [timestamp: string, step: string, value: number, isNan: number];

export interface HistoryPage {
  /** JSON texts of the points, comma-joined. */
  json: string;
  points: number;
  next: HistoryKey | undefined;
}

const COLUMNS = `${int64Sql('timestamp')}, ${int64Sql('step')}, value, is_nan`;

function pointsJson(rows: readonly SqlRow[], before: string, after: string): string {
  let json = '';
  for (const row of rows) {
    if (json !== '') json += ',';
    json += `${before}"value":${valueJson(row, 2, 3)},"timestamp":${row[0]},"step":${row[1]}${after}`;
  }
  return json;
}

/** A page of a series that has to be sorted costs a sort of all of it, so there are few of them. */
const SORTED_PAGE = 500_000;

/**
 * Points of a series after a key, in MLflow's order: timestamp, step, value. Where timestamps never fall along the steps that is
 * the order of the primary key, and a page costs a page; otherwise each page sorts the series. `exact` keeps to `limit` then too.
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
  const order = series?.ordered ? 'step, timestamp, value, is_nan' : 'timestamp, step, value, is_nan';
  const place = series?.ordered ? [1, 0, 2, 3] : [0, 1, 2, 3];
  const where = after === undefined ? '' : ` AND (${order}) > (?, ?, ?, ?)`;
  const bound = after === undefined ? [] : [BigInt(after[0]), BigInt(after[1]), after[2], after[3]];
  const rows = database
    .statement(`SELECT ${COLUMNS} FROM metrics WHERE run = ? AND key = ?${where} ORDER BY ${order} LIMIT ?`)
    .all(run, key.id, ...place.flatMap((index) => bound[index] ?? []), limit + 1);
  const more = rows.length > limit;
  if (more) rows.pop();
  const last = rows.at(-1);
  const next: HistoryKey | undefined =
    more && last ? [String(last[0]), String(last[1]), last[2] as number, last[3] as number] : undefined;
  return { json: pointsJson(rows, `{"key":${JSON.stringify(key.name)},`, '}'), points: rows.length, next };
}

export interface BulkHistory {
  runs: readonly { id: number; run_id: string }[];
  key: { id: number; name: string };
  limit: number;
}

/** Points of several runs, run by run, `limit` in all. */
export function bulkHistory(database: Database, { runs, key, limit }: BulkHistory): string {
  const parts: string[] = [];
  let room = limit;
  for (const run of runs) {
    if (room <= 0) break;
    const rows = database
      .statement(
        `SELECT ${COLUMNS} FROM metrics WHERE run = ? AND key = ? ORDER BY timestamp, step, value LIMIT ?`,
      )
      .all(run.id, key.id, room);
    room -= rows.length;
    if (rows.length > 0)
      parts.push(pointsJson(rows, `{"key":${JSON.stringify(key.name)},`, `,"run_id":"${run.run_id}"}`));
  }
  return `{"metrics":[${parts.join(',')}]}`;
}

export interface IntervalHistory extends BulkHistory {
  start_step: number | undefined;
  end_step: number | undefined;
}

/** SQL's NTILE: the bucket of a place where the first `total % buckets` buckets hold one row more than the others. */
function bucketOf(place: number, total: number, buckets: number): number {
  const size = Math.floor(total / buckets);
  const larger = total % buckets;
  const inLarger = larger * (size + 1);
  return place < inLarger ? Math.floor(place / (size + 1)) : larger + Math.floor((place - inLarger) / size);
}

/** The first row of each of `buckets` even buckets, but of the last one its last row. */
function evenly(rows: Iterable<SqlRow>, total: number, buckets: number): SqlRow[] {
  const picked: SqlRow[] = [];
  let place = 0;
  for (const row of rows) {
    const bucket = bucketOf(place, total, buckets);
    place += 1;
    if (bucket >= picked.length || place === total) picked[bucket] = row;
  }
  return picked;
}

/** Of each run the first point of each of `limit` even buckets (rows by step, timestamp, value), ending with the last point. */
export function intervalHistory(database: Database, request: IntervalHistory): string {
  const { runs, key, limit, start_step, end_step } = request;
  const range = [start_step ?? -(2n ** 63n), end_step ?? 2n ** 63n - 1n];
  const from = 'FROM metrics WHERE run = ? AND key = ? AND step BETWEEN ? AND ?';
  const parts = runs.flatMap((run) => {
    const total = Number(database.value(`SELECT count(*) ${from}`, run.id, key.id, ...range));
    const rows = database
      .statement(`SELECT ${COLUMNS} ${from} ORDER BY step, timestamp, value, is_nan`)
      .iterate(run.id, key.id, ...range);
    const json = pointsJson(
      evenly(rows, total, limit),
      `{"key":${JSON.stringify(key.name)},`,
      `,"run_id":"${run.run_id}"}`,
    );
    return json === '' ? [] : [json];
  });
  return parts.length === 0 ? '{}' : `{"metrics":[${parts.join(',')}]}`;
}
