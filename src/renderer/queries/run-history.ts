import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChangeEvent, Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { listenToChanges } from './change-listeners.ts';

type Page = Response<'listChanges'>;

const PAGE = 500;

/** The changes of one run, newest first, a page at a time; what happens from now on comes by the stream. */
export function useRunHistory(runId: string) {
  const cache = useQueryClient();
  useEffect(
    () =>
      listenToChanges((change) => {
        if (change.object_id !== runId) return;
        cache.setQueryData<InfiniteData<Page, number | undefined>>(historyKey(runId), (data) =>
          data === undefined ? undefined : withChange(data, change),
        );
      }),
    [cache, runId],
  );
  return useInfiniteQuery({
    queryKey: historyKey(runId),
    queryFn: ({ pageParam, signal }) =>
      tracker.call('listChanges', { object_id: runId, before_seq: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next_before_seq,
    select: ({ pages }) => pages.flatMap(({ changes }) => changes),
    staleTime: 0,
  });
}

/** Not below the run's own key, which every change reads anew. */
const historyKey = (runId: string) => ['run-history', runId] as const;

function withChange<Data extends { pages: Page[] }>(data: Data, change: ChangeEvent): Data {
  const [first, ...others] = data.pages;
  if (first === undefined || (first.changes[0]?.seq ?? 0) >= change.seq) return data;
  return { ...data, pages: [{ ...first, changes: [{ ...change }, ...first.changes] }, ...others] };
}
