import type { View } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface StoredView extends View {
  workspace: string;
}

const COLUMNS = 'view_id, name, page, experiment_ids, state, creation_time, last_update_time, actor';

function viewOf(row: SqlRow): View {
  return {
    view_id: String(row[0]),
    name: String(row[1]),
    page: String(row[2]),
    experiment_ids: JSON.parse(String(row[3])) as string[],
    state: String(row[4]),
    creation_time: Number(row[5]),
    last_update_time: Number(row[6]),
    actor: String(row[7]),
  };
}

/** Stores a view, in the place of the one of its id. */
export function putView(database: Database, view: StoredView): void {
  const { view_id, workspace, name, page, experiment_ids, state, creation_time, last_update_time, actor } =
    view;
  const ids = JSON.stringify(experiment_ids);
  database
    .statement(`INSERT OR REPLACE INTO views (workspace, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(workspace, view_id, name, page, ids, state, creation_time, last_update_time, actor);
}

export function findView(database: Database, workspace: string, viewId: string): View | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} FROM views WHERE workspace = ? AND view_id = ?`)
    .get(workspace, viewId);
  return row && viewOf(row);
}

/** Views by name, their state left out; of one page and of one experiment where those are given. */
export function listViews(
  database: Database,
  workspace: string,
  page: string | undefined,
  experimentId: string | undefined,
): Omit<View, 'state'>[] {
  const experiment = experimentId ?? null;
  const sql = `SELECT ${COLUMNS.replace(' state,', " '',")} FROM views WHERE workspace = ? AND page = coalesce(?, page)
    AND (? IS NULL OR ? IN (SELECT value FROM json_each(experiment_ids))) ORDER BY name, view_id`;
  const rows = database.statement(sql).all(workspace, page ?? null, experiment, experiment);
  return rows.map(viewOf).map(({ state: _, ...view }) => view);
}

export function deleteView(database: Database, viewId: string): void {
  database.statement('DELETE FROM views WHERE view_id = ?').run(viewId);
}
