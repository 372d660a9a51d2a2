import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Run } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import type { RunPages } from './run-pages.ts';

const PAGE_SIZE = 100;

export const runsKey = (experimentId: string) => ['runs', experimentId] as const;
export const runKey = (runId: string) => ['run', runId] as const;

/** The active runs of an experiment, latest start first, a page at a time. */
export function useRuns(experimentId: string) {
  return useInfiniteQuery({
    queryKey: runsKey(experimentId),
    queryFn: ({ pageParam, signal }) =>
      tracker.call(
        'searchRuns',
        { experiment_ids: [experimentId], max_results: PAGE_SIZE, page_token: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token,
    // Comparing thousands of runs deeply on every change costs more than drawing the few rows in view.
    structuralSharing: false,
  });
}

/** One run, deleted ones too. A run of a list that is loaded is there at once. */
export function useRun(experimentId: string, runId: string) {
  const cache = useQueryClient();
  return useQuery({
    initialData: () => {
      const list = cache.getQueryState<RunPages>(runsKey(experimentId));
      const pages = list?.isInvalidated ? [] : (list?.data?.pages ?? []);
      const run = pages.flatMap((page) => page.runs ?? []).find(({ info }) => info.run_id === runId);
      return run && { run };
    },
    queryKey: runKey(runId),
    queryFn: ({ signal }) => tracker.call('getRun', { run_id: runId }, { signal }),
    select: ({ run }) => run,
  });
}

/** Those of the named runs that are active in the experiment. */
export async function findRuns(experimentId: string, runIds: readonly string[]): Promise<Run[]> {
  const { runs = [] } = await tracker.call('searchRuns', {
    experiment_ids: [experimentId],
    filter: `attributes.run_id IN (${runIds.map((id) => `'${id}'`).join(', ')})`,
    max_results: runIds.length,
  });
  return runs;
}
