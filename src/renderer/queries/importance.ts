import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';

interface ImportanceRequest {
  experimentIds: readonly string[];
  filter: string;
  metric: string;
  value: 'last' | 'min' | 'max';
}

/** A forest is grown for each answer, so it is not asked for with every change. */
const SPACING_MS = 10_000;

/** Which params tell most of a metric among the matching runs; found anew as runs change. */
export function useImportance({ experimentIds, filter, metric, value }: ImportanceRequest) {
  const queryKey = ['importance', experimentIds, filter, metric, value] as const;
  useRefresh(
    queryKey,
    (change) => change.object_type === 'run' && experimentIds.includes(change.experiment_id),
    SPACING_MS,
  );
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      tracker.call(
        'getImportance',
        {
          experiment_ids: [...experimentIds],
          filter: filter === '' ? undefined : filter,
          metric_key: metric,
          aggregate: value,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
