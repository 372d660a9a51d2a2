import type { KeyedMetric } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';
import { grouped, pairOf, type TagPair } from './registered-models.ts';

/** A version of a model with what it was made of, as far as that is still there. */
export interface BoardRow {
  id: number;
  version: number;
  stage: string;
  description: string | undefined;
  user_id: string | undefined;
  creation_time: number;
  last_update_time: number;
  run_id: string | undefined;
  model_id: string | undefined;
  /** Row numbers. */
  run: number | undefined;
  logged_model: number | undefined;
  run_name: string | undefined;
  experiment_id: number | undefined;
}

const textOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : String(value));
const numberOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : Number(value));

function boardRowOf(row: SqlRow): BoardRow {
  return {
    id: Number(row[0]),
    version: Number(row[1]),
    stage: String(row[2]),
    description: textOf(row[3]),
    user_id: textOf(row[4]),
    creation_time: Number(row[5]),
    last_update_time: Number(row[6]),
    run_id: textOf(row[7]),
    model_id: textOf(row[8]),
    run: numberOf(row[9]),
    logged_model: numberOf(row[10]),
    run_name: textOf(row[11]),
    experiment_id: numberOf(row[12]),
  };
}

/** Every version of a model, newest first. A run or logged model that was purged counts as gone. */
export function boardRows(database: Database, model: number): BoardRow[] {
  return database
    .statement(
      `SELECT v.id, v.version, v.stage, v.description, v.user_id, v.creation_time, v.last_update_time, v.run_id, v.model_id,
         r.id, l.id, r.name, coalesce(r.experiment_id, l.experiment_id)
       FROM model_versions v
       LEFT JOIN runs r ON r.run_id = v.run_id AND r.experiment_id IS NOT NULL
       LEFT JOIN logged_models l ON l.model_id = v.model_id AND l.experiment_id IS NOT NULL
       WHERE v.model = ? ORDER BY v.version DESC`,
    )
    .all(model)
    .map(boardRowOf);
}

const metricOf = ([, key, value, isNan]: SqlRow): KeyedMetric => ({
  key: String(key),
  value: isNan === 1 ? 'NaN' : Number(value),
});

/** Names of the metrics that any of the runs has, by the number of their key, in alphabetical order. */
function metricNames(database: Database, runs: readonly number[]): [key: number, name: string][] {
  return database
    .statement(
      `SELECT n.id, n.name FROM (SELECT DISTINCT x.key FROM json_each(?) j CROSS JOIN latest_metrics x ON x.run = j.value) k
       CROSS JOIN names n ON n.id = k.key ORDER BY n.name`,
    )
    .all(JSON.stringify(runs))
    .map(([key, name]) => [Number(key), String(name)]);
}

/**
 * The first few latest metrics of runs, by name; a run without any is missing. Runs that are shown together have mostly the same
 * metrics, so that the first names of all are asked for first, and only who has too few of these is asked for more.
 */
export function firstRunMetrics(
  database: Database,
  runs: readonly number[],
  most: number,
): Map<number, KeyedMetric[]> {
  const names = metricNames(database, runs);
  const found = new Map<number, KeyedMetric[]>();
  let waiting = runs;
  for (let from = 0, size = 2 * most; from < names.length && waiting.length > 0; from += size, size *= 2) {
    const asked = new Map(names.slice(from, from + size));
    for (const [run, metrics] of metricsOfKeys(database, waiting, asked))
      found.set(run, [...(found.get(run) ?? []), ...metrics].slice(0, most));
    waiting = waiting.filter((run) => (found.get(run)?.length ?? 0) < most);
  }
  return found;
}

function metricsOfKeys(
  database: Database,
  runs: readonly number[],
  names: ReadonlyMap<number, string>,
): Map<number, KeyedMetric[]> {
  const rows = database
    .statement(
      `SELECT x.run, x.key, x.value, x.is_nan FROM json_each(?) j CROSS JOIN json_each(?) k
       CROSS JOIN latest_metrics x ON x.run = j.value AND x.key = k.value ORDER BY j.key, k.key`,
    )
    .all(JSON.stringify([...new Set(runs)]), JSON.stringify([...names.keys()]));
  return grouped(rows, ([run, key, ...rest]) =>
    metricOf([run ?? null, names.get(Number(key)) ?? '', ...rest]),
  );
}

/** The key of each metric of the asked logged models, by a seek each: their points are not walked. */
const MODEL_KEYS = `
  RECURSIVE found (model, key) AS (
    SELECT j.value, (SELECT min(key) FROM logged_model_metrics WHERE model = j.value) FROM json_each(?) j
    UNION ALL
    SELECT model, (SELECT min(key) FROM logged_model_metrics WHERE model = found.model AND key > found.key)
    FROM found WHERE key IS NOT NULL)`;
const latest = (column: string) =>
  `(SELECT ${column} FROM logged_model_metrics WHERE model = k.model AND key = k.key ORDER BY timestamp DESC, step DESC LIMIT 1)`;

/** The first few metrics of logged models, by name, each with the point logged last; a model without any is missing. */
export function firstModelMetrics(
  database: Database,
  models: readonly number[],
  most: number,
): Map<number, KeyedMetric[]> {
  const rows = database
    .statement(
      `WITH ${MODEL_KEYS}
       SELECT k.model, k.name, ${latest('value')}, ${latest('is_nan')} FROM (
         SELECT f.model, f.key, n.name, row_number() OVER (PARTITION BY f.model ORDER BY n.name) AS place
         FROM found f CROSS JOIN names n ON n.id = f.key) k
       WHERE k.place <= ? ORDER BY k.model, k.place`,
    )
    .all(JSON.stringify(models), most);
  return grouped(rows, metricOf);
}

/** The first few tags of versions by row number, by key, without those that MLflow keeps for itself. */
export function firstVersionTags(
  database: Database,
  ids: readonly number[],
  most: number,
): Map<number, TagPair[]> {
  const rows = database
    .statement(
      `SELECT version, key, value FROM (
         SELECT x.version, x.key, x.value, row_number() OVER (PARTITION BY x.version ORDER BY x.key) AS place
         FROM json_each(?) j CROSS JOIN model_version_tags x ON x.version = j.value
         WHERE x.key NOT LIKE 'mlflow.%' AND x.key NOT LIKE '\\_mlflow%' ESCAPE '\\')
       WHERE place <= ? ORDER BY version, place`,
    )
    .all(JSON.stringify(ids), most);
  return grouped(rows, pairOf);
}
