import { useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { experimentsKey } from './experiments.ts';
import { queryClient } from './query-client.ts';

const trashKey = ['trash'] as const;
const PAGE_SIZE = 1000;
const MOST_RUNS_AT_ONCE = 1000;
const REFRESH_MS = 1000;
const MOVES_IN_AND_OUT = /^(?:delete|restore)(?:Run|Experiment)|^purge|^keepBest/;

type Page = Response<'getTrash'>;
export type DeletedExperiment = Page['experiments'][number];
export type DeletedRun = Page['runs'][number];

/** Ids of what is in the trash. */
export interface TrashSelection {
  run_ids: string[];
  experiment_ids: string[];
}

/** Everything that is deleted and not yet purged, newest first. */
export function useTrash() {
  useRefresh(trashKey, ({ operation }) => MOVES_IN_AND_OUT.test(operation), REFRESH_MS);
  return useQuery({
    queryKey: [...trashKey, 'list'],
    queryFn: ({ signal }) => readAll(signal),
    staleTime: 0,
  });
}

async function readAll(signal: AbortSignal) {
  const experiments: DeletedExperiment[] = [];
  const runs: DeletedRun[] = [];
  let page_token: string | undefined;
  do {
    const page: Page = await tracker.call('getTrash', { max_results: PAGE_SIZE, page_token }, { signal });
    experiments.push(...page.experiments);
    runs.push(...page.runs);
    page_token = page.next_page_token;
  } while (page_token !== undefined);
  return { experiments, runs };
}

/** What removing the named for good would remove; nothing is removed. */
export function usePurgePreview(selection: TrashSelection | undefined) {
  return useQuery({
    // Not under the trash's own key: what was purged cannot be forecast anew.
    queryKey: ['purge-preview', selection],
    queryFn: ({ signal }) =>
      tracker.call(
        'purge',
        { run_ids: selection?.run_ids ?? [], experiment_ids: selection?.experiment_ids ?? [], dry_run: true },
        { signal },
      ),
    enabled: selection !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Removes deleted runs and experiments for good, with their artifacts. */
export async function purge(selection: TrashSelection): Promise<Response<'purge'>> {
  const removed = await tracker.call('purge', { ...selection, dry_run: false });
  await refreshAll();
  return removed;
}

/** Takes runs and experiments out of the trash, or puts them back. */
export async function setDeleted(
  { run_ids, experiment_ids }: TrashSelection,
  isDeleted: boolean,
): Promise<void> {
  try {
    for (let first = 0; first < run_ids.length; first += MOST_RUNS_AT_ONCE)
      await tracker.call(isDeleted ? 'deleteRuns' : 'restoreRuns', {
        run_ids: run_ids.slice(first, first + MOST_RUNS_AT_ONCE),
      });
    for (const experiment_id of experiment_ids)
      await tracker.call(isDeleted ? 'deleteExperiment' : 'restoreExperiment', { experiment_id });
  } finally {
    await refreshAll();
  }
}

async function refreshAll(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trashKey }),
    queryClient.invalidateQueries({ queryKey: experimentsKey }),
  ]);
}
