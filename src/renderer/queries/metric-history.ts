import { type QueryClient, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { joinPoints, type MetricPoints, pointsOf } from './metric-points.ts';

const FIRST_PAGE_SIZE = 25_000;
const NEXT_PAGE_SIZE = 2000;

/** Everything that is made of the points of a run: its histories and its samples. */
export const metricHistoriesKey = (runId: string) => ['metric-history', runId] as const;
const wholeHistoriesKey = (runId: string) => [...metricHistoriesKey(runId), 'whole'] as const;
const metricHistoryKey = (runId: string, metricKey: string) => [...wholeHistoriesKey(runId), metricKey];

/** All points so far, in pages that are full (`sealed`) and the last one, which `token` fetches again. */
interface MetricHistory {
  sealed: MetricPoints;
  tail: MetricPoints;
  token: string | undefined;
  /** Set when points may have come in before the last page. */
  isStale: boolean;
}

/** Every point of one metric of a run. Once loaded, a refetch reads on from the last page only. */
export function useMetricHistory(runId: string, metricKey: string, isEnabled = true) {
  return useQuery({
    enabled: isEnabled,
    queryKey: metricHistoryKey(runId, metricKey),
    queryFn: ({ client, queryKey, signal }) =>
      readOn(runId, metricKey, client.getQueryData<MetricHistory>(queryKey), signal),
    select: joined,
    structuralSharing: false,
  });
}

/** Makes the next refetch of a run's histories read them whole: points may have come in before the last page. */
export function forgetHistoryPages(cache: QueryClient, runId: string): void {
  cache.setQueriesData<MetricHistory>(
    { queryKey: wholeHistoriesKey(runId) },
    (history) => history && { ...history, isStale: true },
  );
}

function joined({ sealed, tail }: MetricHistory): MetricPoints {
  return joinPoints(sealed, tail);
}

async function readOn(
  runId: string,
  metricKey: string,
  known: MetricHistory | undefined,
  signal: AbortSignal,
): Promise<MetricHistory> {
  const isFirst = known === undefined || known.isStale;
  const max_results = isFirst ? FIRST_PAGE_SIZE : NEXT_PAGE_SIZE;
  let token = isFirst ? undefined : known.token;
  let sealed = isFirst ? pointsOf([]) : known.sealed;
  for (;;) {
    const request = { run_id: runId, metric_key: metricKey, page_token: token, max_results };
    const page = await tracker.call('getMetricHistory', request, { signal });
    const tail = pointsOf(page.metrics ?? []);
    if (page.next_page_token === undefined) return { sealed, tail, token, isStale: false };
    sealed = joinPoints(sealed, tail);
    token = page.next_page_token;
  }
}
