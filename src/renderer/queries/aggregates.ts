import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { axisRequest, type SeriesRequest } from './series.ts';

interface AggregatesRequest extends Omit<SeriesRequest, 'runIds'> {
  groups: readonly { name: string; run_ids: readonly string[] }[];
}

export const aggregatesKey = ['aggregates'] as const;

/** Metrics of groups of runs over an x-axis: the middle and the spread of their members. While others are read, those that were there stay. */
export function useAggregates(request: AggregatesRequest) {
  return useQuery({
    queryKey: [...aggregatesKey, request],
    queryFn: ({ signal }) =>
      tracker.aggregateColumns(
        {
          groups: request.groups.map(({ name, run_ids }) => ({ name, run_ids: [...run_ids] })),
          metric_keys: [...request.metricKeys],
          ...axisRequest(request),
          max_buckets: request.buckets,
        },
        { signal },
      ),
    enabled: request.groups.length > 0 && request.metricKeys.length > 0,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}
