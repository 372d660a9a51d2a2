import { X } from 'lucide-react';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import type { useVersionMoves } from '../../../queries/stage-board.ts';
import { CutNote } from '../history/CutNote.tsx';
import { MoveFilterBar } from '../history/MoveFilterBar.tsx';
import { MoveList } from '../history/MoveList.tsx';
import { useFilteredMoves } from '../history/use-filtered-moves.ts';

interface HistoryDrawerProps {
  name: string;
  history: ReturnType<typeof useVersionMoves>;
  asOf: number | undefined;
  onShow: (time: number) => void;
  onClose: () => void;
}

/** What moved on the board, beside it. */
export function HistoryDrawer({ name, history, asOf, onShow, onClose }: HistoryDrawerProps) {
  const { data, error, refetch } = history;
  const { shown, bar } = useFilteredMoves(data?.moves);
  return (
    <aside
      aria-label="History of the board"
      className="flex min-h-0 w-76 flex-none flex-col border-l border-separator xl:w-84"
    >
      <header className="flex h-10 flex-none items-center justify-between pr-2 pl-4">
        <h2 className="text-12 font-semibold">History</h2>
        <IconButton icon={X} label="Close history" keys="h" onClick={onClose} />
      </header>
      <div className="px-4 pb-2">
        <MoveFilterBar {...bar} />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && <MoveList name={name} moves={shown} asOf={asOf} onShow={onShow} />}
      {data?.isCut && <CutNote count={data.moves.length} />}
    </aside>
  );
}
