import { CircleAlert, Trash2, X } from 'lucide-react';
import type { Run } from '../../../contract/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import type { MissingRun } from './use-compared-runs.ts';

interface RunNoticesProps {
  runs: readonly Run[];
  missing: readonly MissingRun[];
  onRemove: (runId: string) => void;
}

/** Which of the runs are not there, and which are in the trash; the others are compared all the same. */
export function RunNotices({ runs, missing, onRemove }: RunNoticesProps) {
  const deleted = runs.filter(({ info }) => info.lifecycle_stage === 'deleted');
  if (missing.length + deleted.length === 0) return null;
  return (
    <ul
      aria-label="Runs to know of"
      className="max-h-24 flex-none overflow-y-auto border-b border-separator px-4 py-1 text-12"
    >
      {missing.map(({ runId, reason }) => (
        <li key={runId} className="flex min-h-7 items-center gap-2">
          <CircleAlert className="flex-none text-failed" />
          <span className="min-w-0 break-words">{reason}</span>
          <IconButton icon={X} label={`Leave ${runId} out`} onClick={() => onRemove(runId)} />
        </li>
      ))}
      {deleted.map(({ info }) => (
        <li key={info.run_id} className="flex min-h-7 items-center gap-2">
          <Trash2 className="flex-none text-muted" />
          <span className="min-w-0 truncate">{info.run_name ?? info.run_id} is in the trash.</span>
        </li>
      ))}
    </ul>
  );
}
