import { useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { runKey } from './runs.ts';

/** No change tells that a process has ended, so a run that is shown as running is looked at again. */
const LOOK_AGAIN_MS = 10_000;

/** Whether the process that logs to a running run still exists. A change of the run asks anew. */
export function useLiveness(runId: string, isRunning: boolean) {
  return useQuery({
    queryKey: [...runKey(runId), 'liveness'],
    queryFn: async ({ signal }) => {
      const { runs } = await tracker.call('getLiveness', { run_ids: [runId] }, { signal });
      return runs[0] ?? null;
    },
    enabled: isRunning,
    refetchInterval: LOOK_AGAIN_MS,
  });
}
