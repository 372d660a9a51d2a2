import type { Database, SqlRow } from './database.ts';
import { grouped, pairOf, type TagPair } from './registered-models.ts';

export interface ModelVersionRow {
  id: number;
  /** Row number of the registered model. */
  model: number;
  name: string;
  version: number;
  description: string | undefined;
  user_id: string | undefined;
  /** As the workspace's settings name it. */
  stage: string;
  source: string;
  storage_location: string | undefined;
  run_id: string | undefined;
  run_link: string | undefined;
  model_id: string | undefined;
  status: 'PENDING_REGISTRATION' | 'FAILED_REGISTRATION' | 'READY';
  status_message: string | undefined;
  parent_version: number | undefined;
  merged_version: number | undefined;
  creation_time: number;
  last_update_time: number;
}

export interface NewModelVersion {
  version_id: string;
  model: number;
  description: string | undefined;
  user_id: string | undefined;
  stage: string;
  source: string;
  storage_location: string;
  run_id: string | undefined;
  run_link: string | undefined;
  model_id: string | undefined;
  parent_version: number | undefined;
  merged_version: number | undefined;
  time: number;
}

const COLUMNS =
  'v.id, v.model, m.name, v.version, v.description, v.user_id, v.stage, v.source, v.storage_location, v.run_id, v.run_link, v.model_id, v.status, v.status_message, v.parent_version, v.merged_version, v.creation_time, v.last_update_time';

const textOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : String(value));
const numberOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : Number(value));

function versionOf(row: SqlRow): ModelVersionRow {
  return {
    id: Number(row[0]),
    model: Number(row[1]),
    name: String(row[2]),
    version: Number(row[3]),
    description: textOf(row[4]),
    user_id: textOf(row[5]),
    stage: String(row[6]),
    source: String(row[7]),
    storage_location: textOf(row[8]),
    run_id: textOf(row[9]),
    run_link: textOf(row[10]),
    model_id: textOf(row[11]),
    status: String(row[12]) as ModelVersionRow['status'],
    status_message: textOf(row[13]),
    parent_version: numberOf(row[14]),
    merged_version: numberOf(row[15]),
    creation_time: Number(row[16]),
    last_update_time: Number(row[17]),
  };
}

/** A version of a model by the model's row number. */
export function findModelVersion(
  database: Database,
  model: number,
  version: number,
): ModelVersionRow | undefined {
  const row = database
    .statement(
      `SELECT ${COLUMNS} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model = ? AND v.version = ?`,
    )
    .get(model, version);
  return row && versionOf(row);
}

/** Versions by row number, in the order of the numbers. */
export function modelVersionsByIds(database: Database, ids: readonly number[]): ModelVersionRow[] {
  return database
    .statement(
      `SELECT ${COLUMNS} FROM json_each(?) j JOIN model_versions v ON v.id = j.value JOIN registered_models m ON m.id = v.model ORDER BY j.key`,
    )
    .all(JSON.stringify(ids))
    .map(versionOf);
}

/** The newest version of each of the stages, of each of the models: by model, then by number. */
export function latestVersions(
  database: Database,
  models: readonly number[],
  stages: readonly string[],
): ModelVersionRow[] {
  return database
    .statement(
      `SELECT ${COLUMNS} FROM json_each(?) j CROSS JOIN json_each(?) s
         CROSS JOIN model_versions v ON v.model = j.value AND v.stage = s.value
           AND v.version = (SELECT max(version) FROM model_versions WHERE model = j.value AND stage = s.value)
         JOIN registered_models m ON m.id = v.model
       ORDER BY j.key, v.version`,
    )
    .all(JSON.stringify(models), JSON.stringify(stages))
    .map(versionOf);
}

/** The highest number among the versions of a model that exist. */
export function highestVersion(database: Database, model: number): ModelVersionRow | undefined {
  const row = database
    .statement(
      `SELECT ${COLUMNS} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model = ? ORDER BY v.version DESC LIMIT 1`,
    )
    .get(model);
  return row && versionOf(row);
}

/** All versions of a model that are in a stage, by number. */
export function versionsInStage(database: Database, model: number, stage: string): ModelVersionRow[] {
  return database
    .statement(
      `SELECT ${COLUMNS} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model = ? AND v.stage = ? ORDER BY v.version`,
    )
    .all(model, stage)
    .map(versionOf);
}

