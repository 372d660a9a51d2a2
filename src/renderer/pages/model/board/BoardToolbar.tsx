import { History, Hourglass } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Kbd } from '../../../components/Kbd.tsx';
import { formatCount } from '../../../format.ts';

interface BoardToolbarProps {
  versions: number;
  ticked: number;
  /** Requests that wait for an answer. */
  pending: number;
  isPendingOnly: boolean;
  isHistoryOpen: boolean;
  onPendingOnly: (isOn: boolean) => void;
  onHistory: (isOpen: boolean) => void;
  onMove: () => void;
  onClear: () => void;
}

const PRESSED = 'aria-pressed:bg-selected aria-pressed:text-ink';

/** What is on the board, what is ticked, and what can be shown beside it. */
export function BoardToolbar(props: BoardToolbarProps) {
  const { versions, ticked, pending, isPendingOnly, isHistoryOpen } = props;
  return (
    <div className="flex h-10 flex-none items-center gap-2 px-4 text-12">
      {ticked > 0 ? (
        <>
          <span className="tabular-nums">{formatCount(ticked)} selected</span>
          <Button onClick={props.onMove}>
            Move to… <Kbd keys="m" />
          </Button>
          <Button look="quiet" onClick={props.onClear}>
            Clear
          </Button>
        </>
      ) : (
        <span className="text-muted tabular-nums">
          {formatCount(versions)} {versions === 1 ? 'version' : 'versions'}
        </span>
      )}
      <div className="ml-auto flex gap-1">
        {(pending > 0 || isPendingOnly) && (
          <Button
            look="quiet"
            aria-pressed={isPendingOnly}
            onClick={() => props.onPendingOnly(!isPendingOnly)}
            className={PRESSED}
          >
            <Hourglass className="text-killed" />
            {formatCount(pending)} {pending === 1 ? 'waits' : 'wait'} for an answer
          </Button>
        )}
        <Button
          look="quiet"
          aria-pressed={isHistoryOpen}
          onClick={() => props.onHistory(!isHistoryOpen)}
          className={PRESSED}
        >
          <History />
          History <Kbd keys="h" />
        </Button>
      </div>
    </div>
  );
}
