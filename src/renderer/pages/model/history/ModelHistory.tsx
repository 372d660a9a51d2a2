import { useNavigate } from 'react-router';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { modelPath } from '../../../model-paths.ts';
import { useStageBoard, useVersionMoves } from '../../../queries/stage-board.ts';
import { CutNote } from './CutNote.tsx';
import { MoveFilterBar } from './MoveFilterBar.tsx';
import { MoveList } from './MoveList.tsx';
import { StageLanes } from './StageLanes.tsx';
import { useFilteredMoves } from './use-filtered-moves.ts';

/*
 * ModelHistory: everything that moved in a model, newest first, and above it which version was in which stage when.
 *   name   the registered model
 */
export function ModelHistory({ name }: { name: string }) {
  const { data, error, refetch } = useVersionMoves(name);
  const { data: board } = useStageBoard(name);
  const { shown, bar } = useFilteredMoves(data?.moves);
  const navigate = useNavigate();
  const show = (time: number) => void navigate(`${modelPath(name, 'board')}&as_of=${time}`);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="px-4 pt-3">
        <SkeletonBar width="w-80" />
      </div>
    );
  if (data.moves.length === 0)
    return (
      <EmptyState title="Nothing has moved yet">
        Each version that is registered, moved or given an alias gets a line here: who, when and why.
      </EmptyState>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <StageLanes moves={data.moves} stages={board?.stages ?? []} onShow={show} />
      <div className="w-full max-w-120 px-4 py-2">
        <MoveFilterBar {...bar} />
      </div>
      <MoveList name={name} moves={shown} onShow={show} />
      {data.isCut && <CutNote count={data.moves.length} />}
    </div>
  );
}
