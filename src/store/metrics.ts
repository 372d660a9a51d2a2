import type { Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql } from './database.ts';
import { keepBlocks, type Place } from './metric-blocks.ts';

/** A point as stored: NaN is value 0 with `is_nan`, which is also how it is compared (MLflow's clean-up rule). */
export interface Point {
  key: number;
  step: Int64;
  timestamp: Int64;
  value: number;
  is_nan: 0 | 1;
}

interface Series {
  latest: Point;
  points: number;
  /** Whether timestamps never fall along (step, timestamp, value): then a history is read in key order, without a sort. */
  ordered: boolean;
  /** Of the numbers of the series: NaN is none of them. Null where there is nothing but NaN. */
  min: number | null;
  max: number | null;
  /** The number of the least (step, timestamp, value). */
  first: number | null;
}

const LARGEST = Number.MAX_VALUE;

/** NaN, and infinities clamped to the largest double as MLflow stores them. */
export function cleanValue(value: number): { value: number; is_nan: 0 | 1 } {
  if (Number.isNaN(value)) return { value: 0, is_nan: 1 };
  return { value: Math.max(-LARGEST, Math.min(LARGEST, value)), is_nan: 0 };
}

function compare(a: Point, b: Point): number {
  if (a.step !== b.step) return a.step < b.step ? -1 : 1;
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1;
  return a.value - b.value;
}

function readSeries(database: Database, run: number, key: number): Series | undefined {
  const row = database
    .statement(
      `SELECT ${int64Sql('step')}, ${int64Sql('timestamp')}, value, is_nan, points, ordered, min_value, max_value, first_value FROM latest_metrics WHERE run = ? AND key = ?`,
    )
    .get(run, key);
  if (row === undefined) return undefined;
  const [step, timestamp, value, is_nan, points, ordered, min, max, first] = row;
  return {
    latest: { key, step: int64Of(step), timestamp: int64Of(timestamp), value, is_nan } as Point,
    points: Number(points),
    ordered: ordered === 1,
    min: min as number | null,
    max: max as number | null,
    first: first as number | null,
  };
}

const NO_BEST = { min: null, max: null, first: null };

function extendBest(series: Series, { value, is_nan }: Point): void {
  if (is_nan === 1) return;
  series.min = series.min === null ? value : Math.min(series.min, value);
  series.max = series.max === null ? value : Math.max(series.max, value);
  series.first ??= value;
}

function begin(point: Point): Series {
  const series = { latest: point, points: 1, ordered: true, ...NO_BEST };
  extendBest(series, point);
  return series;
}

function extend(series: Series | undefined, point: Point): Series {
  if (series === undefined) return begin(point);
  const later = compare(point, series.latest);
  series.points += 1;
  series.ordered &&= later >= 0 && point.timestamp >= series.latest.timestamp;
  if (later > 0) series.latest = point;
  extendBest(series, point);
  return series;
}

const WRITE_SERIES = `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, experiment_id, points, ordered, min_value,
max_value, first_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET step = excluded.step,
timestamp = excluded.timestamp, value = excluded.value, is_nan = excluded.is_nan, points = excluded.points,
ordered = excluded.ordered, min_value = excluded.min_value, max_value = excluded.max_value, first_value = excluded.first_value`;

/** Rows of one INSERT: many rows a statement cost half of one row a statement. */
const CHUNKS = [64, 8, 1] as const;

const insertSql = (rows: number) =>
  `INSERT INTO metrics VALUES ${Array(rows).fill('(?, ?, ?, ?, ?, ?)').join(', ')}`;
const INSERTS = new Map(CHUNKS.map((rows) => [rows, insertSql(rows)]));
const INSERT_UNLESS_THERE = `${insertSql(1)} ON CONFLICT DO NOTHING`;

const rowOf = (run: number, { key, step, timestamp, value, is_nan }: Point) => [
  run,
  key,
  step,
  timestamp,
  value,
  is_nan,
];

