import type { Database } from './database.ts';

/** Where a page of the trash ended: time of deletion, then id. */
export type TrashKey = readonly [time: number, id: string | number];

export interface DeletedExperiment {
  experiment_id: number;
  name: string;
  artifact_location: string;
  deleted_time: number;
  runs: number;
}

export interface DeletedRun {
  run_id: string;
  run_name: string;
  experiment_id: string;
  experiment_name: string;
  deleted_time: number;
  artifact_uri: string;
}

/** Deleted experiments, newest deletion first. Nothing changes a deleted one, so its last update was its deletion. */
export function deletedExperiments(
  database: Database,
  workspace: string,
  after: TrashKey | undefined,
  limit: number,
): DeletedExperiment[] {
  const past = after === undefined ? '' : 'AND (last_update_time, experiment_id) < (?, ?)';
  const sql = `SELECT experiment_id, name, artifact_location, last_update_time,
    (SELECT count(*) FROM runs r WHERE r.experiment_id = e.experiment_id)
    FROM experiments e WHERE workspace = ? AND deleted = 1 ${past}
    ORDER BY last_update_time DESC, experiment_id DESC LIMIT ?`;
  return database
    .statement(sql)
    .all(workspace, ...(after ?? []), limit)
    .map(([id, name, location, time, runs]) => ({
      experiment_id: Number(id),
      name: String(name),
      artifact_location: String(location),
      deleted_time: Number(time),
      runs: Number(runs),
    }));
}

/** Deleted runs of experiments that are not deleted themselves, newest deletion first. */
export function deletedRuns(
  database: Database,
  workspace: string,
  after: TrashKey | undefined,
  limit: number,
): DeletedRun[] {
  const past = after === undefined ? '' : 'AND r.deleted_time <= ? AND (r.deleted_time < ? OR r.run_id > ?)';
  const bound = after === undefined ? [] : [after[0], after[0], after[1]];
  const sql = `SELECT r.run_id, r.name, r.experiment_id, e.name, r.deleted_time, r.artifact_uri
    FROM runs r INDEXED BY runs_in_trash JOIN experiments e USING (experiment_id)
    WHERE r.deleted = 1 AND e.deleted = 0 AND e.workspace = ? ${past}
    ORDER BY r.deleted_time DESC, r.run_id LIMIT ?`;
  return database
    .statement(sql)
    .all(workspace, ...bound, limit)
    .map(([run_id, run_name, experiment_id, experiment_name, time, uri]) => ({
      run_id: String(run_id),
      run_name: String(run_name),
      experiment_id: String(experiment_id),
      experiment_name: String(experiment_name),
      deleted_time: Number(time),
      artifact_uri: String(uri),
    }));
}
