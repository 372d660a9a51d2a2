import type { RunStatus } from '../contract/index.ts';
import type { Database } from './database.ts';

/** What is on record of the process that last logged to a run. */
export interface RunProcess {
  status: RunStatus;
  /** Without it, the process could not be told. */
  process?: { pid: number; started: number };
  last_write_time?: number;
}

/** Notes which process last logged to a run, undefined where it cannot be told. Call within a write. */
export function saveRunProcess(
  database: Database,
  run: number,
  process: { pid: number; started: number } | undefined,
  time: number,
): void {
  database
    .statement(
      'INSERT INTO run_processes VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET pid = excluded.pid, started = excluded.started, last_write_time = excluded.last_write_time',
    )
    .run(run, process?.pid ?? null, process?.started ?? null, time);
}

/** The process on record of a run, by row number, and the run's status. */
export function runProcess(database: Database, run: number): RunProcess | undefined {
  const row = database
    .statement(
      'SELECT r.status, p.pid, p.started, p.last_write_time FROM runs r LEFT JOIN run_processes p ON p.run = r.id WHERE r.id = ?',
    )
    .get(run);
  if (row === undefined) return undefined;
  const [status, pid, started, time] = row;
  return {
    status: status as RunStatus,
    ...(pid != null && { process: { pid: Number(pid), started: Number(started) } }),
    ...(time != null && { last_write_time: Number(time) }),
  };
}

/** The ids of running runs of which it is on record who logged to them. */
export function runningRuns(database: Database): string[] {
  return database
    .statement(
      "SELECT r.run_id FROM run_processes p JOIN runs r ON r.id = p.run WHERE p.pid IS NOT NULL AND r.status = 'RUNNING' AND r.deleted = 0 AND r.experiment_id IS NOT NULL",
    )
    .all()
    .map(([runId]) => String(runId));
}

/** The ids of all running runs. */
export function allRunningRuns(database: Database): string[] {
  return database
    .statement(
      "SELECT run_id FROM runs WHERE status = 'RUNNING' AND deleted = 0 AND experiment_id IS NOT NULL",
    )
    .all()
    .map(([runId]) => String(runId));
}
