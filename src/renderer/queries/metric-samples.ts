import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { SampleBucket } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { metricHistoriesKey } from './metric-history.ts';

/** The tracker takes so many metrics at once. */
const KEYS_AT_ONCE = 50;
const SUMMARY_BUCKETS = 40;

/** A range of steps, both ends in it. */
export interface StepRange {
  from: number;
  to: number;
}

/** A metric's points in few buckets, along the steps. */
export interface MetricSample {
  /** How many points there are in all. */
  points: number;
  buckets: readonly SampleBucket[];
}

/** One metric of a run in at most `buckets` buckets, of all steps or of a range. While a range is read, what was there stays. */
export function useMetricSample(runId: string, metricKey: string, buckets: number, range?: StepRange) {
  return useQuery({
    ...sampleOptions(runId, [metricKey], buckets, range),
    select: (samples) => samples.get(metricKey),
    placeholderData: keepPreviousData,
  });
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
        ...sampleOptions(runId, batch, SUMMARY_BUCKETS),
        placeholderData: keepPreviousData,
      })),
    combine: (results) => new Map(results.flatMap(({ data }) => [...(data ?? [])])),
  });
}

function sampleOptions(runId: string, keys: readonly string[], buckets: number, range?: StepRange) {
  return queryOptions({
    queryKey: [...metricHistoriesKey(runId), 'samples', keys, buckets, range],
    queryFn: ({ signal }) => readSamples(runId, keys, buckets, range, signal),
    structuralSharing: false,
  });
}

async function readSamples(
  runId: string,
  keys: readonly string[],
  buckets: number,
  range: StepRange | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, MetricSample>> {
  const request = {
    run_ids: [runId],
    metric_keys: [...keys],
    max_buckets: buckets,
    ...(range && { start_step: Math.ceil(range.from), end_step: Math.floor(range.to) }),
  };
  const { series } = await tracker.call('sampleMetrics', request, { signal });
  return new Map(series.map(({ metric_key, ...sample }) => [metric_key, sample]));
}
