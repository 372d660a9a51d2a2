import type { Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql } from './database.ts';

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
      `SELECT ${int64Sql('step')}, ${int64Sql('timestamp')}, value, is_nan, points, ordered FROM latest_metrics WHERE run = ? AND key = ?`,
    )
    .get(run, key);
  if (row === undefined) return undefined;
  const [step, timestamp, value, is_nan, points, ordered] = row;
  return {
    latest: { key, step: int64Of(step), timestamp: int64Of(timestamp), value, is_nan } as Point,
    points: Number(points),
    ordered: ordered === 1,
  };
}

function extend(series: Series | undefined, point: Point): Series {
  if (series === undefined) return { latest: point, points: 1, ordered: true };
  const later = compare(point, series.latest);
  series.points += 1;
  series.ordered &&= later >= 0 && point.timestamp >= series.latest.timestamp;
  if (later > 0) series.latest = point;
  return series;
}

const WRITE_SERIES = `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, experiment_id, points, ordered)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET step = excluded.step, timestamp = excluded.timestamp,
value = excluded.value, is_nan = excluded.is_nan, points = excluded.points, ordered = excluded.ordered`;

/**
 * Appends points and keeps `latest_metrics` at the greatest (step, timestamp, value). A point that is there already is left
 * alone. Returns how many were new.
 */
export function insertPoints(
  database: Database,
  run: { id: number; experiment_id: number },
  points: readonly Point[],
): number {
  const insert = database.statement('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const touched = new Map<number, Series>();
  let added = 0;
  for (const point of points) {
    const { key, step, timestamp, value, is_nan } = point;
    if (insert.run(run.id, key, step, timestamp, value, is_nan).changes === 0) continue;
    added += 1;
    const known = touched.get(key) ?? readSeries(database, run.id, key);
    touched.set(key, extend(known, point));
  }
  const write = database.statement(WRITE_SERIES);
  for (const [key, { latest, points: count, ordered }] of touched)
    write.run(
      run.id,
      key,
      latest.step,
      latest.timestamp,
      latest.value,
      latest.is_nan,
      run.experiment_id,
      count,
      ordered ? 1 : 0,
    );
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
