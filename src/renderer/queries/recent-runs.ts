import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { useExperiments } from './experiments.ts';
import { mostTelling } from './most-telling.ts';
import { type NewestRow, newestRows } from './newest-rows.ts';
import { useSignals } from './signals.ts';

const recentKey = ['recent-runs'] as const;
const RECENT = 15;
const RUNNING = 20;
const METRIC_CANDIDATES = 30;
const BUCKETS = 60;
const REFRESH_MS = 1000;

/** A run's most telling metric, for a line of a few pixels. */
export interface Spark {
  metric_key: string;
  values: number[];
}

export interface RecentRuns {
  recent: NewestRow[];
  running: NewestRow[];
  /** How many say RUNNING in all. */
  runningTotal: number;
  /** All active runs of all active experiments. */
  total: number;
  sparks: Record<string, Spark>;
  /** Runs that say RUNNING and whose process has ended. */
  interrupted: string[];
}

/** The newest runs of all experiments and those that run now, as they change. */
export function useRecentRuns() {
  const { data: experiments } = useExperiments();
  const ids = experiments?.map(({ experiment_id }) => experiment_id);
  useRefresh(recentKey, ({ object_type }) => object_type === 'run', REFRESH_MS);
  const cache = useQueryClient();
  useSignals(({ kind }) => {
    if (kind === 'liveness') void cache.invalidateQueries({ queryKey: recentKey });
  });
  return useQuery({
    queryKey: [...recentKey, ids],
    queryFn: ({ signal }) => readRecent(ids ?? [], signal),
    enabled: ids !== undefined,
    staleTime: 0,
    // A new experiment asks anew, and the page stays as it is meanwhile.
    placeholderData: keepPreviousData,
  });
}

async function readRecent(experiment_ids: string[], signal: AbortSignal): Promise<RecentRuns> {
  if (experiment_ids.length === 0)
    return { recent: [], running: [], runningTotal: 0, total: 0, sparks: {}, interrupted: [] };
  const [newest, now] = await Promise.all([
    newestRows(experiment_ids, { by: 'start_time', count: RECENT }, signal),
    newestRows(
      experiment_ids,
      { by: 'start_time', count: RUNNING, filter: "attributes.status = 'RUNNING'" },
      signal,
    ),
  ]);
  const shown = [...new Map([...now.rows, ...newest.rows].map((row) => [row.run_id, row])).values()];
  const [sparks, interrupted] = await Promise.all([
    readSparks(shown, signal),
    readInterrupted(now.rows, signal),
  ]);
  return {
    recent: newest.rows,
    running: now.rows,
    runningTotal: now.total,
    total: newest.total,
    sparks,
    interrupted,
  };
}

async function readInterrupted(rows: readonly NewestRow[], signal: AbortSignal): Promise<string[]> {
  if (rows.length === 0) return [];
  const run_ids = rows.map(({ run_id }) => run_id);
  const { runs } = await tracker.call('getLiveness', { run_ids }, { signal });
  return runs.filter(({ state }) => state === 'interrupted').map(({ run_id }) => run_id);
}

async function readSparks(rows: readonly NewestRow[], signal: AbortSignal): Promise<Record<string, Spark>> {
  if (rows.length === 0) return {};
  const experiment_ids = [...new Set(rows.map(({ experiment_id }) => experiment_id))];
  const columns = await tracker.call(
    'listRunColumns',
    { experiment_ids, limit: METRIC_CANDIDATES },
    { signal },
  );
  const metric_keys = mostTelling(columns.metrics.map(({ key }) => key));
  if (metric_keys.length === 0) return {};
  const { series } = await tracker.call(
    'sampleMetrics',
    {
      run_ids: rows.map(({ run_id }) => run_id),
      metric_keys,
      max_buckets: BUCKETS,
    },
    { signal },
  );
  const sparks: Record<string, Spark> = {};
  for (const metric_key of metric_keys)
    for (const { run_id, buckets } of series.filter((one) => one.metric_key === metric_key)) {
      // A bucket without a last value ends in NaN.
      const values = buckets.map(({ last }) => last ?? Number.NaN);
      if (sparks[run_id] === undefined && values.length > 0) sparks[run_id] = { metric_key, values };
    }
  return sparks;
}
