import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

export const runColumnsKey = ['run-columns'] as const;
const MOST_KEYS = 1000;
const MOST_METRICS = 20_000;

/** Keys of metrics, params and tags that runs of the experiments use, most used first; those that contain `search`. */
export function useRunColumns(experimentIds: readonly string[], search = '') {
  return useQuery({
    ...runColumnsQuery(experimentIds, search),
    placeholderData: keepPreviousData,
  });
}

/** Every metric that runs of the experiments have, by name. */
export function useMetricKeys(experimentIds: readonly string[]) {
  return useQuery({
    ...runColumnsQuery(experimentIds, '', MOST_METRICS),
    placeholderData: keepPreviousData,
    select: ({ metrics }) => metrics.map(({ key }) => key).sort(byName.compare),
  });
}

/** Keys as `useRunColumns` lists them, read once for an editor that completes keys. */
export function readRunColumns(cache: QueryClient, experimentIds: readonly string[], search: string) {
  return cache.fetchQuery(runColumnsQuery(experimentIds, search));
}

const byName = new Intl.Collator('en', { numeric: true });

function runColumnsQuery(experimentIds: readonly string[], search: string, limit = MOST_KEYS) {
  const request = {
    experiment_ids: [...experimentIds],
    search: search === '' ? undefined : search,
    limit,
  };
  return {
    queryKey: [...runColumnsKey, experimentIds, search, limit],
    queryFn: ({ signal }: { signal: AbortSignal }) => tracker.call('listRunColumns', request, { signal }),
  };
}
