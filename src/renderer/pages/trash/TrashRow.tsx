import { Activity, FlaskConical, Trash2, Undo2 } from 'lucide-react';
import { Link } from 'react-router';
import { IconButton } from '../../components/IconButton.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { formatBytes } from '../../format.ts';
import type { TrashSelection } from '../../queries/trash.ts';
import { restore } from './trash-actions.ts';
import { selectionOf, type TrashItem } from './trash-items.ts';

/** The columns of header and rows alike. */
export const GRID =
  'grid grid-cols-[40px_minmax(0,5fr)_minmax(0,4fr)_96px_104px_64px] items-center gap-x-2 pr-4 border-b border-separator';
const KINDS = {
  experiment: { icon: FlaskConical, word: 'Experiment' },
  run: { icon: Activity, word: 'Run' },
} as const;

interface TrashRowProps {
  item: TrashItem;
  index: number;
  top: number;
  isTicked: boolean;
  /** Takes the event, for ranges by Shift. */
  onTick: (event: unknown) => void;
  onPurge: (selection: TrashSelection) => void;
}

export function TrashRow({ item, index, top, isTicked, onTick, onPurge }: TrashRowProps) {
  const { name, kind, where, path, bytes, time } = item;
  const { icon: Icon, word } = KINDS[kind];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      style={{ top }}
      className={`absolute inset-x-0 h-9 hover:bg-hover aria-selected:bg-selected ${GRID}`}
    >
      <span role="gridcell" className="grid place-items-center">
        <input
          type="checkbox"
          aria-label={`Tick ${name}`}
          checked={isTicked}
          onChange={() => undefined}
          onClick={onTick}
          className="accent-action"
        />
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-2">
        <Icon className="text-faint" aria-label={word} />
        <Link to={path} className="truncate text-13 hover:underline">
          {name}
        </Link>
      </span>
      <span role="gridcell" className="truncate text-muted">
        {where}
      </span>
      <span role="gridcell" className="text-right font-mono tabular-nums">
        {formatBytes(bytes)}
      </span>
      <span role="gridcell" className="text-right text-muted">
        <RelativeTime time={time} />
      </span>
      <span role="gridcell" className="flex justify-end">
        <IconButton
          icon={Undo2}
          label={`Restore ${name}`}
          onClick={() => void restore(selectionOf([item]))}
        />
        <IconButton
          icon={Trash2}
          label={`Delete ${name} for good`}
          onClick={() => onPurge(selectionOf([item]))}
        />
      </span>
    </div>
  );
}
