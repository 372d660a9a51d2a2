import {
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useRef, useState } from 'react';
import type { BoardVersion } from '../../../../contract/index.ts';
import { versionWords } from './move-plan.ts';

/** The pointer has to go so far before a press on a card becomes a drag. */
const DRAG_BEGINS = 6;

const INSTRUCTIONS = {
  draggable:
    'Space picks the version up. Left and right arrows choose a stage, space drops it, Escape puts it back.',
};

/** What is in the hand, and the stages that it was taken from. */
interface Dragged {
  versions: readonly BoardVersion[];
  from: ReadonlyMap<string, string>;
}

interface BoardDrag {
  /** What a drag of this version takes along. */
  takenWith: (version: string) => readonly BoardVersion[];
  onDrop: (versions: readonly BoardVersion[], stage: string) => void;
}

/** How cards are dragged from stage to stage, by pointer or keyboard, and what a screen reader is told of it. */
export function useBoardDrag({ takenWith, onDrop }: BoardDrag) {
  const [dragged, setDragged] = useState<Dragged>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_BEGINS } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: besideStage,
      scrollBehavior: 'auto',
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );
  // Where it was picked up is no news, until it has been elsewhere.
  const hasLeft = useRef(false);
  const announcements: Announcements = {
    onDragStart({ active }) {
      hasLeft.current = false;
      return `Picked up ${versionWords(takenWith(String(active.id)))}.`;
    },
    onDragOver({ active, over }) {
      if (!hasLeft.current && over?.id === dragged?.from.get(String(active.id))) return undefined;
      hasLeft.current = true;
      return over === null ? 'Over no stage.' : `Over ${over.id}.`;
    },
    onDragEnd: ({ over }) => (over === null ? 'Put back.' : `Dropped on ${over.id}.`),
    onDragCancel: () => 'Put back.',
  };
  const props = {
    sensors,
    collisionDetection: underPointer,
    accessibility: { announcements, screenReaderInstructions: INSTRUCTIONS },
    onDragStart: ({ active }: Pick<DragEndEvent, 'active'>) => {
      const versions = takenWith(String(active.id));
      setDragged({ versions, from: new Map(versions.map(({ version, stage }) => [version, stage])) });
    },
    onDragCancel: () => setDragged(undefined),
    onDragEnd: ({ over }: DragEndEvent) => {
      setDragged(undefined);
      if (dragged !== undefined && over !== null) onDrop(dragged.versions, String(over.id));
    },
  };
  return { dragged, props };
}

/** The stage under the pointer; without one, the stage that most of the card is over. */
const underPointer: CollisionDetection = (given) =>
  given.pointerCoordinates === null ? rectIntersection(given) : pointerWithin(given);

/** Where an arrow takes the card: over the stage beside the one that it is over. */
const besideStage: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.code];
  // The other arrows would scroll the stage.
  event.preventDefault();
  if (step === undefined) return undefined;
  const stages = [...context.droppableRects].sort(([, a], [, b]) => a.left - b.left);
  const at = stages.findIndex(([id]) => id === context.over?.id);
  const [, next] = stages[at + step] ?? [];
  if (next === undefined || context.collisionRect === null) return undefined;
  const { width } = context.collisionRect;
  return { x: next.left + (next.width - width) / 2, y: currentCoordinates.y };
};
