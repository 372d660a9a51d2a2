import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

export const runColumnsKey = ['run-columns'] as const;
const MOST_KEYS = 1000;

/** Keys of metrics, params and tags that runs of the experiments use, most used first; those that contain `search`. */
export function useRunColumns(experimentIds: readonly string[], search = '') {
  return useQuery({
    ...runColumnsQuery(experimentIds, search),
    placeholderData: keepPreviousData,
  });
}

/** The same, read once for an editor that completes keys. */
export function readRunColumns(cache: QueryClient, experimentIds: readonly string[], search: string) {
  return cache.fetchQuery(runColumnsQuery(experimentIds, search));
}

function runColumnsQuery(experimentIds: readonly string[], search: string) {
  const request = {
    experiment_ids: [...experimentIds],
    search: search === '' ? undefined : search,
    limit: MOST_KEYS,
  };
  return {
    queryKey: [...runColumnsKey, experimentIds, search],
    queryFn: ({ signal }: { signal: AbortSignal }) => tracker.call('listRunColumns', request, { signal }),
  };
}
