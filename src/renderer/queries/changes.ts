import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { type ConnectionState, changes } from '../../client/index.ts';
import type { ChangeEvent, Signal } from '../../contract/index.ts';
import { coalesce } from '../coalesce.ts';
import { aggregatesKey } from './aggregates.ts';
import { alertRulesKey } from './alert-rules.ts';
import { alertsKey } from './alerts.ts';
import { annotationsKey } from './annotations.ts';
import { refreshArtifacts } from './artifacts.ts';
import { announceChange } from './change-listeners.ts';
import { refreshRuns } from './changed-runs.ts';
import { experimentsKey } from './experiments.ts';
import { livenessKey } from './liveness.ts';
import { metricSamplesKey } from './metric-samples.ts';
import { runColumnsKey } from './run-columns.ts';
import { runGroupsKey } from './run-groups.ts';
import { refreshSeries } from './series.ts';
import { announceSignal } from './signals.ts';
import { viewsKey } from './views.ts';

const RUNS_SPACING_MS = 250;
const HISTORY_SPACING_MS = 100;
const SUMMARY_SPACING_MS = 1000;
const AGGREGATES_SPACING_MS = 500;
const ARTIFACTS_SPACING_MS = 500;
const ALERTS_SPACING_MS = 250;
/** Alerts of what is in the trash are not listed. */
const MOVES_ALERTS = /^(?:delete|restore|keepBest)/;

/** Whether the change stream is there. */
export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }));

/** Keeps the cache in step with the tracker until the returned function is called. */
export function followChanges(cache: QueryClient): () => void {
  const changedRuns = new Map<string, Set<string>>();
  const grownRuns = new Set<string>();
  const touchedOwners = new Set<string>();

  const refreshChangedRuns = coalesce(async () => {
    const changed = new Map(changedRuns);
    changedRuns.clear();
    await refreshRuns(cache, changed);
  }, RUNS_SPACING_MS);

  const refreshSummaries = coalesce(async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: runColumnsKey }),
      cache.invalidateQueries({ queryKey: runGroupsKey }),
    ]);
  }, SUMMARY_SPACING_MS);

  const refreshHistories = coalesce(async () => {
    const runIds = [...grownRuns];
    grownRuns.clear();
    await Promise.all([
      ...runIds.map((id) => cache.invalidateQueries({ queryKey: metricSamplesKey(id) })),
      refreshSeries(cache, runIds),
    ]);
  }, HISTORY_SPACING_MS);

  const refreshAggregates = coalesce(
    () => cache.invalidateQueries({ queryKey: aggregatesKey }),
    AGGREGATES_SPACING_MS,
  );

  const refreshTouched = coalesce(async () => {
    const owners = [...touchedOwners];
    touchedOwners.clear();
    await Promise.all(owners.map((id) => refreshArtifacts(cache, id)));
  }, ARTIFACTS_SPACING_MS);

  const refreshAlerts = coalesce(() => cache.invalidateQueries({ queryKey: alertsKey }), ALERTS_SPACING_MS);

  function onChange(change: ChangeEvent): void {
    announceChange(change);
    if (change.object_type === 'alert' || MOVES_ALERTS.test(change.operation)) refreshAlerts();
    if (change.object_type === 'alert_rule') void cache.invalidateQueries({ queryKey: alertRulesKey });
    if (change.object_type === 'annotation') void cache.invalidateQueries({ queryKey: annotationsKey });
    if (change.object_type === 'experiment') void cache.invalidateQueries({ queryKey: experimentsKey });
    if (change.object_type === 'view') void cache.invalidateQueries({ queryKey: viewsKey });
    if (change.object_type !== 'run') return;
    const runIds = changedRuns.get(change.experiment_id) ?? new Set();
    changedRuns.set(change.experiment_id, runIds.add(change.object_id));
    refreshChangedRuns();
    refreshSummaries();
    if (!change.counts.metrics) return;
    grownRuns.add(change.object_id);
    refreshHistories();
    refreshAggregates();
  }

  function onSignal(signal: Signal): void {
    announceSignal(signal);
    if (signal.kind === 'liveness') void cache.invalidateQueries({ queryKey: livenessKey(signal.run_id) });
    else if (signal.kind === 'artifacts') {
      touchedOwners.add(signal.object_id);
      refreshTouched();
    }
  }

  function onState(state: ConnectionState): void {
    useConnection.setState({ state });
    if (state === 'open') void readAnew(cache);
  }

  return changes({ baseUrl: '', onChange, onSignal, onState });
}

/** What was read before the stream began, or while it was gone, may be out of date. */
async function readAnew(cache: QueryClient): Promise<void> {
  // A first read that is under way is not begun anew by this, though the tracker may have answered it before the stream began.
  const begun = cache
    .getQueryCache()
    .findAll({ fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined });
  await cache.invalidateQueries();
  await cache.invalidateQueries({ predicate: (query) => begun.includes(query) });
}
