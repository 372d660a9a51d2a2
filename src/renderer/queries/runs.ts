import { useQuery } from '@tanstack/react-query';
import type { Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';

const MOST_AT_ONCE = 1000;

export const runKey = (runId: string) => ['run', runId] as const;

/** One run, deleted ones too; none is read for an empty id. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: runKey(runId),
    queryFn: ({ signal }) => tracker.call('getRun', { run_id: runId }, { signal }),
    select: ({ run }) => run,
    enabled: runId !== '',
  });
}

export function deleteRuns(runIds: readonly string[]): Promise<void> {
  return inParts(runIds, (run_ids) => tracker.call('deleteRuns', { run_ids }));
}

export function restoreRuns(runIds: readonly string[]): Promise<void> {
  return inParts(runIds, (run_ids) => tracker.call('restoreRuns', { run_ids }));
}

export function moveRuns(runIds: readonly string[], experimentId: string): Promise<void> {
  return inParts(runIds, (run_ids) => tracker.call('moveRuns', { run_ids, experiment_id: experimentId }));
}

export type TagBefore = Response<'setRunsTag'>['previous'][number];

/** Sets a tag of runs or, without a value, deletes it. Resolves to the runs that had it otherwise, with what they had. */
export async function setRunsTag(
  runIds: readonly string[],
  key: string,
  value: string | undefined,
): Promise<TagBefore[]> {
  const before: TagBefore[] = [];
  await inParts(runIds, async (run_ids) => {
    const { previous } = await tracker.call('setRunsTag', { run_ids, key, value });
    before.push(...previous);
  });
  return before;
}

/** Gives a tag of runs back what it was. */
export function restoreRunsTag(key: string, before: readonly TagBefore[]): Promise<void> {
  const values = new Map(before.map(({ run_id, value }) => [run_id, value ?? null]));
  return inParts([...values.keys()], (run_ids) =>
    tracker.call('setRunsTag', { run_ids, key, values: run_ids.map((id) => values.get(id) ?? null) }),
  );
}

export async function renameRun(runId: string, name: string): Promise<void> {
  await tracker.call('updateRun', { run_id: runId, run_name: name });
}

/** The tracker takes so many runs at once; what comes before a failure stays done. */
async function inParts(runIds: readonly string[], act: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < runIds.length; start += MOST_AT_ONCE)
    await act(runIds.slice(start, start + MOST_AT_ONCE));
}
