import { useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { modelVersionKey, touchesVersion, type VersionOf } from './model-versions.ts';

const SPACING_MS = 250;

export type ModelLineage = Response<'getModelVersionLineage'>;

/** Where a version comes from, where its files are, and what was made of it; kept up to date. */
export function useModelLineage({ name, version }: VersionOf) {
  const queryKey = [...modelVersionKey(name), version, 'lineage'];
  useRefresh(queryKey, (change) => touchesVersion(change, { name, version }), SPACING_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => tracker.call('getModelVersionLineage', { name, version }, { signal }),
    staleTime: 0,
  });
}
