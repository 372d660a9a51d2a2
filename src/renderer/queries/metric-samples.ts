import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import type { SampleBucket } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';

/** The tracker takes so many metrics at once. */
const KEYS_AT_ONCE = 50;
const SUMMARY_BUCKETS = 40;

/** The courses of a run's metrics. */
export const metricSamplesKey = (runId: string) => ['metric-samples', runId] as const;

/** A metric's points in few buckets, along the steps. */
export interface MetricSample {
  /** How many points there are in all. */
  points: number;
  buckets: readonly SampleBucket[];
}

/** The course of every metric in `keys` that lies between `first` and `last`, by key; those that are not there yet are left out. */
export function useMetricSummaries(runId: string, keys: readonly string[], first: number, last: number) {
  const from = Math.floor(first / KEYS_AT_ONCE);
  const batches = Array.from({ length: Math.floor(last / KEYS_AT_ONCE) - from + 1 }, (_, index) => {
    const start = (from + index) * KEYS_AT_ONCE;
    return keys.slice(start, start + KEYS_AT_ONCE);
  });
  return useQueries({
    queries: batches
      .filter((batch) => batch.length > 0)
      .map((batch) => ({
        ...summaryOptions(runId, batch),
        placeholderData: keepPreviousData,
      })),
    combine: (results) => new Map(results.flatMap(({ data }) => [...(data ?? [])])),
  });
}

function summaryOptions(runId: string, keys: readonly string[]) {
  return queryOptions({
    queryKey: [...metricSamplesKey(runId), keys],
    queryFn: ({ signal }) => readSummaries(runId, keys, signal),
    structuralSharing: false,
  });
}

async function readSummaries(
  runId: string,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, MetricSample>> {
  const request = { run_ids: [runId], metric_keys: [...keys], max_buckets: SUMMARY_BUCKETS };
  const { series } = await tracker.call('sampleMetrics', request, { signal });
  return new Map(series.map(({ metric_key, ...sample }) => [metric_key, sample]));
}
