import type { LoggedModel, LoggedModelStatus } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow } from './database.ts';

export interface LoggedModelRow {
  id: number;
  model_id: string;
  experiment_id: number;
  deleted: boolean;
  workspace: string;
}

export interface NewLoggedModel {
  model_id: string;
  experiment_id: number;
  name: string;
  artifact_uri: string;
  model_type: string | undefined;
  source_run_id: string | undefined;
  time: number;
}

export function findLoggedModel(database: Database, modelId: string): LoggedModelRow | undefined {
  const row = database
    .statement(
      'SELECT m.id, m.model_id, m.experiment_id, m.deleted, e.workspace FROM logged_models m JOIN experiments e USING (experiment_id) WHERE m.model_id = ?',
    )
    .get(modelId);
  return (
    row && {
      id: Number(row[0]),
      model_id: String(row[1]),
      experiment_id: Number(row[2]),
      deleted: row[3] !== 0,
      workspace: String(row[4]),
    }
  );
}

/** Stores a logged model, PENDING, and returns its row number. */
export function insertLoggedModel(database: Database, model: NewLoggedModel): number {
  const sql =
    "INSERT INTO logged_models (model_id, experiment_id, name, artifact_uri, status, model_type, source_run_id, creation_timestamp_ms, last_updated_timestamp_ms) VALUES (?, ?, ?, ?, 'LOGGED_MODEL_PENDING', ?, ?, ?, ?)";
  const { model_id, experiment_id, name, artifact_uri, model_type, source_run_id, time } = model;
  return Number(
    database
      .statement(sql)
      .run(model_id, experiment_id, name, artifact_uri, model_type ?? null, source_run_id ?? null, time, time)
      .lastInsertRowid,
  );
}

export function setLoggedModelStatus(
  database: Database,
  id: number,
  status: LoggedModelStatus,
  time: number,
): void {
  database
    .statement('UPDATE logged_models SET status = ?, last_updated_timestamp_ms = ? WHERE id = ?')
    .run(status, time, id);
}

export function setLoggedModelDeleted(database: Database, id: number, time: number): void {
  database
    .statement('UPDATE logged_models SET deleted = 1, last_updated_timestamp_ms = ? WHERE id = ?')
    .run(time, id);
}

export function setLoggedModelTag(database: Database, id: number, key: number, value: string): void {
  database
    .statement(
      'INSERT INTO logged_model_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(id, key, value);
}

/** Whether there was such a tag. */
export function deleteLoggedModelTag(database: Database, id: number, key: number): boolean {
  return (
    database.statement('DELETE FROM logged_model_tags WHERE model = ? AND key = ?').run(id, key).changes > 0
  );
}

/** Stores a param once; returns the value that was there before it, which then stands. */
export function insertLoggedModelParam(
  database: Database,
  id: number,
  key: number,
  value: string,
): string | undefined {
  const added = database
    .statement('INSERT INTO logged_model_params VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(id, key, value).changes;
  if (added === 1) return undefined;
  return database.value(
    'SELECT value FROM logged_model_params WHERE model = ? AND key = ?',
    id,
    key,
  ) as string;
}

function pairs(database: Database, table: string, id: number): { key: string; value: string }[] {
  return database
    .statement(`SELECT n.name, x.value FROM ${table} x JOIN names n ON n.id = x.key WHERE x.model = ?`)
    .all(id)
    .map(([key, value]) => ({ key: String(key), value: String(value) }));
}

function metricOf(row: SqlRow) {
  const [key, value, isNan, timestamp, step, run_id, name, digest] = row;
  return {
    key: String(key),
    value: isNan === 1 ? 'NaN' : Number(value),
    timestamp: int64Of(timestamp),
    step: int64Of(step),
    ...(name !== '' && { dataset_name: String(name) }),
    ...(digest !== '' && { dataset_digest: String(digest) }),
    run_id: String(run_id),
  };
}

/** The latest point of each (metric, dataset) of a model: the greatest (step, timestamp, value). */
function latestMetrics(database: Database, id: number, modelId: string) {
  return database
    .statement(
      `SELECT n.name, x.value, x.is_nan, ${int64Sql('x.timestamp')}, ${int64Sql('x.step')}, r.run_id, x.dataset_name, x.dataset_digest FROM (
         SELECT *, row_number() OVER (PARTITION BY key, dataset_name, dataset_digest, run ORDER BY step DESC, timestamp DESC, value DESC) AS place
         FROM logged_model_metrics WHERE model = ?) x
       JOIN names n ON n.id = x.key JOIN runs r ON r.id = x.run WHERE x.place = 1`,
    )
    .all(id)
    .map((row) => ({ ...metricOf(row), model_id: modelId }));
}

const INFO =
  'model_id, experiment_id, name, artifact_uri, status, model_type, source_run_id, status_message, creation_timestamp_ms, last_updated_timestamp_ms';

/** The versions of registered models that were made of a logged model. */
function registrations(database: Database, modelId: string): { name: string; version: string }[] {
  return database
    .statement(
      'SELECT m.name, v.version FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model_id = ? ORDER BY v.id',
    )
    .all(modelId)
    .map(([name, version]) => ({ name: String(name), version: String(version) }));
}

function infoOf(
  row: SqlRow,
  tags: { key: string; value: string }[],
  registered: { name: string; version: string }[],
): LoggedModel['info'] {
  const [model_id, experiment_id, name, artifact_uri, status, type, run, message, created, updated] = row;
  return {
    model_id: String(model_id),
    experiment_id: String(experiment_id),
    name: String(name),
    creation_timestamp_ms: Number(created),
    last_updated_timestamp_ms: Number(updated),
    artifact_uri: String(artifact_uri),
    status: String(status),
    model_type: String(type ?? ''),
    source_run_id: String(run ?? ''),
    ...(message !== null && { status_message: String(message) }),
    ...(tags.length > 0 && { tags }),
    ...(registered.length > 0 && { registrations: registered }),
  };
}

/** A logged model with its tags, params and latest metrics, by row number. NaN is MLflow's text already. */
export function loggedModel(database: Database, id: number): LoggedModel {
  const row = database.statement(`SELECT ${INFO} FROM logged_models WHERE id = ?`).get(id);
  if (row === undefined) throw new Error(`no logged model has row ${id}`);
  const params = pairs(database, 'logged_model_params', id);
  const metrics = latestMetrics(database, id, String(row[0]));
  const data = { ...(params.length > 0 && { params }), ...(metrics.length > 0 && { metrics }) };
  const tags = pairs(database, 'logged_model_tags', id);
  return { info: infoOf(row, tags, registrations(database, String(row[0]))), data } as LoggedModel;
}
