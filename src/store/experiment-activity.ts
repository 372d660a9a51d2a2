import type { Database } from './database.ts';
import { remembered } from './remembered.ts';

/** What the active runs of an experiment are doing. */
export interface ExperimentActivity {
  experiment_id: number;
  runs: number;
  running: number;
  /** When one last started or ended; 0 where no run has a time. */
  last_run_time: number;
}

/** One pass over all runs in the order they lie in is faster than a look at each by an index, even for a part of the experiments. */
function readActivity(database: Database): Map<number, ExperimentActivity> {
  const sql = `SELECT experiment_id, count(*), sum(status = 'RUNNING'), max(start_time), max(end_time)
    FROM runs NOT INDEXED WHERE deleted = 0 AND experiment_id IS NOT NULL GROUP BY experiment_id`;
  const rows = database.statement(sql).all();
  return new Map(
    rows.map(([id, runs, running, started, ended]) => [
      Number(id),
      {
        experiment_id: Number(id),
        runs: Number(runs),
        running: Number(running),
        last_run_time: Math.max(Number(started), Number(ended ?? 0)),
      },
    ]),
  );
}

/** The activity of these experiments, in their order. */
export function experimentActivity(
  database: Database,
  experimentIds: readonly number[],
): ExperimentActivity[] {
  const known = remembered(database, 'experiment activity', () => readActivity(database));
  return experimentIds.map(
    (id) => known.get(id) ?? { experiment_id: id, runs: 0, running: 0, last_run_time: 0 },
  );
}
