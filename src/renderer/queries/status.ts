import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

const statusKey = ['status'] as const;
const auditKey = ['audit'] as const;
const AUDIT_PAGE = 100;

export type AuditEntry = Response<'listChanges'>['changes'][number];

/** Versions, places, sizes and counts of the tracker, and its backups; read anew whenever a page asks. */
export function useStatus() {
  return useQuery({
    queryKey: statusKey,
    queryFn: ({ signal }) => tracker.call('getStatus', {}, { signal }),
    staleTime: 0,
  });
}

/** Writes a checked copy of the database beside it; answers with its name and size. */
export async function createBackup(): Promise<Response<'createBackup'>> {
  const backup = await tracker.call('createBackup', {});
  await queryClient.invalidateQueries({ queryKey: statusKey });
  return backup;
}

/** The change log, newest first, a page at a time. */
export function useAudit() {
  return useInfiniteQuery({
    queryKey: auditKey,
    queryFn: ({ pageParam, signal }) =>
      tracker.call('listChanges', { before_seq: pageParam, limit: AUDIT_PAGE }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next_before_seq,
    staleTime: 0,
    select: ({ pages }) => pages.flatMap(({ changes }) => changes),
  });
}

/** Checks the hash chain of the whole change log. */
export function verifyChanges(): Promise<Response<'verifyChanges'>> {
  return tracker.call('verifyChanges', {});
}
