import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';

export type NewestRow = Response<'searchRunRows'>['rows'][number];

/** The tracker searches this many experiments at a time. */
const MOST_EXPERIMENTS = 1000;

interface NewestRequest {
  filter?: string;
  /** Which time makes a run new. */
  by: 'start_time' | 'end_time';
  count: number;
}

/** The newest runs among any number of experiments, and how many there are. */
export async function newestRows(
  experimentIds: readonly string[],
  { filter, by, count }: NewestRequest,
  signal: AbortSignal,
): Promise<{ rows: NewestRow[]; total: number }> {
  const parts: string[][] = [];
  for (let first = 0; first < experimentIds.length; first += MOST_EXPERIMENTS)
    parts.push(experimentIds.slice(first, first + MOST_EXPERIMENTS));
  const pages = await Promise.all(
    parts.map((experiment_ids) =>
      tracker.call(
        'searchRunRows',
        {
          experiment_ids,
          filter,
          order_by: [`attributes.${by} DESC`],
          max_results: count,
          run_view_type: 'ACTIVE_ONLY',
          metric_keys: [],
          param_keys: [],
          tag_keys: [],
        },
        { signal },
      ),
    ),
  );
  const rows = pages.flatMap((page) => page.rows);
  return {
    rows: rows.sort((a, b) => Number(b[by] ?? 0) - Number(a[by] ?? 0)).slice(0, count),
    total: pages.reduce((sum, { total }) => sum + total, 0),
  };
}
