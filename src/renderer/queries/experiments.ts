import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

const PAGE_SIZE = 200;

export const experimentsKey = ['experiments'] as const;

/** All active experiments, newest first, a page at a time. */
export function useExperiments() {
  return useInfiniteQuery({
    queryKey: [...experimentsKey, 'list'],
    queryFn: ({ pageParam, signal }) =>
      tracker.call('searchExperiments', { max_results: PAGE_SIZE, page_token: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token,
    select: ({ pages }) => pages.flatMap((page) => page.experiments ?? []),
  });
}

/** One experiment, deleted ones too. */
export function useExperiment(experimentId: string) {
  return useQuery({
    queryKey: [...experimentsKey, experimentId],
    queryFn: ({ signal }) => tracker.call('getExperiment', { experiment_id: experimentId }, { signal }),
    select: ({ experiment }) => experiment,
  });
}
