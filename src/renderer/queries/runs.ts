import { useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

const MOST_AT_ONCE = 1000;

export const runKey = (runId: string) => ['run', runId] as const;

/** One run, deleted ones too. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: runKey(runId),
    queryFn: ({ signal }) => tracker.call('getRun', { run_id: runId }, { signal }),
    select: ({ run }) => run,
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

/** Sets a tag of runs or, without a value, deletes it. */
export function setRunsTag(runIds: readonly string[], key: string, value: string | undefined): Promise<void> {
  return inParts(runIds, (run_ids) => tracker.call('setRunsTag', { run_ids, key, value }));
}

export async function renameRun(runId: string, name: string): Promise<void> {
  await tracker.call('updateRun', { run_id: runId, run_name: name });
}

/** The tracker takes so many runs at once; what comes before a failure stays done. */
async function inParts(runIds: readonly string[], act: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < runIds.length; start += MOST_AT_ONCE)
    await act(runIds.slice(start, start + MOST_AT_ONCE));
}
