import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../../contract/index.ts';
import { useRefresh } from '../../queries/change-listeners.ts';
import { tracker } from '../../tracker.ts';
import type { MetricRange } from './compare-rows.ts';

/** So many metrics are asked for at once; the tracker takes some more. */
const KEYS_AT_ONCE = 1000;
const REFRESH_MS = 2000;

type Ranges = Map<string, Record<string, MetricRange>>;

/** The least and the greatest value of every metric of the runs, by run id; read only where they are asked for. */
export function useMetricRanges(runs: readonly Run[], keys: readonly string[], isAsked: boolean) {
  const ids = runs.map(({ info }) => info.run_id);
  const queryKey = ['metric-ranges', ids];
  useRefresh(queryKey, ({ object_type }) => isAsked && object_type === 'run', REFRESH_MS);
  return useQuery({
    queryKey: [...queryKey, keys.length],
    queryFn: ({ signal }) => readRanges(runs, keys, signal),
    enabled: isAsked && ids.length > 0,
    structuralSharing: false,
  });
}

async function readRanges(
  runs: readonly Run[],
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Ranges> {
  const named = runs.map(({ info }) => `'${info.run_id.replaceAll("'", '')}'`).join(', ');
  const experiment_ids = [...new Set(runs.map(({ info }) => info.experiment_id))];
  const ranges: Ranges = new Map();
  for (let first = 0; first < keys.length; first += KEYS_AT_ONCE) {
    const request = {
      experiment_ids,
      filter: `attributes.run_id IN (${named})`,
      run_view_type: 'ALL' as const,
      order_by: [],
      max_results: runs.length,
      metric_keys: keys.slice(first, first + KEYS_AT_ONCE),
      param_keys: [],
      tag_keys: [],
    };
    const { rows } = await tracker.call('searchRunRows', request, { signal });
    for (const { run_id, metrics } of rows)
      ranges.set(run_id, Object.assign(ranges.get(run_id) ?? {}, metrics));
  }
  return ranges;
}
