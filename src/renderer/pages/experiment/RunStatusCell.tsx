import type { RunRowData } from '../../../contract/index.ts';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { Duration } from '../../components/Time.tsx';
import { useRowLiveness } from '../../queries/runs-liveness.ts';

/** The status of a running run, or that it is interrupted: it says RUNNING, but the process that logged to it is gone. */
export function RunStatusCell({ row }: { row: RunRowData }) {
  const liveness = useRowLiveness(row.run_id);
  return <StatusLabel status={row.status} isInterrupted={liveness?.state === 'interrupted'} />;
}

/** How long a running run takes until now; an interrupted one, until it was last heard of. */
export function RunDurationCell({ row }: { row: RunRowData }) {
  const liveness = useRowLiveness(row.run_id);
  const isInterrupted = liveness?.state === 'interrupted';
  return (
    <Duration
      start={Number(row.start_time)}
      end={isInterrupted ? liveness.last_write_time : undefined}
      isRunning={!isInterrupted}
    />
  );
}
