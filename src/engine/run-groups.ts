import { invalidParameter } from '../contract/index.ts';
import { type Field, parseGroupBy } from '../filter/index.ts';
import type { Handlers } from './context.ts';
import { checkCount, LIMITS } from './limits.ts';
import { pageSize, parsed } from './paging.ts';
import { runMatch } from './run-search.ts';

const DEFAULT_GROUPS = 100;

function groupFields(list: readonly string[] | null | undefined): Field[] {
  if (list == null || list.length === 0)
    throw invalidParameter("Missing value for required parameter 'group_by': name at least one field.");
  checkCount(list.length, LIMITS.groupFields, 'fields to group by');
  return parsed(() => parseGroupBy(list));
}

export const runGroupHandlers: Handlers<'groupRuns'> = {
  async groupRuns(context, request, caller) {
    const metric_keys = [...new Set(request.metric_keys ?? [])];
    checkCount(metric_keys.length, LIMITS.groupMetrics, 'metric keys');
    const { rest } = await context.store.readers.run('runGroups', {
      ...runMatch(context, caller, request),
      fields: groupFields(request.group_by),
      metric_keys,
      limit: pageSize(request.limit, DEFAULT_GROUPS, LIMITS.groups, 'limit'),
    });
    return rest;
  },
};
