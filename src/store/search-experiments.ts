import type { ViewType } from '../contract/index.ts';
import type { FilterNode, OrderTerm } from '../filter/index.ts';
import type { Database } from './database.ts';
import { type EntityTables, filterSql, joined, sql } from './filter-sql.ts';
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';

export interface ExperimentSearch {
  workspace: string;
  view: ViewType;
  tree: FilterNode | undefined;
  order: readonly OrderTerm[];
  limit: number;
  after: SortKey | undefined;
}

const ATTRIBUTES = {
  name: 'e.name',
  experiment_id: 'CAST(e.experiment_id AS TEXT)',
  creation_time: 'e.creation_time',
  last_update_time: 'e.last_update_time',
};

export const experimentTables: EntityTables = {
  attributes: ATTRIBUTES,
  keyed: { tag: { table: 'experiment_tags', owner: 'x.experiment_id = e.experiment_id' } },
  keyOf: (name) => name,
};

/** Newest first where no order is given; experiment id breaks ties, rising then and falling after a caller's order (MLflow). */
function sortColumns(order: readonly OrderTerm[]): SortColumn[] {
  const id = { text: 'e.experiment_id', ascending: order.length === 0 };
  const columns = order.map(({ key, ascending }) => ({
    text: key === 'experiment_id' ? 'e.experiment_id' : ATTRIBUTES[key as keyof typeof ATTRIBUTES],
    ascending,
  }));
  if (columns.length === 0) return [{ text: 'e.creation_time', ascending: false }, id];
  return columns.some(({ text }) => text === id.text) ? columns : [...columns, id];
}

/** Ids of one page of experiments, in order, and the sort key after which the next page starts. */
export function searchExperiments(
  database: Database,
  search: ExperimentSearch,
): { ids: number[]; next: SortKey | undefined } {
  const columns = sortColumns(search.order);
  const where = joined(
    [
      sql('e.workspace = ?', search.workspace),
      ...(search.view === 'ALL' ? [] : [sql(`e.deleted = ${search.view === 'ACTIVE_ONLY' ? 0 : 1}`)]),
      ...(search.tree ? [filterSql(search.tree, experimentTables)] : []),
      ...(search.after ? [afterSql(columns, search.after)] : []),
    ],
    ' AND ',
  );
  const text = `SELECT e.experiment_id, ${sortKeyText(columns)} FROM experiments e WHERE ${where.text} ORDER BY ${orderByText(columns)} LIMIT ?`;
  const rows = database.statement(text).all(...where.values, search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(([id]) => Number(id)),
    next: rows.length > search.limit && last ? sortKeyOf(last, 1, columns) : undefined,
  };
}
