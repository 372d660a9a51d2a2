import { useMemo } from 'react';
import { useRunColumns } from '../../queries/run-columns.ts';
import { rowsOf } from '../../queries/run-pages.ts';
import { useRunRows } from '../../queries/run-rows.ts';
import type { Charted } from '../charted-runs.ts';
import { differingParams, type Known } from './presets.ts';

/** So many params are looked at, the most used. */
const MOST_PARAMS = 60;

/** What is known of the matching runs, from the latest of them; undefined while it is read. */
export function useKnown({ experimentIds, filter, isDeleted = false, sortedBy }: Charted): Known | undefined {
  const { data: used } = useRunColumns(experimentIds);
  const keys = useMemo(() => (used?.params ?? []).slice(0, MOST_PARAMS).map(({ key }) => key), [used]);
  const { data } = useRunRows(
    {
      experiment_ids: experimentIds,
      filter,
      run_view_type: isDeleted ? 'DELETED_ONLY' : 'ACTIVE_ONLY',
      order: [],
      metric_keys: [],
      param_keys: keys,
      tag_keys: [],
    },
    used !== undefined,
  );
  return useMemo(
    () =>
      used &&
      data && {
        metric: sortedBy,
        metrics: used.metrics.map(({ key }) => key),
        params: differingParams(rowsOf(data), keys),
      },
    [used, data, keys, sortedBy],
  );
}
