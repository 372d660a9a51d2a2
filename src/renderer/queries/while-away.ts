import { useQuery } from '@tanstack/react-query';
import type { Visit } from '../last-visit.ts';
import { sawChange } from '../last-visit.ts';
import { tracker } from '../tracker.ts';
import { type NewestRow, newestRows } from './newest-rows.ts';
import type { AuditEntry } from './status.ts';

const PAGE = 1000;
const MOST_CHANGES = 20_000;
const MOST_ENDED = 8;

export interface WhileAway {
  changes: AuditEntry[];
  /** There were more changes than are read here. */
  isCut: boolean;
  ended: NewestRow[];
  endedTotal: number;
}

/** What happened since a visit; nothing is read without one. It is told once: what happens from now on is on the page. */
export function useWhileAway(visit: Visit | undefined, experimentIds: readonly string[] | undefined) {
  return useQuery({
    queryKey: ['while-away', visit, experimentIds !== undefined],
    enabled: experimentIds !== undefined,
    queryFn: ({ signal }) => readSince(visit, experimentIds ?? [], signal),
  });
}

async function readSince(
  visit: Visit | undefined,
  experimentIds: readonly string[],
  signal: AbortSignal,
): Promise<WhileAway> {
  const changes: AuditEntry[] = [];
  let before_seq: number | undefined;
  do {
    const page = await tracker.call('listChanges', { before_seq, limit: visit ? PAGE : 1 }, { signal });
    if (before_seq === undefined) sawChange(page.changes[0]?.seq ?? 0);
    if (visit === undefined) return { changes, isCut: false, ended: [], endedTotal: 0 };
    const fresh = page.changes.filter(({ seq }) => seq > visit.seq);
    changes.push(...fresh);
    before_seq = fresh.length === page.changes.length ? page.next_before_seq : undefined;
  } while (before_seq !== undefined && changes.length < MOST_CHANGES);
  const { rows, total } =
    changes.length === 0
      ? { rows: [], total: 0 }
      : await newestRows(
          experimentIds,
          { by: 'end_time', count: MOST_ENDED, filter: `attributes.end_time > ${visit.time}` },
          signal,
        );
  return { changes, isCut: before_seq !== undefined, ended: rows, endedTotal: total };
}
