import type { Database, SqlRow } from './database.ts';

export interface RegisteredModelRow {
  id: number;
  name: string;
  workspace: string;
  description: string | undefined;
  is_prompt: boolean;
  creation_time: number;
  last_update_time: number;
}

export interface NewRegisteredModel {
  workspace: string;
  name: string;
  description: string;
  is_prompt: boolean;
  time: number;
}

export interface TagPair {
  key: string;
  value: string;
}

export interface AliasOfVersion {
  alias: string;
  version: number;
}

const COLUMNS = 'id, name, workspace, description, is_prompt, creation_time, last_update_time';

function modelOf([id, name, workspace, description, isPrompt, created, updated]: SqlRow): RegisteredModelRow {
  return {
    id: Number(id),
    name: String(name),
    workspace: String(workspace),
    description: description === null ? undefined : String(description),
    is_prompt: isPrompt === 1,
    creation_time: Number(created),
    last_update_time: Number(updated),
  };
}

export function findRegisteredModel(
  database: Database,
  workspace: string,
  name: string,
): RegisteredModelRow | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} FROM registered_models WHERE workspace = ? AND name = ?`)
    .get(workspace, name);
  return row && modelOf(row);
}

/** Models by row number, in the order of the numbers. */
export function registeredModelsByIds(database: Database, ids: readonly number[]): RegisteredModelRow[] {
  return database
    .statement(
      `SELECT ${COLUMNS} FROM (SELECT key AS place, value AS asked FROM json_each(?)) JOIN registered_models ON id = asked ORDER BY place`,
    )
    .all(JSON.stringify(ids))
    .map(modelOf);
}

/** Stores a registered model and returns its row number. The name must be free. */
export function insertRegisteredModel(database: Database, model: NewRegisteredModel): number {
  const { workspace, name, description, is_prompt, time } = model;
  return Number(
    database
      .statement(
        'INSERT INTO registered_models (workspace, name, description, is_prompt, creation_time, last_update_time) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(workspace, name, description, is_prompt ? 1 : 0, time, time).lastInsertRowid,
  );
}

export function touchRegisteredModel(database: Database, id: number, time: number): void {
  database.statement('UPDATE registered_models SET last_update_time = ? WHERE id = ?').run(time, id);
}

export function setRegisteredModelDescription(
  database: Database,
  id: number,
  description: string,
  time: number,
): void {
  database
    .statement('UPDATE registered_models SET description = ?, last_update_time = ? WHERE id = ?')
    .run(description, time, id);
}

/** Renames a model; its versions count as changed too. The name must be free. */
export function renameRegisteredModel(database: Database, id: number, name: string, time: number): void {
  database
    .statement('UPDATE registered_models SET name = ?, last_update_time = ? WHERE id = ?')
    .run(name, time, id);
  database.statement('UPDATE model_versions SET last_update_time = ? WHERE model = ?').run(time, id);
}

/** Removes a model with all that belongs to it: versions, tags, aliases, history, requests. */
export function deleteRegisteredModel(database: Database, id: number): void {
  database.statement('DELETE FROM registered_models WHERE id = ?').run(id);
}

export function setIsPrompt(database: Database, id: number, isPrompt: boolean): void {
  database.statement('UPDATE registered_models SET is_prompt = ? WHERE id = ?').run(isPrompt ? 1 : 0, id);
}

export function setRegisteredModelTag(database: Database, id: number, key: string, value: string): void {
  database
    .statement(
      'INSERT INTO registered_model_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(id, key, value);
}

/** Whether there was such a tag. */
export function deleteRegisteredModelTag(database: Database, id: number, key: string): boolean {
  return (
    database.statement('DELETE FROM registered_model_tags WHERE model = ? AND key = ?').run(id, key).changes >
    0
  );
}

/** Puts rows of (number, …) into lists by their number. */
export function grouped<T>(rows: readonly SqlRow[], of: (row: SqlRow) => T): Map<number, T[]> {
  const lists = new Map<number, T[]>();
  for (const row of rows) {
    const owner = Number(row[0]);
    const list = lists.get(owner);
    if (list === undefined) lists.set(owner, [of(row)]);
    else list.push(of(row));
  }
  return lists;
}

export const pairOf = ([, key, value]: SqlRow): TagPair => ({ key: String(key), value: String(value) });

/** Tags of models by row number; a model without any is missing. */
export function registeredModelTags(database: Database, ids: readonly number[]): Map<number, TagPair[]> {
  const rows = database
    .statement(
      'SELECT model, key, value FROM registered_model_tags WHERE model IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
  return grouped(rows, pairOf);
}

/** Aliases of models by row number, in alphabetical order; a model without any is missing. */
export function modelAliases(database: Database, ids: readonly number[]): Map<number, AliasOfVersion[]> {
  const rows = database
    .statement(
      'SELECT a.model, a.alias, v.version FROM model_aliases a JOIN model_versions v ON v.id = a.version WHERE a.model IN (SELECT value FROM json_each(?)) ORDER BY a.model, a.alias',
    )
    .all(JSON.stringify(ids));
  return grouped(rows, ([, alias, version]) => ({ alias: String(alias), version: Number(version) }));
}

/** The number of the version an alias points to. */
export function findModelAlias(database: Database, model: number, alias: string): number | undefined {
  const version = database.value(
    'SELECT v.version FROM model_aliases a JOIN model_versions v ON v.id = a.version WHERE a.model = ? AND a.alias = ?',
    model,
    alias,
  );
  return version === undefined ? undefined : Number(version);
}

/** Points an alias to the version of a row number. */
export function putModelAlias(database: Database, model: number, alias: string, versionId: number): void {
  database
    .statement(
      'INSERT INTO model_aliases VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version',
    )
    .run(model, alias, versionId);
}

export function deleteModelAlias(database: Database, model: number, alias: string): void {
  database.statement('DELETE FROM model_aliases WHERE model = ? AND alias = ?').run(model, alias);
}
