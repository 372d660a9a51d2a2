import type { Int64, RunInfo, RunStatus } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow } from './database.ts';

/** A run as the write path needs it: its row number, its experiment, and whether it may be written. */
export interface RunRow {
  id: number;
  run_id: string;
  experiment_id: number;
  deleted: boolean;
  workspace: string;
}

export interface NewRun {
  run_id: string;
  experiment_id: number;
  name: string;
  user_id: string;
  status: RunStatus;
  start_time: Int64;
  artifact_uri: string;
}

export interface RunUpdate {
  status?: RunStatus | undefined;
  end_time?: Int64 | undefined;
  name?: string | undefined;
}

/** Columns of `runs r` in the order `runInfoOf` reads them. */
export const RUN_COLUMNS = `r.run_id, r.experiment_id, r.name, r.user_id, r.status, ${int64Sql('r.start_time')}, ${int64Sql('r.end_time')}, r.artifact_uri, r.deleted`;

export function runInfoOf(row: SqlRow): RunInfo {
  return {
    run_id: String(row[0]),
    run_uuid: String(row[0]),
    run_name: String(row[2]),
    experiment_id: String(row[1]),
    user_id: String(row[3]),
    status: row[4] as RunStatus,
    start_time: int64Of(row[5]),
    ...(row[6] !== null && { end_time: int64Of(row[6]) }),
    artifact_uri: String(row[7]),
    lifecycle_stage: row[8] === 0 ? 'active' : 'deleted',
  };
}

export function findRun(database: Database, runId: string): RunRow | undefined {
  const row = database
    .statement(
      'SELECT r.id, r.run_id, r.experiment_id, r.deleted, e.workspace FROM runs r JOIN experiments e USING (experiment_id) WHERE r.run_id = ?',
    )
    .get(runId);
  return (
    row && {
      id: Number(row[0]),
      run_id: String(row[1]),
      experiment_id: Number(row[2]),
      deleted: row[3] !== 0,
      workspace: String(row[4]),
    }
  );
}

export function runInfo(database: Database, id: number): RunInfo | undefined {
  const row = database.statement(`SELECT ${RUN_COLUMNS} FROM runs r WHERE r.id = ?`).get(id);
  return row && runInfoOf(row);
}

/** Stores a run and returns its row number. */
export function insertRun(database: Database, run: NewRun): number {
  const sql =
    'INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES (?, ?, ?, ?, ?, ?, ?)';
  const { run_id, experiment_id, name, user_id, status, start_time, artifact_uri } = run;
  return Number(
    database.statement(sql).run(run_id, experiment_id, name, user_id, status, start_time, artifact_uri)
      .lastInsertRowid,
  );
}

export function updateRun(database: Database, id: number, update: RunUpdate): void {
  database
    .statement(
      'UPDATE runs SET status = coalesce(?, status), end_time = coalesce(?, end_time), name = coalesce(?, name) WHERE id = ?',
    )
    .run(update.status ?? null, update.end_time ?? null, update.name ?? null, id);
}

export function setRunDeleted(database: Database, id: number, deleted: boolean, time: number): void {
  database
    .statement('UPDATE runs SET deleted = ?, deleted_time = ? WHERE id = ?')
    .run(deleted ? 1 : 0, deleted ? time : null, id);
}
