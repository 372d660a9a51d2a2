import type { Database } from './database.ts';
import { ALONG_KEY, PLACE, placeOf } from './metric-blocks.ts';

/** What is purged together, by row numbers. The runs and logged models of the experiments are among `runs` and `models`. */
export interface PurgedRows {
  experiments: readonly number[];
  runs: readonly number[];
  models: readonly number[];
}

const OF_A_RUN = [
  'metrics',
  'metric_blocks',
  'latest_metrics',
  'params',
  'tags',
  'dataset_input_tags',
  'dataset_inputs',
  'model_inputs',
  'model_outputs',
  'run_processes',
  'alerts',
  'annotations',
] as const;
const OF_A_MODEL = ['logged_model_params', 'logged_model_tags', 'logged_model_metrics'] as const;

const among = (column: string) => `${column} IN (SELECT value FROM json_each(?))`;

function count(database: Database, table: string, where: string, ...ids: (readonly number[])[]): number {
  const sql = `SELECT count(*) FROM ${table} WHERE ${where}`;
  return Number(database.value(sql, ...ids.map((list) => JSON.stringify(list))));
}

/** Datasets that nothing would use once these runs are gone. */
const ORPHANED = `id IN (SELECT dataset FROM dataset_inputs WHERE ${among('run')}) AND NOT EXISTS
  (SELECT 1 FROM dataset_inputs i WHERE i.dataset = datasets.id AND i.run NOT IN (SELECT value FROM json_each(?)))`;

/** Rows that a purge removes. Points are counted by what is known of their series, so that a million cost nothing. */
export function countPurgedRows(database: Database, { experiments, runs, models }: PurgedRows): number {
  const points = database.value(
    `SELECT coalesce(sum(points), 0) FROM latest_metrics WHERE ${among('run')}`,
    JSON.stringify(runs),
  );
  const ofRuns = OF_A_RUN.slice(1).map((table) => count(database, table, among('run'), runs));
  const ofModels = OF_A_MODEL.slice(0, 2).map((table) => count(database, table, among('model'), models));
  const measured = `${among('model')} OR ${among('run')}`;
  const ofExperiments = count(database, 'experiment_tags', among('experiment_id'), experiments);
  const notes = count(database, 'annotations', `run IS NULL AND ${among('experiment_id')}`, experiments);
  const datasets = `${among('experiment_id')} OR ${ORPHANED}`;
  return [
    Number(points),
    ...ofRuns,
    ...ofModels,
    count(database, 'logged_model_metrics', measured, models, runs),
    ofExperiments,
    notes,
    count(database, 'datasets', datasets, experiments, runs, runs),
    experiments.length + runs.length + models.length,
  ].reduce((sum, rows) => sum + rows, 0);
}

/**
 * Takes objects out of every answer at once and for good: their ids and names can be used again, and `removePurgedRows` removes
 * what they hold. Call within a write.
 */
export function purge(database: Database, { experiments, runs, models }: PurgedRows): void {
  const [runList, modelList, experimentList] = [runs, models, experiments].map((list) =>
    JSON.stringify(list),
  );
  const run = (sql: string, ids: string | undefined) => database.statement(sql).run(ids ?? '[]');
  run(`DELETE FROM logged_model_metrics WHERE ${among('run')}`, runList);
  run(`UPDATE runs SET experiment_id = NULL, run_id = 'purged ' || id WHERE ${among('id')}`, runList);
  run(
    `UPDATE logged_models SET experiment_id = NULL, model_id = 'purged ' || id WHERE ${among('id')}`,
    modelList,
  );
  run(`DELETE FROM experiments WHERE ${among('experiment_id')}`, experimentList);
}

/** Removes the first points of a run along the key: a range, since rows that are looked up one by one cost several times that. */
function removePoints(database: Database, run: number, limit: number): number {
  const beyond = database
    .statement(`SELECT key, ${PLACE} FROM metrics WHERE run = ? ORDER BY key, ${ALONG_KEY} LIMIT 1 OFFSET ?`)
    .get(run, limit);
  if (beyond === undefined) return database.statement('DELETE FROM metrics WHERE run = ?').run(run).changes;
  const [key = null, ...place] = beyond;
  return database
    .statement(`DELETE FROM metrics WHERE run = ? AND (key, ${ALONG_KEY}) < (?, ?, ?, ?, ?)`)
    .run(run, key, ...placeOf(place)).changes;
}

function removeOf(
  database: Database,
  owner: { table: string; column: string; held: readonly string[] },
  id: number,
  limit: number,
): number {
  let removed = 0;
  for (const table of owner.held) {
    if (removed >= limit) return removed;
    const sql = `DELETE FROM ${table} WHERE ${owner.column} = ? LIMIT ?`;
    const room = limit - removed;
    removed +=
      table === 'metrics' ? removePoints(database, id, room) : database.statement(sql).run(id, room).changes;
  }
  if (removed >= limit) return removed;
  return removed + database.statement(`DELETE FROM ${owner.table} WHERE id = ?`).run(id).changes;
}

const OWNERS = [
  { table: 'runs', column: 'run', held: OF_A_RUN },
  { table: 'logged_models', column: 'model', held: OF_A_MODEL },
] as const;

function removeOrphanedDatasets(database: Database, run: number): void {
  const runs = JSON.stringify([run]);
  database.statement(`DELETE FROM datasets WHERE ${ORPHANED}`).run(runs, runs);
}

/** Removes up to about `limit` rows of purged objects; false when none are left. Call within a write. */
export function removePurgedRows(database: Database, limit: number): boolean {
  let room = limit;
  for (const owner of OWNERS) {
    const next = `SELECT id FROM ${owner.table} WHERE experiment_id IS NULL LIMIT 1`;
    for (let id = database.value(next); id !== undefined; id = database.value(next)) {
      if (room <= 0) return true;
      if (owner.table === 'runs') removeOrphanedDatasets(database, Number(id));
      room -= removeOf(database, owner, Number(id), room);
    }
  }
  return false;
}

/** Notes folders of artifacts to be removed after the commit. Call within the write that lets go of them. */
export function addArtifactRemovals(database: Database, folders: readonly string[]): void {
  const insert = database.statement('INSERT INTO artifact_removals VALUES (?) ON CONFLICT DO NOTHING');
  for (const folder of folders) insert.run(folder);
}

/** The next folder to remove that comes after `after`; undefined when there is none. */
export function nextArtifactRemoval(database: Database, after: string): string | undefined {
  const sql = 'SELECT path FROM artifact_removals WHERE path > ? ORDER BY path LIMIT 1';
  return database.value(sql, after) as string | undefined;
}

/** Strikes a removed folder from the list. Call within a write. */
export function forgetArtifactRemoval(database: Database, folder: string): void {
  database.statement('DELETE FROM artifact_removals WHERE path = ?').run(folder);
}

/** Gives up to `pages` unused pages of the database file back to the disk; false when none are left. Call within a write. */
export function giveBackPages(database: Database, pages: number): boolean {
  const unused = Number(database.pragma('freelist_count'));
  // A database made before auto_vacuum was set keeps its free pages for later rows.
  if (unused === 0 || Number(database.pragma('auto_vacuum')) !== 2) return false;
  database.exec(`PRAGMA incremental_vacuum(${pages})`);
  return unused > pages;
}
