import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { VersionMove } from '../../../../contract/index.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useStageBoard } from '../../../queries/stage-board.ts';
import { MoveDialog } from '../board/MoveDialog.tsx';
import { AliasDialog } from './AliasDialog.tsx';
import { MoveLine } from './MoveLine.tsx';
import { type WayBack, wayBackOf } from './move-filter.ts';

const LINE_HEIGHT = 45;
const OVERSCAN = 8;

interface MoveListProps {
  name: string;
  moves: readonly VersionMove[];
  asOf?: number | undefined;
  onShow: (time: number) => void;
}

/** Moves of a model, newest first; each may be taken back. Of thousands only those in view are in the page. */
export function MoveList({ name, moves, asOf, onShow }: MoveListProps) {
  const { data: board } = useStageBoard(name);
  const [back, setBack] = useState<WayBack>();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: moves.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => moves[index]?.move_id ?? index,
    overscan: OVERSCAN,
  });
  const shownId = useMemo(
    () => moves.find(({ time }) => asOf !== undefined && time <= asOf)?.move_id,
    [moves, asOf],
  );
  if (moves.length === 0)
    return <EmptyState title="No such moves">Choose another version, stage or person.</EmptyState>;
  return (
    <>
      <div
        ref={scroller}
        role="list"
        aria-label="Moves"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const move = moves[index];
            if (move === undefined) return null;
            const way = board && wayBackOf(move, board.versions);
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={moves.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <MoveLine
                  move={move}
                  stages={board?.stages ?? []}
                  isShown={move.move_id === shownId}
                  onShow={onShow}
                  onMoveBack={way && (() => setBack(way))}
                />
              </div>
            );
          })}
        </div>
      </div>
      {back?.kind === 'stage' && (
        <MoveDialog
          name={name}
          versions={[back.version]}
          to={back.stage}
          onClose={() => setBack(undefined)}
        />
      )}
      {back?.kind === 'alias' && <AliasDialog name={name} way={back} onClose={() => setBack(undefined)} />}
    </>
  );
}
