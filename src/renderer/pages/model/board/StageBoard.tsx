import { History } from 'lucide-react';
import { useMemo } from 'react';
import { type Command, useCommands } from '../../../commands.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { useStageBoard, useVersionMoves } from '../../../queries/stage-board.ts';
import { momentAt, momentsOf } from '../history/moments.ts';
import { useBoardAddress } from './board-address.ts';
import { EmptyBoard } from './EmptyBoard.tsx';
import { HistoryDrawer } from './HistoryDrawer.tsx';
import { LiveBoard } from './LiveBoard.tsx';
import { PastBoard } from './PastBoard.tsx';
import { TimeBar } from './TimeBar.tsx';

/*
 * StageBoard: a column for each stage of the workspace, with the versions of a model in them: as they are, to be moved; or as they
 * were at a moment, with what happened beside them.
 *   name   the registered model
 */
export function StageBoard({ name }: { name: string }) {
  const { asOf, isHistoryOpen, set } = useBoardAddress();
  const { data: board, error, refetch } = useStageBoard(name);
  const history = useVersionMoves(name, isHistoryOpen);
  const moves = history.data?.moves;
  const moments = useMemo(() => momentsOf(moves ?? []), [moves]);
  const commands = useMemo(() => [historyCommand(isHistoryOpen, set)], [isHistoryOpen, set]);
  useCommands(commands);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (board === undefined) return <BoardSkeleton />;
  if (board.versions.length === 0 && !isHistoryOpen) return <EmptyBoard name={name} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {asOf === undefined ? (
          <LiveBoard
            name={name}
            board={board}
            isHistoryOpen={isHistoryOpen}
            onHistory={(isOpen) => set({ isHistoryOpen: isOpen })}
          />
        ) : (
          <PastBoard
            name={name}
            asOf={asOf}
            moment={momentAt(moments, asOf) ?? asOf}
            span={Date.now() - board.first_time}
            onNow={() => set({ asOf: undefined, isHistoryOpen: true })}
          />
        )}
        {isHistoryOpen && (
          <TimeBar
            first={board.first_time}
            moments={moments}
            asOf={asOf}
            onChange={(time) => set({ asOf: time, isHistoryOpen: true })}
          />
        )}
      </div>
      {isHistoryOpen && (
        <HistoryDrawer
          name={name}
          history={history}
          asOf={asOf}
          onShow={(time) => set({ asOf: time, isHistoryOpen: true })}
          onClose={() => set({ isHistoryOpen: false })}
        />
      )}
    </div>
  );
}

function historyCommand(isOpen: boolean, set: ReturnType<typeof useBoardAddress>['set']): Command {
  return {
    section: 'This page',
    label: isOpen ? 'Close the history of the board' : 'History of the board',
    ...{ keys: 'h', icon: History },
    run: () => set({ isHistoryOpen: !isOpen }),
  };
}

function BoardSkeleton() {
  return (
    <div aria-busy="true" className="px-4 pt-3">
      {['w-60', 'w-52', 'w-56'].map((width) => (
        <SkeletonBar key={width} width={width} />
      ))}
    </div>
  );
}
