import { runColourToken, useRunColour } from '../../run-colours.ts';
import type { ChartedRun } from '../charted-runs.ts';

/** A run by its colour and name. */
export function RunName({ run }: { run: ChartedRun }) {
  const colour = useRunColour(run.run_id);
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={run.run_name}>
      <span className="size-2 flex-none rounded-full" style={{ background: runColourToken(colour) }} />
      <span className="truncate">{run.run_name}</span>
    </span>
  );
}
