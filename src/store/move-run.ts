import type { Database } from './database.ts';

/** Links the run's datasets to the same ones of another experiment, stored there where it has none of that name and digest. */
function moveDatasets(database: Database, run: number, experimentId: number): void {
  database
    .statement(
      `INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema, profile)
       SELECT ?, d.name, d.digest, d.source_type, d.source, d.schema, d.profile
       FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset WHERE i.run = ? ON CONFLICT DO NOTHING`,
    )
    .run(experimentId, run);
  const there = `SELECT i.dataset, o.id FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset
    JOIN datasets o ON o.experiment_id = ? AND o.name = d.name AND o.digest = d.digest WHERE i.run = ?`;
  for (const [from, to] of database.statement(there).all(experimentId, run)) {
    if (from === to) continue;
    database
      .statement(
        'INSERT INTO dataset_inputs SELECT run, ?, position FROM dataset_inputs WHERE run = ? AND dataset = ?',
      )
      .run(Number(to), run, Number(from));
    database
      .statement('UPDATE dataset_input_tags SET dataset = ? WHERE run = ? AND dataset = ?')
      .run(Number(to), run, Number(from));
    database.statement('DELETE FROM dataset_inputs WHERE run = ? AND dataset = ?').run(run, Number(from));
  }
}

/** Puts a run, its metrics, its datasets, its notes and the logged models it made into another experiment. Its artifacts stay where they are. */
export function moveRun(database: Database, run: { id: number; run_id: string }, experimentId: number): void {
  database.statement('UPDATE runs SET experiment_id = ? WHERE id = ?').run(experimentId, run.id);
  database.statement('UPDATE latest_metrics SET experiment_id = ? WHERE run = ?').run(experimentId, run.id);
  database
    .statement('UPDATE logged_models SET experiment_id = ? WHERE source_run_id = ?')
    .run(experimentId, run.run_id);
  database.statement('UPDATE annotations SET experiment_id = ? WHERE run = ?').run(experimentId, run.id);
  moveDatasets(database, run.id, experimentId);
}
