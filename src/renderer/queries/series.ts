import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { SampleColumns } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { isFollowed } from './live-points.ts';

/** Series of runs along an x-axis, all of it or a range. */
export interface SeriesRequest {
  runIds: readonly string[];
  metricKeys: readonly string[];
  x: 'step' | 'wall' | 'relative' | `metrics.${string}`;
  range: { from: number; to: number } | undefined;
  /** For each series at most. */
  buckets: number;
}

const seriesKey = ['series'] as const;
const METRIC = 'metrics.';

/** The samples of some runs' metrics, read anew when asked. While others are read, those that were there stay. */
export function useSeries(request: SeriesRequest, isEnabled = true) {
  return useQuery({
    queryKey: [...seriesKey, request],
    queryFn: ({ signal }) => readSeries(request, signal),
    enabled: isEnabled && request.runIds.length > 0 && request.metricKeys.length > 0,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** Reads anew the series of runs whose points do not come by themselves. */
export async function refreshSeries(cache: QueryClient, runIds: readonly string[]): Promise<void> {
  const silent = runIds.filter((id) => !isFollowed(id));
  if (silent.length === 0) return;
  await cache.invalidateQueries({
    queryKey: seriesKey,
    predicate: ({ queryKey }) => silent.some((id) => (queryKey[1] as SeriesRequest).runIds.includes(id)),
  });
}

/** x as the tracker takes it. */
export function axisRequest({ x, range }: Pick<SeriesRequest, 'x' | 'range'>) {
  const isMetric = x.startsWith(METRIC);
  return {
    x: isMetric ? ('metric' as const) : (x as 'step' | 'wall' | 'relative'),
    x_metric_key: isMetric ? x.slice(METRIC.length) : undefined,
    x_from: range?.from,
    x_to: range?.to,
  };
}

async function readSeries(request: SeriesRequest, signal: AbortSignal): Promise<readonly SampleColumns[]> {
  return tracker.sampleColumns(
    {
      run_ids: [...request.runIds],
      metric_keys: [...request.metricKeys],
      ...axisRequest(request),
      max_buckets: request.buckets,
    },
    { signal },
  );
}
