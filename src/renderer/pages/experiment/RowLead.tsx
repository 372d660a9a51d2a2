import { Check, Eye, EyeOff } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { runColourToken, useRunColour } from '../../run-colours.ts';
import { LEAD_WIDTH } from './lanes.ts';
import type { RowActions } from './row-actions.ts';
import { useTicks } from './ticks.ts';

interface RowLeadProps {
  row: RunRowData;
  isShown: boolean;
  actions: RowActions;
}

// A press must not take the focus, and with it the keys, from the table.
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** What stands before each run: its tick, the eye that says whether charts draw it, and its colour. */
export function RowLead({ row, isShown, actions }: RowLeadProps) {
  const { run_id, run_name } = row;
  const isTicked = useTicks(({ ticked }) => ticked.has(run_id));
  const colour = useRunColour(run_id);
  const EyeIcon = isShown ? Eye : EyeOff;
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      className="flex flex-none items-center gap-0.5 pl-3"
      style={{ width: LEAD_WIDTH }}
    >
      <button
        type="button"
        role="checkbox"
        aria-checked={isTicked}
        aria-label={`Select ${run_name}`}
        tabIndex={-1}
        onMouseDown={keepFocus}
        onClick={(event) => actions.tick(run_id, event.shiftKey)}
        className="grid size-6 place-items-center"
      >
        <span
          className={`grid size-3.5 place-items-center rounded-sm border ${isTicked ? 'border-action bg-action text-on-action' : 'border-outline'}`}
        >
          {isTicked && <Check className="size-3! stroke-3!" />}
        </span>
      </button>
      <button
        type="button"
        aria-pressed={isShown}
        aria-label={`Draw ${run_name} in charts`}
        title={isShown ? 'In charts (e)' : 'Not in charts (e)'}
        tabIndex={-1}
        onMouseDown={keepFocus}
        onClick={() => actions.toggleEye(run_id)}
        className={`grid size-5 place-items-center rounded-sm hover:text-ink ${isShown ? 'text-muted' : 'text-outline'}`}
      >
        <EyeIcon className="size-3.5!" />
      </button>
      <button
        type="button"
        aria-label={`Colour of ${run_name}`}
        tabIndex={-1}
        onMouseDown={keepFocus}
        onClick={(event) => actions.pickColour(run_id, event.currentTarget)}
        className="grid size-5 place-items-center rounded-sm hover:bg-selected"
      >
        <span className="size-2.5 rounded-full" style={{ background: runColourToken(colour) }} />
      </button>
    </div>
  );
}
