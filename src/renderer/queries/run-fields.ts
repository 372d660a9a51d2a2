import { useEffect, useMemo } from 'react';
import type { RunRowData } from '../../contract/index.ts';
import { rowsOf } from './run-pages.ts';
import { useRunRows } from './run-rows.ts';

/** Charts of all matching runs look at so many, the latest. */
export const MOST_FIELD_RUNS = 5000;

interface RunFieldsRequest {
  experimentIds: readonly string[];
  filter: string;
  isDeleted?: boolean | undefined;
  /** As columns are called: `metrics.acc`, `params.lr`. */
  fields: readonly string[];
  isEnabled?: boolean;
}

export interface RunFields {
  rows: readonly RunRowData[];
  /** How many runs match; undefined before the first answer. */
  total: number | undefined;
  /** Whether there is more to read. */
  isReading: boolean;
  error: Error | null;
  retry: () => void;
}

/**
 * The matching runs with a few of their values, page by page up to `MOST_FIELD_RUNS`. Kept as the rows of tables are: what changes
 * is read alone, not all of it again.
 */
export function useRunFields({
  experimentIds,
  filter,
  isDeleted = false,
  fields,
  isEnabled = true,
}: RunFieldsRequest): RunFields {
  const keys = (prefix: string) =>
    [...new Set(fields)]
      .filter((field) => field.startsWith(prefix))
      .map((field) => field.slice(prefix.length))
      .sort();
  const query = useRunRows(
    {
      experiment_ids: experimentIds,
      filter,
      run_view_type: isDeleted ? 'DELETED_ONLY' : 'ACTIVE_ONLY',
      order: [],
      metric_keys: keys('metrics.'),
      param_keys: keys('params.'),
      tag_keys: keys('tags.'),
    },
    isEnabled,
  );
  const { data, hasNextPage, isFetching, isPlaceholderData, isError, fetchNextPage } = query;
  const rows = useMemo(() => rowsOf(data), [data]);
  const wantsMore = isEnabled && hasNextPage && !isPlaceholderData && rows.length < MOST_FIELD_RUNS;
  useEffect(() => {
    if (wantsMore && !isFetching && !isError) void fetchNextPage();
  }, [wantsMore, isFetching, isError, fetchNextPage]);
  return useMemo(
    () => ({
      rows: rows.length > MOST_FIELD_RUNS ? rows.slice(0, MOST_FIELD_RUNS) : rows,
      total: data?.pages[0]?.total,
      isReading: isEnabled && (query.isPending || wantsMore),
      error: query.error,
      retry: () => void query.refetch(),
    }),
    [rows, data, isEnabled, query.isPending, wantsMore, query.error, query.refetch],
  );
}
