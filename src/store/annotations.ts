import type { Annotation, Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow } from './database.ts';

export interface NewAnnotation {
  annotation_id: string;
  workspace: string;
  experiment_id: number;
  /** Row number. */
  run?: number | undefined;
  metric_key?: string | undefined;
  step: Int64;
  text: string;
  time: number;
  actor: string;
}

const COLUMNS = `a.annotation_id, a.experiment_id, r.run_id, a.metric_key, ${int64Sql('a.step')}, a.text, a.creation_time,
  a.last_update_time, a.actor`;

/** Of an experiment, or of a run that is not purged. */
const FROM = 'FROM annotations a LEFT JOIN runs r ON r.id = a.run';
const SHOWN = '(a.run IS NULL OR r.experiment_id IS NOT NULL)';

function annotationOf(row: SqlRow): Annotation {
  return {
    annotation_id: String(row[0]),
    experiment_id: String(row[1]),
    ...(row[2] !== null && { run_id: String(row[2]) }),
    ...(row[3] !== null && { metric_key: String(row[3]) }),
    step: int64Of(row[4]),
    text: String(row[5]),
    creation_time: Number(row[6]),
    last_update_time: Number(row[7]),
    actor: String(row[8]),
  };
}

/** Call within a write. */
export function insertAnnotation(database: Database, note: NewAnnotation): void {
  const { annotation_id, workspace, experiment_id, run, metric_key, step, text, time, actor } = note;
  database
    .statement('INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      ...[annotation_id, workspace, experiment_id, run ?? null, metric_key ?? null],
      ...[step, text, time, time, actor],
    );
}

export function findAnnotation(database: Database, workspace: string, id: string): Annotation | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} ${FROM} WHERE a.workspace = ? AND a.annotation_id = ? AND ${SHOWN}`)
    .get(workspace, id);
  return row && annotationOf(row);
}

/** Call within a write. */
export function updateAnnotation(
  database: Database,
  id: string,
  { text, step, time, actor }: { text: string; step: Int64; time: number; actor: string },
): void {
  database
    .statement(
      'UPDATE annotations SET text = ?, step = ?, last_update_time = ?, actor = ? WHERE annotation_id = ?',
    )
    .run(text, step, time, actor, id);
}

export function deleteAnnotation(database: Database, id: string): void {
  database.statement('DELETE FROM annotations WHERE annotation_id = ?').run(id);
}

/** Notes of experiments and of their runs that are not deleted, by step. */
export function listAnnotations(database: Database, experimentIds: readonly number[]): Annotation[] {
  return database
    .statement(
      `SELECT ${COLUMNS} FROM json_each(?) i CROSS JOIN annotations a ON a.experiment_id = i.value LEFT JOIN runs r ON r.id = a.run
       WHERE ${SHOWN} AND coalesce(r.deleted, 0) = 0 ORDER BY a.step, a.annotation_id`,
    )
    .all(JSON.stringify(experimentIds))
    .map(annotationOf);
}
