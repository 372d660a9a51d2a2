import type { Experiment } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface NewExperiment {
  experiment_id: number;
  workspace: string;
  name: string;
  artifact_location: string;
  time: number;
}

const COLUMNS =
  'e.experiment_id, e.name, e.artifact_location, e.deleted, e.last_update_time, e.creation_time, e.workspace';

function tagsOf(database: Database, id: number): { key: string; value: string }[] {
  const rows = database
    .statement('SELECT key, value FROM experiment_tags WHERE experiment_id = ? ORDER BY key')
    .all(id);
  return rows.map(([key, value]) => ({ key: String(key), value: String(value) }));
}

function experimentOf(database: Database, row: SqlRow): Experiment {
  const tags = tagsOf(database, Number(row[0]));
  return {
    experiment_id: String(row[0]),
    name: String(row[1]),
    artifact_location: String(row[2]),
    lifecycle_stage: row[3] === 0 ? 'active' : 'deleted',
    last_update_time: Number(row[4]),
    creation_time: Number(row[5]),
    ...(tags.length > 0 && { tags }),
    workspace: String(row[6]),
  };
}

export function findExperiment(database: Database, id: number): Experiment | undefined {
  const row = database.statement(`SELECT ${COLUMNS} FROM experiments e WHERE e.experiment_id = ?`).get(id);
  return row && experimentOf(database, row);
}

export function findExperimentByName(
  database: Database,
  workspace: string,
  name: string,
): Experiment | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} FROM experiments e WHERE e.workspace = ? AND e.name = ?`)
    .get(workspace, name);
  return row && experimentOf(database, row);
}

/** Experiments of a compiled query whose first column is the id. */
export function experimentsByIds(database: Database, ids: readonly number[]): Experiment[] {
  return ids.flatMap((id) => findExperiment(database, id) ?? []);
}

/** Those of the ids that are experiments of the workspace, each once. */
export function experimentsOf(database: Database, workspace: string, ids: readonly number[]): number[] {
  return database
    .statement(
      'SELECT experiment_id FROM experiments WHERE workspace = ? AND experiment_id IN (SELECT value FROM json_each(?))',
    )
    .all(workspace, JSON.stringify(ids))
    .map(([id]) => Number(id));
}

export function greatestExperimentId(database: Database): number {
  return Number(database.value('SELECT coalesce(max(experiment_id), 0) FROM experiments'));
}

export function insertExperiment(database: Database, experiment: NewExperiment): void {
  database
    .statement(
      'INSERT INTO experiments (experiment_id, workspace, name, artifact_location, creation_time, last_update_time) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      experiment.experiment_id,
      experiment.workspace,
      experiment.name,
      experiment.artifact_location,
      experiment.time,
      experiment.time,
    );
}

export function renameExperiment(database: Database, id: number, name: string, time: number): void {
  database
    .statement('UPDATE experiments SET name = ?, last_update_time = ? WHERE experiment_id = ?')
    .run(name, time, id);
}

/** Marks an experiment and all its runs deleted, or active again; returns how many runs changed. */
export function setExperimentDeleted(database: Database, id: number, deleted: boolean, time: number): number {
  const flag = deleted ? 1 : 0;
  database
    .statement('UPDATE experiments SET deleted = ?, last_update_time = ? WHERE experiment_id = ?')
    .run(flag, time, id);
  return database
    .statement('UPDATE runs SET deleted = ?, deleted_time = ? WHERE experiment_id = ? AND deleted <> ?')
    .run(flag, deleted ? time : null, id, flag).changes;
}

export function setExperimentTag(database: Database, id: number, key: string, value: string): void {
  database
    .statement(
      'INSERT INTO experiment_tags (experiment_id, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(id, key, value);
}

/** Whether there was such a tag. */
export function deleteExperimentTag(database: Database, id: number, key: string): boolean {
  return (
    database.statement('DELETE FROM experiment_tags WHERE experiment_id = ? AND key = ?').run(id, key)
      .changes > 0
  );
}
