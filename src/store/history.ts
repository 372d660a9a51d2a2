import { type Database, int64Sql, type SqlRow } from './database.ts';
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

const COLUMNS = `${int64Sql('timestamp')}, ${int64Sql('step')}, value, is_nan`;

function pointJson([timestamp, step, value, isNan]: SqlRow, key: string, runId: string): string {
  return `${opening(key)}${isNan === 1 ? '"NaN"' : value},"timestamp":${timestamp},"step":${step},"run_id":"${runId}"}`;
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
    return evenly(rows, total, limit).map((row) => pointJson(row, key.name, run.run_id));
  });
  return parts.length === 0 ? '{}' : `{"metrics":[${parts.join(',')}]}`;
}
