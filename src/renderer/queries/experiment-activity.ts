import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { newestRows } from './newest-rows.ts';
import { useSignals } from './signals.ts';

const activityKey = ['experiment-activity'] as const;
/** The tracker tells of this many experiments at a time, and of the processes of this many runs. */
const MOST_AT_ONCE = 1000;
const REFRESH_MS = 1000;
/** Changes after which there are more or fewer runs, or others are running. */
const COUNTS_ANEW = /^(?:create|update|delete|restore|move)Runs?$|^purge|^keepBest/;

export type Activity = Response<'getExperimentActivity'>['experiments'][number] & {
  /** Runs that say RUNNING and whose process has ended; `running` does not count them. */
  interrupted: number;
};

/** How many runs each of the experiments has, how many are running, and when the last started or ended; as it changes. */
export function useExperimentActivity(experimentIds: readonly string[]) {
  const cache = useQueryClient();
  useRefresh(activityKey, ({ operation }) => COUNTS_ANEW.test(operation), REFRESH_MS);
  useSignals(({ kind }) => {
    if (kind === 'liveness') void cache.invalidateQueries({ queryKey: activityKey });
  });
  return useQuery({
    queryKey: [...activityKey, experimentIds],
    queryFn: ({ signal }) => read(experimentIds, signal),
    enabled: experimentIds.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

async function read(
  experimentIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Activity>> {
  const all = new Map<string, Activity>();
  for (let first = 0; first < experimentIds.length; first += MOST_AT_ONCE) {
    const experiment_ids = experimentIds.slice(first, first + MOST_AT_ONCE);
    const { experiments } = await tracker.call('getExperimentActivity', { experiment_ids }, { signal });
    for (const activity of experiments) all.set(activity.experiment_id, { ...activity, interrupted: 0 });
  }
  const busy = [...all.values()].filter(({ running }) => running > 0);
  if (busy.length > 0) await tellInterrupted(busy, signal);
  return all;
}

/** Takes the runs whose process has ended out of those that are running: of the newest thousand. */
async function tellInterrupted(busy: readonly Activity[], signal: AbortSignal): Promise<void> {
  const { rows } = await newestRows(
    busy.map(({ experiment_id }) => experiment_id),
    { by: 'start_time', count: MOST_AT_ONCE, filter: "attributes.status = 'RUNNING'" },
    signal,
  );
  const run_ids = rows.map(({ run_id }) => run_id);
  if (run_ids.length === 0) return;
  const { runs } = await tracker.call('getLiveness', { run_ids }, { signal });
  const ended = new Set(runs.filter(({ state }) => state === 'interrupted').map(({ run_id }) => run_id));
  for (const activity of busy) {
    const interrupted = rows.filter(
      ({ run_id, experiment_id }) => experiment_id === activity.experiment_id && ended.has(run_id),
    ).length;
    activity.interrupted = interrupted;
    activity.running -= interrupted;
  }
}
