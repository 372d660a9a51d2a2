import { Pin, PinOff, Trash2, X } from 'lucide-react';
import { Link } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { useHovered } from '../../charts/hovered.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { runColourToken, useRunColour } from '../../run-colours.ts';

interface RunHeadProps {
  run: Run;
  isReference: boolean;
  /** Undefined where it is the last one. */
  onRemove: (() => void) | undefined;
  onPin: () => void;
}

/** What stands over a run's column: its colour and name, and what can be done with it. */
export function RunHead({ run: { info }, isReference, onRemove, onPin }: RunHeadProps) {
  const name = info.run_name ?? info.run_id;
  const colour = useRunColour(info.run_id);
  return (
    <div
      className="group relative flex h-full min-w-0 items-center gap-2 px-2"
      onPointerEnter={() => useHovered.setState({ runId: info.run_id })}
      onPointerLeave={() => useHovered.setState({ runId: undefined })}
    >
      <span className="size-2 flex-none rounded-full" style={{ background: runColourToken(colour) }} />
      <Link
        to={`/experiments/${info.experiment_id}/runs/${info.run_id}`}
        title={name}
        className="min-w-0 truncate font-medium hover:underline"
      >
        {name}
      </Link>
      {info.lifecycle_stage === 'deleted' && (
        <Trash2 aria-label="in the trash" className="flex-none text-muted" />
      )}
      {isReference && <Pin aria-label="reference" className="size-3! flex-none text-accent-ink" />}
      <span className="absolute inset-y-0 right-0 flex items-center bg-panel pr-1 pl-1 opacity-0 group-hover:opacity-100 focus-within:opacity-100">
        <IconButton
          icon={isReference ? PinOff : Pin}
          label={isReference ? `${name} is the reference. Press for none` : `Compare others with ${name}`}
          onClick={onPin}
        />
        {onRemove && <IconButton icon={X} label={`Leave ${name} out`} onClick={onRemove} />}
      </span>
    </div>
  );
}
