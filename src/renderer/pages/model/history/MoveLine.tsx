import { History, Undo2 } from 'lucide-react';
import type { Stage, VersionMove } from '../../../../contract/index.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { actorWords } from '../../../your-name.ts';
import { MoveWords } from './MoveWords.tsx';
import { momentWords } from './moment-words.ts';

interface MoveLineProps {
  move: VersionMove;
  stages: readonly Stage[];
  /** Whether the board is shown as of this move. */
  isShown: boolean;
  onShow: (time: number) => void;
  /** Absent where there is no way back. */
  onMoveBack?: ((move: VersionMove) => void) | undefined;
}

/** A move: what, by whom, when and why; with the board as it was after it, and the way back. */
export function MoveLine({ move, stages, isShown, onShow, onMoveBack }: MoveLineProps) {
  const { time, actor, comment, archived_by, request_id } = move;
  return (
    <div
      className="group/line relative border-t border-separator py-1.5 pr-14 pl-4 text-12 aria-current:bg-selected"
      aria-current={isShown || undefined}
    >
      <MoveWords move={move} stages={stages} />
      <p className="mt-0.5 text-11 text-muted tabular-nums">
        <time dateTime={new Date(time).toISOString()}>{momentWords(time, Date.now(), 0)}</time>
        {` · ${actorWords(actor)}`}
        {archived_by !== undefined && ` · archived by the move of v${archived_by}`}
        {request_id !== undefined && ' · on request'}
      </p>
      {comment && <p className="mt-0.5 break-words text-soft">{comment}</p>}
      <div className="absolute top-1 right-2 flex opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100">
        <IconButton icon={History} label="Show the board as it then was" onClick={() => onShow(time)} />
        {onMoveBack && <IconButton icon={Undo2} label="Move back…" onClick={() => onMoveBack(move)} />}
      </div>
    </div>
  );
}
