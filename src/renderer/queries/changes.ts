import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { type ConnectionState, changes } from '../../client/index.ts';
import type { ChangeEvent } from '../../contract/index.ts';
import { coalesce } from '../coalesce.ts';
import { experimentsKey } from './experiments.ts';
import { forgetHistoryPages, metricHistoriesKey } from './metric-history.ts';
import { type RunPages, withRuns } from './run-pages.ts';
import { findRuns, runKey, runsKey } from './runs.ts';

const RUNS_SPACING_MS = 250;
const HISTORY_SPACING_MS = 100;
/** Beyond this many changed runs the loaded pages are read anew instead of being mended. */
const MOST_RUNS_TO_FIND = 200;

/** Whether the change stream is there. */
export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }));

/** Keeps the cache in step with the tracker until the returned function is called. */
export function followChanges(cache: QueryClient): () => void {
  const changedRuns = new Map<string, Set<string>>();
  const grownRuns = new Set<string>();

  const refreshRuns = coalesce(async () => {
    const batches = [...changedRuns];
    changedRuns.clear();
    await Promise.all(batches.map(([experimentId, runIds]) => refreshRunsOf(cache, experimentId, runIds)));
  }, RUNS_SPACING_MS);

  const refreshHistories = coalesce(async () => {
    const runIds = [...grownRuns];
    grownRuns.clear();
    await Promise.all(runIds.map((id) => cache.invalidateQueries({ queryKey: metricHistoriesKey(id) })));
  }, HISTORY_SPACING_MS);

  function onChange(change: ChangeEvent): void {
    if (change.object_type === 'experiment') void cache.invalidateQueries({ queryKey: experimentsKey });
    if (change.object_type !== 'run') return;
    const runIds = changedRuns.get(change.experiment_id) ?? new Set();
    changedRuns.set(change.experiment_id, runIds.add(change.object_id));
    refreshRuns();
    if (change.operation === 'updateRun') forgetHistoryPages(cache, change.object_id);
    if (change.operation !== 'updateRun' && !change.counts.metrics) return;
    grownRuns.add(change.object_id);
    refreshHistories();
  }

  function onState(state: ConnectionState): void {
    useConnection.setState({ state });
    // What was read before the stream began, or while it was gone, may be out of date.
    if (state === 'open') void cache.invalidateQueries();
  }

  return changes({ baseUrl: '', onChange, onState });
}

async function refreshRunsOf(cache: QueryClient, experimentId: string, runIds: Set<string>): Promise<void> {
  const isListed = cache.getQueryData(runsKey(experimentId)) !== undefined;
  if (!isListed) return refreshEach(cache, runIds);
  if (runIds.size > MOST_RUNS_TO_FIND) {
    await cache.invalidateQueries({ queryKey: runsKey(experimentId) });
    return refreshEach(cache, runIds);
  }
  try {
    const found = await findRuns(experimentId, [...runIds]);
    // A page that is on its way would be put over the pages that are mended here.
    await cache.getQueryCache().find({ queryKey: runsKey(experimentId) })?.promise;
    cache.setQueryData<RunPages>(runsKey(experimentId), (data) => data && withRuns(data, runIds, found));
    for (const run of found) cache.setQueryData(runKey(run.info.run_id), (known) => known && { run });
    for (const { info } of found) runIds.delete(info.run_id);
    await refreshEach(cache, runIds);
  } catch {
    // The page's own query asks again and shows the person why it fails.
    await cache.invalidateQueries({ queryKey: runsKey(experimentId) });
    await refreshEach(cache, runIds);
  }
}

async function refreshEach(cache: QueryClient, runIds: Iterable<string>): Promise<void> {
  await Promise.all([...runIds].map((id) => cache.invalidateQueries({ queryKey: runKey(id) })));
}
