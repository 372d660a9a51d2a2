import type { Database } from './database.ts';

/** An active, finished run in its place; `value` is absent without the metric, or where it is NaN. */
export interface RankedRun {
  id: number;
  run_id: string;
  run_name: string;
  artifact_uri: string;
  value?: number;
}

/** Active, finished runs of an experiment, the best latest value of a metric first, those without one last, newest first. */
export function rankRuns(
  database: Database,
  { experiment_id, key, ascending }: { experiment_id: number; key: number; ascending: boolean },
): RankedRun[] {
  const sql = `SELECT r.id, r.run_id, r.name, r.artifact_uri, m.value FROM runs r
    LEFT JOIN latest_metrics m ON m.run = r.id AND m.key = ? AND m.is_nan = 0
    WHERE r.experiment_id = ? AND r.deleted = 0 AND r.status = 'FINISHED'
    ORDER BY m.value IS NULL, m.value ${ascending ? 'ASC' : 'DESC'}, r.start_time DESC, r.run_id`;
  return database
    .statement(sql)
    .all(key, experiment_id)
    .map(([id, run_id, run_name, artifact_uri, value]) => ({
      id: Number(id),
      run_id: String(run_id),
      run_name: String(run_name),
      artifact_uri: String(artifact_uri),
      ...(value != null && { value: Number(value) }),
    }));
}
