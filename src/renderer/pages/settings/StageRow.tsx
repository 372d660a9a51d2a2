import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { GripVertical, X } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { STAGE_COLOURS } from '../../components/stage-colours.ts';
import { TextField } from '../../components/TextField.tsx';
import type { StageDraft } from './stage-drafts.ts';

const CLASSIC = ['None', 'Staging', 'Production', 'Archived'] as const;
const SELECT = 'h-7 w-full min-w-0 rounded-md border border-outline bg-canvas px-1.5';

interface StageRowProps {
  stage: StageDraft;
  problem: string | undefined;
  onChange: (change: Partial<StageDraft>) => void;
  onRemove: () => void;
}

/** A stage of the board: its name, what MLflow's clients are told for it, its colour, and whether it needs an approval. */
export function StageRow({ stage, problem, onChange, onRemove }: StageRowProps) {
  const { id, name, classic, color, needsApproval } = stage;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id });
  const shown = name.trim() || 'the new stage';
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`grid min-h-9 grid-cols-[24px_minmax(0,1fr)_124px_108px_88px_24px] items-start gap-2 border-t border-separator bg-canvas py-1 ${isDragging ? 'relative z-10 shadow-float' : ''}`}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={`Move ${shown}`}
        className="mt-0.5 grid size-6 cursor-grab touch-none place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink active:cursor-grabbing"
      >
        <GripVertical />
      </button>
      <TextField
        label={`Name of ${shown}`}
        hidesLabel
        placeholder="Name"
        value={name}
        error={problem}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <select
        aria-label={`What ${shown} stands for`}
        value={classic}
        onChange={({ target }) => onChange({ classic: target.value as StageDraft['classic'] })}
        className={SELECT}
      >
        {CLASSIC.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <div className="flex items-center gap-1.5">
        <span aria-hidden="true" className="w-4 flex-none overflow-hidden whitespace-nowrap">
          <StageLabel stage="" classic={classic} color={color} />
        </span>
        <select
          aria-label={`Colour of ${shown}`}
          value={color ?? ''}
          onChange={({ target }) =>
            onChange({ color: target.value === '' ? undefined : (target.value as NonNullable<typeof color>) })
          }
          className={SELECT}
        >
          <option value="">usual</option>
          {Object.keys(STAGE_COLOURS).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </div>
      <label className="flex h-7 items-center gap-2">
        <input
          type="checkbox"
          aria-label={`Moves to ${shown} need an approval`}
          checked={needsApproval}
          onChange={({ target }) => onChange({ needsApproval: target.checked })}
        />
        needed
      </label>
      <IconButton icon={X} label={`Remove ${shown}`} className="mt-0.5" onClick={onRemove} />
    </li>
  );
}
