import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';

export const runGroupsKey = ['run-groups'] as const;
const MOST_GROUPS = 500;

export type RunGroup = Response<'groupRuns'>['groups'][number];

export interface RunGroupsRequest {
  experiment_ids: readonly string[];
  filter: string;
  run_view_type: 'ACTIVE_ONLY' | 'DELETED_ONLY';
  /** Fields as a filter writes them. */
  group_by: readonly string[];
  metric_keys: readonly string[];
}

/** Runs by equal values of fields, the largest group first, with their metrics summarised. */
export function useRunGroups(request: RunGroupsRequest) {
  return useQuery({
    queryKey: [...runGroupsKey, request],
    queryFn: ({ signal }) => readRunGroups(request, MOST_GROUPS, signal),
    enabled: request.group_by.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** The values a field has, most used first. */
export async function readFieldValues(experimentIds: readonly string[], field: string, limit: number) {
  const request = { experiment_ids: experimentIds, filter: '', group_by: [field], metric_keys: [] };
  const { groups } = await readRunGroups({ ...request, run_view_type: 'ACTIVE_ONLY' }, limit);
  return groups.flatMap(({ values: [value], runs }) => (typeof value === 'string' ? [{ value, runs }] : []));
}

function readRunGroups(request: RunGroupsRequest, limit: number, signal?: AbortSignal) {
  const { experiment_ids, group_by, metric_keys, ...rest } = request;
  return tracker.call(
    'groupRuns',
    {
      ...rest,
      experiment_ids: [...experiment_ids],
      group_by: [...group_by],
      metric_keys: [...metric_keys],
      limit,
    },
    { signal },
  );
}
