import { EncodedJson } from '../contract/index.ts';
import type { FilterNode } from '../filter/index.ts';
import { PARENT_TAG } from '../store/index.ts';
import type { Handlers } from './context.ts';
import { checkCount, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';
import { runMatch, runOrder, searchedExperiments } from './run-search.ts';

const DEFAULT_PAGE = 100;
const USUAL_COLUMNS = 1000;
const encoder = new TextEncoder();
const ROWS = encoder.encode('{"rows":[');

/** The same filter for the runs below one run or, where that is empty, below none. */
function withParent(tree: FilterNode | undefined, parent: string | undefined): FilterNode | undefined {
  if (parent === undefined) return tree;
  const field = { kind: 'tag', key: PARENT_TAG } as const;
  const clause: FilterNode =
    parent === ''
      ? { type: 'null', field, negated: false, position: 0 }
      : { type: 'compare', field, comparator: '=', value: parent, position: 0 };
  return tree === undefined ? clause : { type: 'and', children: [tree, clause] };
}

export const runTableHandlers: Handlers<'listRunColumns' | 'searchRunRows'> = {
  async listRunColumns(context, request, caller) {
    const { rest } = await context.store.readers.run('runColumns', {
      experiment_ids: searchedExperiments(context, caller, request.experiment_ids),
      search: request.search ?? '',
      limit: pageSize(request.limit, USUAL_COLUMNS, LIMITS.listedColumns, 'limit'),
    });
    return rest;
  },

  async searchRunRows(context, request, caller) {
    const { tree, ...match } = runMatch(context, caller, request);
    const order = runOrder(request.order_by);
    const keys = {
      metric_keys: request.metric_keys ?? [],
      param_keys: request.param_keys ?? [],
      tag_keys: request.tag_keys ?? [],
    };
    const columns = Object.values(keys).reduce((sum, { length }) => sum + length, 0);
    checkCount(columns, LIMITS.tableColumns, 'columns');
    const terms = order.map(({ kind, key, ascending, best }) => [kind, key, ascending, best ?? 'last']);
    const search = ['rows', ...terms];
    const { bytes, rest } = await context.store.readers.run('runRows', {
      ...match,
      ...keys,
      tree: withParent(tree, request.parent_run_id),
      order,
      limit: pageSize(request.max_results, DEFAULT_PAGE, LIMITS.tableRows),
      after: pagePosition(context, search, request.page_token),
    });
    const token = rest.next ? `,"next_page_token":"${nextPageToken(context, search, rest.next)}"` : '';
    return new EncodedJson([
      Buffer.concat([ROWS, bytes, encoder.encode(`],"total":${rest.total}${token}}`)]),
    ]);
  },
};
