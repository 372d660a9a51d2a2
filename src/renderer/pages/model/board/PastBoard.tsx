import { useMemo } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatCount } from '../../../format.ts';
import { useStageBoard } from '../../../queries/stage-board.ts';
import { momentWords } from '../history/moment-words.ts';
import { BoardColumns } from './BoardColumns.tsx';
import { columnsOf } from './board-columns.ts';
import { type CardFocus, useCardFocus } from './use-card-focus.ts';
import type { CardActions } from './VersionCard.tsx';

const NONE: ReadonlySet<string> = new Set();

interface PastBoardProps {
  name: string;
  /** The time that is asked about, and the move before it, since which nothing changed. */
  asOf: number;
  moment: number;
  /** How long the history is. */
  span: number;
  onNow: () => void;
}

/** The board as it was: to look at. */
export function PastBoard({ name, asOf, moment, span, onNow }: PastBoardProps) {
  const { data: board, error, refetch } = useStageBoard(name, moment);
  const { active, ...focus } = useCardFocus();
  const columns = useMemo(() => (board ? columnsOf(board) : []), [board]);
  const actions = useReading(focus);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const count = board?.versions.length ?? 0;
  return (
    <>
      <div role="status" className="flex h-10 flex-none items-center gap-2 px-4 text-12">
        <span className="font-medium">As of {momentWords(asOf, Date.now(), span)}</span>
        <span className="truncate text-muted">
          {formatCount(count)} {count === 1 ? 'version' : 'versions'}, to look at only
        </span>
        <Button onClick={onNow} className="ml-auto">
          Back to now
        </Button>
      </div>
      <BoardColumns
        {...{ name, columns, active, actions, ticked: NONE, held: undefined, isReadOnly: true }}
        onActive={focus.call}
      />
    </>
  );
}

/** A card of the past takes the keyboard and nothing else. */
function useReading({ press, takesFocus }: Omit<CardFocus, 'active'>): CardActions {
  return useMemo(() => {
    const nothing = () => {};
    return { onPress: press, onTick: nothing, onDecide: nothing, entries: () => [], takesFocus };
  }, [press, takesFocus]);
}
