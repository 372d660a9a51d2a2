import { Unplug } from 'lucide-react';
import type { Run } from '../../../contract/index.ts';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { useLiveness } from '../../queries/liveness.ts';

/** The status, or that the run is interrupted: it says RUNNING, but the process that logged to it is gone. */
export function RunState({ run: { info } }: { run: Run }) {
  const isRunning = info.status === 'RUNNING';
  const { data } = useLiveness(info.run_id, isRunning);
  const isInterrupted = isRunning && data?.state === 'interrupted';
  return (
    <span className="flex flex-none items-center gap-2">
      {isInterrupted ? (
        <span className="inline-flex items-center gap-1.5">
          <Unplug className="text-killed" />
          Interrupted
        </span>
      ) : (
        <StatusLabel status={info.status} />
      )}
      {info.lifecycle_stage === 'deleted' && <span className="text-muted">deleted</span>}
    </span>
  );
}
