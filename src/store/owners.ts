import type { Database, SqlRow, SqlValue } from './database.ts';

/** A run or logged model as the owner of a folder of artifacts; `row` is its row number. */
export interface Owner {
  kind: 'run' | 'logged_model';
  row: number;
  id: string;
  name: string;
  experiment_id: number;
  artifact_uri: string;
}

const COLUMNS = {
  run: "'run', r.id, r.run_id, r.name, r.experiment_id, r.artifact_uri",
  logged_model: "'logged_model', m.id, m.model_id, m.name, m.experiment_id, m.artifact_uri",
} as const;

function ownerOf([kind, row, id, name, experiment_id, artifact_uri]: SqlRow): Owner {
  return {
    kind: kind as Owner['kind'],
    row: Number(row),
    id: String(id),
    name: String(name),
    experiment_id: Number(experiment_id),
    artifact_uri: String(artifact_uri),
  };
}

function owners(database: Database, sql: string, ...values: SqlValue[]): Owner[] {
  return database
    .statement(sql)
    .all(...values)
    .map(ownerOf);
}

/** Runs and logged models of an experiment, deleted ones too; only those whose artifacts are not below `outside`, where given. */
export function ownersInExperiment(database: Database, experimentId: number, outside = ''): Owner[] {
  const where = (alias: string) =>
    `${alias}.experiment_id = ? AND (? = '' OR instr(${alias}.artifact_uri, ?) <> 1)`;
  const values = [experimentId, outside, outside];
  return owners(
    database,
    `SELECT ${COLUMNS.run} FROM runs r WHERE ${where('r')} UNION ALL SELECT ${COLUMNS.logged_model} FROM logged_models m WHERE ${where('m')}`,
    ...values,
    ...values,
  );
}

/** Row numbers of all that is in an experiment. */
export function rowsInExperiment(
  database: Database,
  experimentId: number,
): { runs: number[]; models: number[] } {
  const rows = (table: string) =>
    database
      .statement(`SELECT id FROM ${table} WHERE experiment_id = ?`)
      .all(experimentId)
      .map(([id]) => Number(id));
  return { runs: rows('runs'), models: rows('logged_models') };
}

export interface OwnerPage {
  workspace: string;
  kind: Owner['kind'];
  /** Row number of the last of the page before; 0 for the first page. */
  after: number;
  limit: number;
}

const TABLES = { run: 'runs r', logged_model: 'logged_models m' } as const;

/** Runs or logged models of a workspace, deleted ones too, a page at a time by row number. */
export function ownerPage(database: Database, { workspace, kind, after, limit }: OwnerPage): Owner[] {
  return owners(
    database,
    `SELECT ${COLUMNS[kind]} FROM ${TABLES[kind]} JOIN experiments e USING (experiment_id) WHERE id > ? AND e.workspace = ? ORDER BY id LIMIT ?`,
    after,
    workspace,
    limit,
  );
}

/** The runs of these row numbers. */
export function runOwners(database: Database, runs: readonly number[]): Owner[] {
  const sql = `SELECT ${COLUMNS.run} FROM runs r WHERE r.id IN (SELECT value FROM json_each(?))`;
  return owners(database, sql, JSON.stringify(runs));
}

/** Deleted logged models that come from a run. */
export function deletedModelOwners(database: Database, runId: string): Owner[] {
  return owners(
    database,
    `SELECT ${COLUMNS.logged_model} FROM logged_models m WHERE m.source_run_id = ? AND m.deleted = 1 AND m.experiment_id IS NOT NULL`,
    runId,
  );
}

/** Whether anything outside an experiment has its artifacts in the folder that has the experiment's id as its name. */
export function isSharedFolder(database: Database, experimentId: number): boolean {
  const inside = (table: string, column: string) =>
    `SELECT 1 FROM ${table} WHERE experiment_id <> ? AND instr(${column} || '/', ?) > 0`;
  const sql = `${inside('experiments', 'artifact_location')} UNION ALL ${inside('runs', 'artifact_uri')}
    UNION ALL ${inside('logged_models', 'artifact_uri')} LIMIT 1`;
  const values = [experimentId, `/${experimentId}/`];
  return database.value(sql, ...values, ...values, ...values) !== undefined;
}
