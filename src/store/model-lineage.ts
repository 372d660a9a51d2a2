import type { ModelLineage } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface VersionRef {
  name: string;
  version: string;
}

const refOf = ([name, version]: SqlRow): VersionRef => ({ name: String(name), version: String(version) });

/** Versions of a workspace that were copied from another, by its address models:/name/version; the first few by name. */
export function copiesOf(database: Database, workspace: string, source: string, most: number): VersionRef[] {
  return database
    .statement(
      `SELECT m.name, v.version FROM model_versions v JOIN registered_models m ON m.id = v.model
       WHERE v.source = ? AND v.source LIKE 'models:/%' AND m.workspace = ? ORDER BY m.name, v.version LIMIT ?`,
    )
    .all(source, workspace, most)
    .map(refOf);
}

/** Other versions of the run or the logged model of a version, by row number; the first few by name. */
export function siblingsOf(database: Database, id: number, workspace: string, most: number): VersionRef[] {
  return database
    .statement(
      `SELECT m.name, v.version FROM (
         SELECT o.id FROM model_versions t JOIN model_versions o ON o.run_id = t.run_id WHERE t.id = ?
         UNION SELECT o.id FROM model_versions t JOIN model_versions o ON o.model_id = t.model_id WHERE t.id = ?) s
       JOIN model_versions v ON v.id = s.id JOIN registered_models m ON m.id = v.model
       WHERE v.id <> ? AND m.workspace = ? ORDER BY m.name, v.version LIMIT ?`,
    )
    .all(id, id, id, workspace, most)
    .map(refOf);
}

/** A run with its experiment; undefined where it is not, or no longer, of this workspace. */
export function lineageRun(
  database: Database,
  workspace: string,
  runId: string,
): { id: number; artifact_uri: string; run: NonNullable<ModelLineage['run']> } | undefined {
  const row = database
    .statement(
      `SELECT r.id, r.artifact_uri, r.run_id, r.name, r.status, r.experiment_id, e.name, r.start_time, r.deleted
       FROM runs r JOIN experiments e ON e.experiment_id = r.experiment_id WHERE r.run_id = ? AND e.workspace = ?`,
    )
    .get(runId, workspace);
  if (row === undefined) return undefined;
  const run = {
    run_id: String(row[2]),
    run_name: String(row[3]),
    status: String(row[4]),
    experiment_id: String(row[5]),
    experiment_name: String(row[6]),
    start_time: Number(row[7]),
    lifecycle_stage: row[8] === 0 ? ('active' as const) : ('deleted' as const),
  };
  return { id: Number(row[0]), artifact_uri: String(row[1]), run };
}

/** The data sets that a run used, with what for, in the order they were logged. */
export function lineageDatasets(database: Database, run: number): ModelLineage['datasets'] {
  return database
    .statement(
      `SELECT d.name, d.digest, d.source_type, t.value FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset
       LEFT JOIN dataset_input_tags t ON t.run = i.run AND t.dataset = i.dataset AND t.key = 'mlflow.data.context'
       WHERE i.run = ? ORDER BY i.position, i.dataset`,
    )
    .all(run)
    .map(([name, digest, source_type, context]) => ({
      name: String(name),
      digest: String(digest),
      source_type: String(source_type),
      ...(context !== null && { context: String(context) }),
    }));
}