/** Whether each point comes after the one before it, and the first after the latest: then none can be there already. */
function isAppend(series: Series | undefined, points: readonly Point[]): boolean {
  let last = series?.latest;
  for (const point of points) {
    if (last !== undefined && compare(point, last) <= 0) return false;
    last = point;
  }
  return true;
}

function append(database: Database, run: number, points: readonly Point[]): void {
  let from = 0;
  for (const rows of CHUNKS)
    for (; points.length - from >= rows; from += rows)
      database
        .statement(INSERTS.get(rows) ?? '')
        .run(...points.slice(from, from + rows).flatMap((point) => rowOf(run, point)));
}

/** The points that were not there yet, stored. */
function insertNew(database: Database, run: number, points: readonly Point[]): Point[] {
  const insert = database.statement(INSERT_UNLESS_THERE);
  return points.filter((point) => insert.run(...rowOf(run, point)).changes === 1);
}

function writeSeries(
  database: Database,
  run: { id: number; experiment_id: number },
  key: number,
  { latest, points, ordered, min, max, first }: Series,
): void {
  const { step, timestamp, value, is_nan } = latest;
  const { id, experiment_id } = run;
  const written = [id, key, step, timestamp, value, is_nan, experiment_id, points, ordered ? 1 : 0];
  database.statement(WRITE_SERIES).run(...written, min, max, first);
}

/** The first number along the key, looked up: points that came out of order may have gone before it. */
function firstNumber(database: Database, run: number, key: number): number | null {
  const sql =
    'SELECT value FROM metrics WHERE run = ? AND key = ? AND is_nan = 0 ORDER BY step, timestamp, value LIMIT 1';
  return (database.value(sql, run, key) as number | undefined) ?? null;
}

const placeOfPoint = ({ step, timestamp, value, is_nan }: Point): Place => [step, timestamp, value, is_nan];

function insertSeries(
  database: Database,
  run: { id: number; experiment_id: number },
  key: number,
  points: readonly Point[],
): readonly Point[] {
  let series = readSeries(database, run.id, key);
  const before = series?.points ?? 0;
  const isAppended = isAppend(series, points);
  if (isAppended) append(database, run.id, points);
  const added = isAppended ? points : insertNew(database, run.id, points);
  for (const point of added) series = extend(series, point);
  if (added.length === 0 || series === undefined) return [];
  if (!isAppended) series.first = firstNumber(database, run.id, key);
  writeSeries(database, run, key, series);
  keepBlocks(database, run.id, key, before, added.map(placeOfPoint), series.ordered);
  return added;
}

/**
 * Appends points and keeps `latest_metrics` at the greatest (step, timestamp, value). A point that is there already is left
 * alone. Returns how many were new, and tells `onNew` of them.
 */
export function insertPoints(
  database: Database,
  run: { id: number; experiment_id: number },
  points: readonly Point[],
  onNew?: (points: readonly Point[]) => void,
): number {
  let added = 0;
  for (const [key, series] of Map.groupBy(points, (point) => point.key)) {
    const fresh = insertSeries(database, run, key, series);
    added += fresh.length;
    onNew?.(fresh);
  }
  return added;
}

export interface ModelPoint extends Point {
  model: number;
  run: number;
  dataset_name: string;
  dataset_digest: string;
}

/** Stores points under the logged model that they were measured on. */
export function insertModelPoints(database: Database, points: readonly ModelPoint[]): void {
  const insert = database.statement(
    'INSERT OR REPLACE INTO logged_model_metrics (model, key, timestamp, step, value, is_nan, run, dataset_name, dataset_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { model, key, timestamp, step, value, is_nan, run, dataset_name, dataset_digest } of points)
    insert.run(model, key, timestamp, step, value, is_nan, run, dataset_name, dataset_digest);
}

/** Number of points of a series and whether key order is time order; undefined where there is none. */
export function seriesOf(
  database: Database,
  run: number,
  key: number,
): { points: number; ordered: boolean } | undefined {
  return readSeries(database, run, key);
}
