import { useDroppable } from '@dnd-kit/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { BoardVersion } from '../../../../contract/index.ts';
import { StageLabel } from '../../../components/StageLabel.tsx';
import { formatCount } from '../../../format.ts';
import type { Column } from './board-columns.ts';
import type { ActiveCard } from './use-card-focus.ts';
import { type CardActions, VersionCard } from './VersionCard.tsx';

const GAP = 6;
const OVERSCAN = 3;

interface StageColumnProps {
  name: string;
  column: Column;
  active: ActiveCard;
  ticked: ReadonlySet<string>;
  held: ReadonlyMap<string, string> | undefined;
  isReadOnly: boolean;
  actions: CardActions;
}

/** A stage with its versions; of hundreds only those in view are in the page. */
export function StageColumn({ name, column, active, ticked, held, isReadOnly, actions }: StageColumnProps) {
  const { stage, versions } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const { setNodeRef, isOver } = useDroppable({ id: stage.name, disabled: isReadOnly });
  const virtual = useVirtualizer({
    count: versions.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(versions[index]),
    getItemKey: (index) => versions[index]?.version ?? index,
    overscan: OVERSCAN,
    gap: GAP,
    paddingStart: 2,
    paddingEnd: 8,
  });
  const place = versions.findIndex(({ version }) => version === active.version);
  useEffect(() => {
    if (active.call > 0 && place >= 0) virtual.scrollToIndex(place, { align: 'auto' });
    // Only when it is called for: a list that grows stays where it is.
  }, [active.call]);
  const count = formatCount(versions.length);
  return (
    <section
      ref={setNodeRef}
      aria-label={`${stage.name}, ${count} ${versions.length === 1 ? 'version' : 'versions'}`}
      className={`flex min-h-0 min-w-44 flex-1 basis-0 flex-col rounded-md bg-panel outline-2 -outline-offset-2 ${isOver ? 'outline-accent' : 'outline-transparent'}`}
    >
      <header className="flex h-9 flex-none items-center gap-2 px-2.5 text-12 font-medium">
        <StageLabel stage={stage.name} classic={stage.classic} color={stage.color} />
        <span className="ml-auto font-normal text-muted tabular-nums">{count}</span>
      </header>
      <div
        ref={scroller}
        role="list"
        data-stage={stage.name}
        aria-label={`Versions in ${stage.name}`}
        tabIndex={versions.length > 0 ? 0 : -1}
        className="min-h-0 flex-1 overflow-y-auto px-1.5"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const one = versions[index];
            if (one === undefined) return null;
            const { version } = one;
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={versions.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <VersionCard
                  {...{ name, version: one, isReadOnly, actions }}
                  isActive={version === active.version}
                  isTicked={ticked.has(version)}
                  isHeld={held?.has(version) ?? false}
                  focusCall={version === active.version ? active.call : 0}
                />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** What a card takes in pixels, near enough for a place to scroll to. */
function heightOf(version: BoardVersion | undefined): number {
  if (version === undefined) return 0;
  const { metrics, description, requests } = version;
  return (
    58 +
    (metrics.length > 0 ? 20 : 0) +
    (metrics.length > 2 ? 16 : 0) +
    (description ? 20 : 0) +
    requests.length * 60
  );
}
