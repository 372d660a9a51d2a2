import { useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';
import { runKey } from './runs.ts';

/** Below the run's own key, so that a change of the run reads it anew; a signal does when only the process has ended. */
export const livenessKey = (runId: string) => [...runKey(runId), 'liveness'] as const;

/** Whether the process that logs to a running run still exists. */
export function useLiveness(runId: string, isRunning: boolean) {
  return useQuery({
    queryKey: livenessKey(runId),
    queryFn: async ({ signal }) => {
      const { runs } = await tracker.call('getLiveness', { run_ids: [runId] }, { signal });
      return runs[0] ?? null;
    },
    enabled: isRunning,
  });
}
