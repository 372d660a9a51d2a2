import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

const diskKey = ['disk'] as const;

export type DiskItem = Response<'getDiskUsage'>['items'][number];
export type KeepBestResult = Response<'keepBestRuns'>;

/** Which runs to keep: the best `keep` by the latest value of a metric. */
export interface KeepBest {
  experiment_id: string;
  metric_key: string;
  ascending: boolean;
  keep: number;
  artifacts_only: boolean;
}

/** Bytes by experiment, run and logged model, largest first; of one experiment where it is given. */
export function useDiskUsage(experiment_id: string | undefined) {
  return useQuery({
    queryKey: [...diskKey, 'usage', experiment_id ?? ''],
    queryFn: ({ signal }) => tracker.call('getDiskUsage', { experiment_id }, { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** What keeping only the best would remove; nothing is removed. */
export function useKeepBestPreview(request: KeepBest | undefined) {
  return useQuery({
    queryKey: ['keep-best-preview', request],
    queryFn: ({ signal }) => {
      if (request === undefined) throw new Error('There is no metric to keep the best runs by.');
      return tracker.call('keepBestRuns', { ...request, dry_run: true }, { signal });
    },
    enabled: request !== undefined,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** Removes artifacts of all but the best finished runs, or moves those runs to the trash. */
export async function keepBestRuns(request: KeepBest): Promise<KeepBestResult> {
  const result = await tracker.call('keepBestRuns', { ...request, dry_run: false });
  await queryClient.invalidateQueries({ queryKey: diskKey });
  return result;
}

/** The metrics that an experiment's runs have, most used first. */
export function useMetricKeys(experiment_id: string) {
  return useQuery({
    queryKey: [...diskKey, 'metrics', experiment_id],
    queryFn: ({ signal }) =>
      tracker.call('listRunColumns', { experiment_ids: [experiment_id], limit: 200 }, { signal }),
    select: ({ metrics }) => metrics.map(({ key }) => key),
    staleTime: 0,
  });
}
