import { useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { livenessKey } from './liveness.ts';

type Liveness = Response<'getLiveness'>['runs'][number];

/** The tracker answers for so many runs at a time. */
const MOST_AT_ONCE = 1000;

/** Whether the process of a running run exists, for rows of a list: rows that come together ask together. */
export function useRowLiveness(runId: string): Liveness | undefined {
  const { data } = useQuery({ queryKey: livenessKey(runId), queryFn: () => readTogether(runId) });
  return data ?? undefined;
}

let next: { ids: Set<string>; answer: Promise<ReadonlyMap<string, Liveness>> } | undefined;

async function readTogether(runId: string): Promise<Liveness | null> {
  if (next === undefined) {
    const ids = new Set<string>();
    next = { ids, answer: readSoon(ids) };
  }
  const { ids, answer } = next;
  ids.add(runId);
  return (await answer).get(runId) ?? null;
}

/** Reads what is in `ids` once everyone who asks in this turn has put theirs. */
async function readSoon(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Liveness>> {
  await new Promise((resolve) => setTimeout(resolve));
  next = undefined;
  const all = [...ids];
  const found = new Map<string, Liveness>();
  for (let start = 0; start < all.length; start += MOST_AT_ONCE) {
    const { runs } = await tracker.call('getLiveness', { run_ids: all.slice(start, start + MOST_AT_ONCE) });
    for (const run of runs) found.set(run.run_id, run);
  }
  return found;
}
