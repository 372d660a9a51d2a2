import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Alert } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

export const alertsKey = ['alerts'] as const;

const PAGE = 200;
const MOST_ON_HOME = 5;

/** The newest alerts that nobody has acknowledged, a few, and how many there are. */
export function useOpenAlerts() {
  return useQuery({
    queryKey: [...alertsKey, 'open'],
    queryFn: ({ signal }) =>
      tracker.call('listAlerts', { acknowledged: false, max_results: MOST_ON_HOME }, { signal }),
  });
}

/** Where a page begins. */
interface Place {
  acknowledged: boolean;
  page_token?: string;
}
const FIRST: Place = { acknowledged: false };

/** All alerts, page by page: first those that nobody has acknowledged, both parts newest first. */
export function useAlerts() {
  return useInfiniteQuery({
    queryKey: [...alertsKey, 'all'],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({
      alerts: pages.flatMap(({ alerts }) => alerts),
      unacknowledged: pages.at(-1)?.unacknowledged ?? 0,
    }),
  });
}

/** A page; with the last of those that nobody has acknowledged the others begin. */
async function readPage(
  place: Place,
  signal: AbortSignal,
): Promise<{ alerts: Alert[]; unacknowledged: number; next: Place | undefined }> {
  const { acknowledged } = place;
  const page = await tracker.call('listAlerts', { ...place, max_results: PAGE }, { signal });
  const { alerts, unacknowledged, next_page_token } = page;
  if (next_page_token !== undefined)
    return { alerts, unacknowledged, next: { acknowledged, page_token: next_page_token } };
  if (acknowledged) return { alerts, unacknowledged, next: undefined };
  const others = await readPage({ acknowledged: true }, signal);
  return { ...others, alerts: [...alerts, ...others.alerts] };
}

/** When a rule last raised an alert; undefined for never. */
export function useLastRaised(rule_id: string) {
  return useQuery({
    queryKey: [...alertsKey, 'last-of-rule', rule_id],
    queryFn: ({ signal }) => tracker.call('listAlerts', { rule_id, max_results: 1 }, { signal }),
    select: ({ alerts }) => alerts[0]?.time,
  });
}

/** Marks alerts as seen. */
export async function acknowledgeAlerts(alert_ids: readonly string[]): Promise<void> {
  await tracker.call('acknowledgeAlerts', { alert_ids: [...alert_ids] });
  await queryClient.invalidateQueries({ queryKey: alertsKey });
}

/** Marks every alert of the workspace as seen. */
export async function acknowledgeAllAlerts(): Promise<void> {
  await tracker.call('acknowledgeAlerts', { all: true });
  await queryClient.invalidateQueries({ queryKey: alertsKey });
}
