import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { BoardVersion, TransitionRequest } from '../../../../contract/index.ts';
import { ContextMenu } from '../../../components/ContextMenu.tsx';
import { modelVersionPath } from '../../../model-paths.ts';
import { useRegistrySettings } from '../../../queries/registry-settings.ts';
import type { StageBoard } from '../../../queries/stage-board.ts';
import { BoardColumns } from './BoardColumns.tsx';
import { BoardToolbar } from './BoardToolbar.tsx';
import { columnsOf } from './board-columns.ts';
import { CardFace } from './CardFace.tsx';
import { DecisionDialog } from './DecisionDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { MovesSaid } from './MovesSaid.tsx';
import { useBoardCommands } from './use-board-commands.ts';
import { useBoardDrag } from './use-board-drag.ts';
import { useCardActions } from './use-card-actions.ts';
import { useCardFocus } from './use-card-focus.ts';
import { useTicks } from './use-ticks.ts';

interface LiveBoardProps {
  name: string;
  board: StageBoard;
  isHistoryOpen: boolean;
  onHistory: (isOpen: boolean) => void;
}

/** A move that is being asked about; `isDropped` where the cards lie in the stage already. */
interface AskedMove {
  versions: readonly string[];
  to?: string | undefined;
  isDropped?: boolean;
}

interface AskedDecision {
  request: TransitionRequest;
  answer: 'approve' | 'refuse';
}

/** The board as it is: cards are dragged, ticked and moved. */
export function LiveBoard({ name, board, isHistoryOpen, onHistory }: LiveBoardProps) {
  const { data: settings } = useRegistrySettings();
  const navigate = useNavigate();
  const [isPendingOnly, setPendingOnly] = useState(false);
  const [asked, setAsked] = useState<AskedMove>();
  const [decision, setDecision] = useState<AskedDecision>();
  const focus = useCardFocus();
  const drag = useBoardDrag({
    takenWith: (version) =>
      taken(version)
        .map((one) => versionOf(one))
        .filter((one) => one !== undefined),
    onDrop: (versions, to) => {
      const moving = versions.filter(({ stage }) => stage !== to).map(({ version }) => version);
      if (moving.length > 0) setAsked({ versions: moving, to, isDropped: true });
    },
  });
  const held = useMemo(() => heldBy(drag.dragged?.from, asked), [drag.dragged, asked]);
  const columns = useMemo(() => columnsOf(board, { held, isPendingOnly }), [board, held, isPendingOnly]);
  const ticks = useTicks(columns);
  const { ticked } = ticks;
  const versionOf = (version: string) => board.versions.find((one) => one.version === version);
  const taken = (version: string) => (ticked.has(version) ? [...ticked] : [version]);
  const move = (version: string | undefined, to?: string) => {
    if (version !== undefined) setAsked({ versions: taken(version), to });
  };
  const [firstTicked] = ticked;
  const meant = firstTicked ?? focus.active.version;
  const actions = useCardActions({
    ...{ name, stages: board.stages, focus, ticks, move },
    decide: (request, answer) => setDecision({ request, answer }),
  });
  useBoardCommands({
    hasTicks: ticked.size > 0,
    onMove: () => move(meant),
    onTick: () => focus.active.version && ticks.toggle(focus.active.version),
    onClear: ticks.clear,
  });
  const close = (isMoved: boolean) => {
    setAsked(undefined);
    if (isMoved) ticks.clear();
    const [first] = asked?.versions ?? [];
    if (first !== undefined) focus.call(focus.active.version ?? first);
  };
  const pending = board.versions.reduce((sum, { requests }) => sum + requests.length, 0);
  return (
    <>
      <BoardToolbar
        {...{ pending, isPendingOnly, isHistoryOpen, onHistory }}
        versions={board.versions.length}
        ticked={ticked.size}
        onPendingOnly={setPendingOnly}
        onMove={() => move(meant)}
        onClear={ticks.clear}
      />
      <DndContext {...drag.props}>
        <ContextMenu entries={() => (focus.active.version ? actions.entries(focus.active.version) : [])}>
          <div
            className="flex min-h-0 flex-1 flex-col"
            onFocus={({ target }) => pressed(target, focus.press)}
            onContextMenuCapture={({ target }) => pressed(target, focus.press)}
          >
            <BoardColumns
              {...{ name, columns, ticked, held, actions, active: focus.active, isReadOnly: false }}
              onActive={(version) => drag.dragged === undefined && focus.call(version)}
              onOpen={(version) => {
                if (drag.dragged === undefined) void navigate(modelVersionPath(name, version));
              }}
            />
          </div>
        </ContextMenu>
        <DragOverlay dropAnimation={null}>
          {drag.dragged && <InHand name={name} versions={drag.dragged.versions} />}
        </DragOverlay>
      </DndContext>
      <MovesSaid versions={board.versions} />
      {asked && <MoveDialog name={name} versions={asked.versions} to={asked.to} onClose={close} />}
      {decision && settings && (
        <DecisionDialog
          {...decision}
          versions={board.versions}
          settings={settings}
          onClose={() => setDecision(undefined)}
        />
      )}
    </>
  );
}

/** A drag holds cards where they were; a drop, as long as it is asked about, where they lie. */
function heldBy(
  from: ReadonlyMap<string, string> | undefined,
  asked: AskedMove | undefined,
): ReadonlyMap<string, string> | undefined {
  if (from !== undefined) return from;
  const { versions, to, isDropped } = asked ?? {};
  if (!isDropped || versions === undefined || to === undefined) return undefined;
  return new Map(versions.map((version) => [version, to]));
}

/** Gives the keyboard to the card that holds what was pressed. */
function pressed(target: EventTarget, press: (version: string) => void): void {
  const version = target instanceof Element && target.closest<HTMLElement>('[data-version]')?.dataset.version;
  if (version) press(version);
}

/** What goes with the pointer. */
function InHand({ name, versions }: { name: string; versions: readonly BoardVersion[] }) {
  const [first, ...rest] = versions;
  if (first === undefined) return null;
  return (
    <div className="relative cursor-grabbing rounded-md border border-accent bg-canvas px-2 py-1.5 text-12 shadow-float">
      <CardFace name={name} version={first} />
      {rest.length > 0 && (
        <span className="absolute -top-2 -right-2 rounded-full bg-action px-1.5 text-11 font-medium text-on-action">
          {versions.length}
        </span>
      )}
    </div>
  );
}