/** Gives the next number of the model, which no version had before. */
function nextVersion(database: Database, model: number, time: number): number {
  return Number(
    database.value(
      'UPDATE registered_models SET last_version = last_version + 1, last_update_time = ? WHERE id = ? RETURNING last_version',
      time,
      model,
    ),
  );
}

/** Stores a version, READY, under the model's next number; the model counts as changed. */
export function insertModelVersion(
  database: Database,
  created: NewModelVersion,
): { id: number; version: number } {
  const version = nextVersion(database, created.model, created.time);
  const { version_id, model, description, user_id, stage, source, storage_location } = created;
  const { run_id, run_link, model_id, parent_version, merged_version, time } = created;
  const optional = [run_id, run_link, model_id, parent_version, merged_version].map((value) => value ?? null);
  const { lastInsertRowid } = database
    .statement(
      `INSERT INTO model_versions (version_id, model, version, description, user_id, stage, source, storage_location, run_id, run_link, model_id, parent_version, merged_version, status, creation_time, last_update_time)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'READY', ?, ?)`,
    )
    .run(
      ...[version_id, model, version, description ?? null, user_id ?? null, stage, source, storage_location],
      ...optional,
      ...[time, time],
    );
  return { id: Number(lastInsertRowid), version };
}

export function setModelVersionDescription(
  database: Database,
  id: number,
  description: string | undefined,
  time: number,
): void {
  database
    .statement('UPDATE model_versions SET description = ?, last_update_time = ? WHERE id = ?')
    .run(description ?? null, time, id);
}

export function setModelVersionStage(database: Database, id: number, stage: string, time: number): void {
  database
    .statement('UPDATE model_versions SET stage = ?, last_update_time = ? WHERE id = ?')
    .run(stage, time, id);
}

/** Removes a version with its tags and aliases; its line of the history stays. */
export function deleteModelVersion(database: Database, id: number): void {
  database.statement('DELETE FROM model_versions WHERE id = ?').run(id);
}

export function setModelVersionTag(database: Database, id: number, key: string, value: string): void {
  database
    .statement(
      'INSERT INTO model_version_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(id, key, value);
}

/** Whether there was such a tag. */
export function deleteModelVersionTag(database: Database, id: number, key: string): boolean {
  return (
    database.statement('DELETE FROM model_version_tags WHERE version = ? AND key = ?').run(id, key).changes >
    0
  );
}

/** Tags of versions by row number; a version without any is missing. */
export function modelVersionTags(database: Database, ids: readonly number[]): Map<number, TagPair[]> {
  const rows = database
    .statement(
      'SELECT version, key, value FROM model_version_tags WHERE version IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
  return grouped(rows, pairOf);
}

/** Names of the aliases that point to versions, by row number of the version, in alphabetical order. */
export function aliasesOfVersions(database: Database, ids: readonly number[]): Map<number, string[]> {
  const rows = database
    .statement(
      'SELECT version, alias FROM model_aliases WHERE version IN (SELECT value FROM json_each(?)) ORDER BY version, alias',
    )
    .all(JSON.stringify(ids));
  return grouped(rows, ([, alias]) => String(alias));
}

/** A line of a model's history. */
export interface VersionMove {
  model: number;
  version: number;
  kind: 'created' | 'stage' | 'alias_set' | 'alias_removed' | 'deleted';
  stage?: string | undefined;
  from_stage?: string | undefined;
  alias?: string | undefined;
  /** alias_set: the version that had it. */
  from_version?: number | undefined;
  /** stage: the version whose move archived this one. */
  archived_by?: number | undefined;
  request_id?: string | undefined;
  comment?: string | undefined;
  time: number;
  actor: string;
}

export function insertVersionMove(database: Database, move: VersionMove): void {
  const { model, version, kind, time, actor } = move;
  const { stage, from_stage, alias, from_version, archived_by, request_id, comment } = move;
  const optional = [stage, from_stage, alias, from_version, archived_by, request_id, comment];
  database
    .statement(
      `INSERT INTO version_moves (model, version, kind, stage, from_stage, alias, from_version, archived_by, request_id, comment, time, actor)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(model, version, kind, ...optional.map((value) => value ?? null), time, actor);
}
