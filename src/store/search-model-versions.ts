import { type FilterNode, IS_PROMPT_TAG, namesPrompts, type OrderTerm } from '../filter/index.ts';
import type { Database } from './database.ts';
import { conjuncts, type EntityTables, filterSql, joined, type Sql, sql } from './filter-sql.ts';
import { afterSql, orderByText, type SortColumn, type SortKey, sortKeyOf, sortKeyText } from './order-sql.ts';
import { IS_PROMPT_SQL } from './search-registered-models.ts';

export interface ModelVersionSearch {
  workspace: string;
  tree: FilterNode | undefined;
  order: readonly OrderTerm[];
  limit: number;
  after: SortKey | undefined;
}

const ATTRIBUTES: Record<string, string> = {
  name: 'm.name',
  version_number: 'v.version',
  // A version that is of no run has an empty id on the wire, and in filters.
  run_id: "ifnull(v.run_id, '')",
  source_path: 'v.source',
  creation_timestamp: 'v.creation_time',
  last_updated_timestamp: 'v.last_update_time',
};

export const modelVersionTables: EntityTables = {
  attributes: ATTRIBUTES,
  keyed: { tag: { table: 'model_version_tags', owner: 'x.version = v.id' } },
  tags: new Map([[IS_PROMPT_TAG, IS_PROMPT_SQL]]),
  keyOf: (name) => name,
};

/** The last changed first where no order is given; name and version break ties. */
function sortColumns(order: readonly OrderTerm[]): SortColumn[] {
  const asked = order.length === 0 ? [{ key: 'last_updated_timestamp', ascending: false }] : order;
  const ties = [
    { key: 'name', ascending: true },
    { key: 'version_number', ascending: false },
  ].filter((tie) => !asked.some(({ key }) => key === tie.key));
  return [...asked, ...ties].map(({ key, ascending }) => ({ text: ATTRIBUTES[key] ?? 'NULL', ascending }));
}

/** Clauses on name and run again, as an index can use them. */
function indexed(tree: FilterNode | undefined): Sql[] {
  return conjuncts(tree).flatMap((clause) => {
    if (clause.type !== 'compare' || clause.comparator !== '=' || clause.field.kind !== 'attribute')
      return [];
    if (clause.field.key === 'name') return [sql('m.name = ?', clause.value)];
    return clause.field.key === 'run_id' && clause.value !== '' ? [sql('v.run_id = ?', clause.value)] : [];
  });
}

/**
 * Row numbers of one page of model versions, in order, and the sort key after which the next page starts. Those of prompts are
 * among them only where the filter names the tag that marks these.
 */
export function searchModelVersions(
  database: Database,
  search: ModelVersionSearch,
): { ids: number[]; next: SortKey | undefined } {
  const columns = sortColumns(search.order);
  const where = joined(
    [
      sql('m.workspace = ?', search.workspace),
      ...(namesPrompts(search.tree) ? [] : [sql('m.is_prompt = 0')]),
      ...indexed(search.tree),
      ...(search.tree ? [filterSql(search.tree, modelVersionTables)] : []),
      ...(search.after ? [afterSql(columns, search.after)] : []),
    ],
    ' AND ',
  );
  const text = `SELECT v.id, ${sortKeyText(columns)} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE ${where.text} ORDER BY ${orderByText(columns)} LIMIT ?`;
  const rows = database.statement(text).all(...where.values, search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(([id]) => Number(id)),
    next: rows.length > search.limit && last ? sortKeyOf(last, 1, columns) : undefined,
  };
}
