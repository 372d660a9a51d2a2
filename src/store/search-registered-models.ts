import { type FilterNode, IS_PROMPT_TAG, namesPrompts, type OrderTerm } from '../filter/index.ts';
import type { Database } from './database.ts';
import { type EntityTables, filterSql, joined, sql } from './filter-sql.ts';
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';

export interface RegisteredModelSearch {
  workspace: string;
  /** Only prompts, or none of them; where it is left out, prompts only where the filter names their tag. */
  is_prompt?: boolean;
  tree: FilterNode | undefined;
  order: readonly OrderTerm[];
  limit: number;
  after: SortKey | undefined;
}

/** The value of the tag that marks prompts, on the alias `m` of the registered model. */
export const IS_PROMPT_SQL = "iif(m.is_prompt = 1, 'true', 'false')";

const ATTRIBUTES: Record<string, string> = {
  name: 'm.name',
  creation_timestamp: 'm.creation_time',
  last_updated_timestamp: 'm.last_update_time',
};

export const registeredModelTables: EntityTables = {
  attributes: ATTRIBUTES,
  keyed: { tag: { table: 'registered_model_tags', owner: 'x.model = m.id' } },
  tags: new Map([[IS_PROMPT_TAG, IS_PROMPT_SQL]]),
  keyOf: (name) => name,
};

/** By name where no order is given; the name breaks ties. */
function sortColumns(order: readonly OrderTerm[]): SortColumn[] {
  const columns = order.map(({ key, ascending }) => ({ text: ATTRIBUTES[key] ?? 'NULL', ascending }));
  return order.some(({ key }) => key === 'name')
    ? columns
    : [...columns, { text: 'm.name', ascending: true }];
}

function kindSql({ is_prompt, tree }: RegisteredModelSearch) {
  if (is_prompt === undefined && namesPrompts(tree)) return [];
  return [sql('m.is_prompt = ?', is_prompt ? 1 : 0)];
}

/**
 * Row numbers of one page of registered models, in order, and the sort key after which the next page starts. Prompts are among
 * them only where the filter names the tag that marks them.
 */
export function searchRegisteredModels(
  database: Database,
  search: RegisteredModelSearch,
): { ids: number[]; next: SortKey | undefined } {
  const columns = sortColumns(search.order);
  const where = joined(
    [
      sql('m.workspace = ?', search.workspace),
      ...kindSql(search),
      ...(search.tree ? [filterSql(search.tree, registeredModelTables)] : []),
      ...(search.after ? [afterSql(columns, search.after)] : []),
    ],
    ' AND ',
  );
  const text = `SELECT m.id, ${sortKeyText(columns)} FROM registered_models m WHERE ${where.text} ORDER BY ${orderByText(columns)} LIMIT ?`;
  const rows = database.statement(text).all(...where.values, search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(([id]) => Number(id)),
    next: rows.length > search.limit && last ? sortKeyOf(last, 1, columns) : undefined,
  };
}
