import { equalsClause, narrowed } from '../../filter-editor/field-text.ts';
import type { RunGroup } from '../../queries/run-groups.ts';
import type { RunOrderTerm } from '../../queries/run-order.ts';
import type { RunRowsRequest } from '../../queries/run-rows.ts';
import { type Column, columnOf } from './columns.tsx';
import type { RunsView } from './runs-view.ts';

/** What the tracker is asked for to fill the table: the view's runs in its order, with the values of the shown columns. */
export function runsRequest(
  view: RunsView,
  experimentIds: readonly string[],
  columns: readonly Column[],
): RunRowsRequest {
  const order = view.sort.flatMap((term) => orderTerm(view, term.id, term.desc));
  // Order columns are read too, so that a new run can be put where it belongs.
  const keysOf = (kind: Column['kind']) =>
    [
      ...new Set([...columns, ...order].filter((column) => column.kind === kind).map(({ key }) => key)),
    ].sort();
  return {
    experiment_ids: experimentIds,
    filter: view.filter,
    run_view_type: view.isDeleted ? 'DELETED_ONLY' : 'ACTIVE_ONLY',
    order,
    metric_keys: keysOf('metrics'),
    param_keys: keysOf('params'),
    tag_keys: keysOf('tags'),
    ...(isTree(view) && { parent_run_id: '' }),
  };
}

/** Child runs are folded only where all runs are listed: a filter may match a child and not its parent. */
export function isTree({ isNested, filter, isDeleted, groupBy }: RunsView): boolean {
  return isNested && filter === '' && !isDeleted && groupBy.length === 0;
}

function orderTerm(view: RunsView, id: string, isDescending: boolean): RunOrderTerm[] {
  const column = columnOf(id);
  if (column === undefined || column.kind === 'computed') return [];
  return [{ kind: column.kind, key: column.key, value: view.metricValues[id] ?? 'last', isDescending }];
}

const FIELD_KINDS = { attributes: 'attribute', metrics: 'metric', params: 'param', tags: 'tag' } as const;

/** A column as the tree of a filter names it; undefined where no filter can. */
export function fieldOfColumn({ kind, key }: Column) {
  return kind === 'computed' ? undefined : { kind: FIELD_KINDS[kind], key };
}

/** The request for the runs of one group. */
export function groupRequest(request: RunRowsRequest, view: RunsView, group: RunGroup): RunRowsRequest {
  const filter = view.groupBy.reduce((text, id, index) => {
    const column = columnOf(id);
    const field = column && fieldOfColumn(column);
    return field ? narrowed(text, equalsClause(field, group.values[index] ?? undefined, true)) : text;
  }, request.filter);
  return { ...request, filter };
}

/** The request for the runs that stay above all others. */
export function pinnedRequest(request: RunRowsRequest, runIds: readonly string[]): RunRowsRequest {
  const { parent_run_id: _any, ...rest } = request;
  return { ...rest, filter: `attributes.run_id IN (${runIds.map((id) => `'${id}'`).join(', ')})` };
}
