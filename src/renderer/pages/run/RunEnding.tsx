import { CircleSlash, CircleX, type LucideIcon, Trash2, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Run } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { showError } from '../../components/messages.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { useLiveness } from '../../queries/liveness.ts';
import { restoreRuns } from '../../queries/runs.ts';

/** Why the run is not going on, where that is more than that it finished. */
export function RunEnding({ run: { info } }: { run: Run }) {
  const isRunning = info.status === 'RUNNING';
  const { data: liveness } = useLiveness(info.run_id, isRunning);
  if (info.lifecycle_stage === 'deleted')
    return (
      <Banner icon={Trash2} colour="text-muted">
        This run is in the trash.
        <Button onClick={() => void restoreRuns([info.run_id]).catch(showError)}>Restore</Button>
      </Banner>
    );
  if (isRunning && liveness?.state === 'interrupted')
    return (
      <Banner icon={Unplug} colour="text-killed">
        <span>
          The process that logged to this run{liveness.process && <> (number {liveness.process.pid})</>} has
          ended without ending the run
          {liveness.last_write_time !== undefined && (
            <>
              ; it last wrote <RelativeTime time={liveness.last_write_time} />
            </>
          )}
          . When something logs to it again, it is shown as running again.
        </span>
      </Banner>
    );
  if (info.status === 'FAILED')
    return (
      <Banner icon={CircleX} colour="text-failed">
        <span>
          The script ended this run as failed
          <Ended time={info.end_time} />, most often because of an error that it did not catch.
        </span>
      </Banner>
    );
  if (info.status === 'KILLED')
    return (
      <Banner icon={CircleSlash} colour="text-killed">
        <span>
          This run was ended as killed
          <Ended time={info.end_time} />: its script was stopped from outside or said so itself.
        </span>
      </Banner>
    );
  return null;
}

/** A client need not say when. */
function Ended({ time }: { time: Run['info']['end_time'] }) {
  return (
    time !== undefined && (
      <>
        {' '}
        <RelativeTime time={Number(time)} />
      </>
    )
  );
}

function Banner({ icon: Icon, colour, children }: { icon: LucideIcon; colour: string; children: ReactNode }) {
  return (
    <div className="flex flex-none items-center gap-2 border-b border-separator bg-panel px-4 py-1.5 text-12 text-soft">
      <Icon className={colour} />
      {children}
    </div>
  );
}
