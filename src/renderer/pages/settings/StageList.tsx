import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { StageRow } from './StageRow.tsx';
import type { StageDraft } from './stage-drafts.ts';

const MOST = 20;
let added = 0;

interface StageListProps {
  stages: readonly StageDraft[];
  /** By the id of a stage. */
  problems: ReadonlyMap<string, string>;
  onChange: (stages: readonly StageDraft[]) => void;
}

/** The stages in the order of the board; each can be dragged by its handle, with the pointer or the keyboard. */
export function StageList({ stages, problems, onChange }: StageListProps) {
  const sensors = useSensors(
    useSensor(PointerSensor),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const reorder = ({ active, over }: DragEndEvent) => {
    const place = (id: unknown) => stages.findIndex((stage) => stage.id === id);
    if (over !== null && active.id !== over.id)
      onChange(arrayMove([...stages], place(active.id), place(over.id)));
  };
  const nameOf = (id: unknown) => stages.find((stage) => stage.id === id)?.name || 'the new stage';
  const placeOf = ({ active, over }: Pick<DragEndEvent, 'active' | 'over'>) => {
    const place = stages.findIndex(({ id }) => id === (over ?? active).id) + 1;
    return `${nameOf(active.id)}: place ${place} of ${stages.length}.`;
  };
  const announcements = {
    onDragStart: () => undefined,
    onDragOver: placeOf,
    onDragEnd: (event: DragEndEvent) => `Dropped. ${placeOf(event)}`,
    onDragCancel: () => 'Put back.',
  };
  const add = () => {
    added += 1;
    const stage = {
      id: `new ${added}`,
      was: undefined,
      name: '',
      classic: 'None',
      needsApproval: false,
    } as const;
    // Before the stage that versions end in.
    const end = stages.findLastIndex(({ classic }) => classic === 'Archived');
    onChange(stages.toSpliced(end < 0 ? stages.length : end, 0, stage));
  };
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={reorder}
        accessibility={{ announcements }}
      >
        <SortableContext items={stages.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <div
            aria-hidden="true"
            className="grid h-6 grid-cols-[24px_minmax(0,1fr)_124px_108px_88px_24px] items-center gap-2 text-11 text-muted"
          >
            <span />
            <span>Stage</span>
            <span>Stands for</span>
            <span>Colour</span>
            <span>Approval</span>
          </div>
          <ul aria-label="Stages">
            {stages.map((stage) => (
              <StageRow
                key={stage.id}
                stage={stage}
                problem={problems.get(stage.id)}
                onChange={(change) =>
                  onChange(stages.map((one) => (one.id === stage.id ? { ...one, ...change } : one)))
                }
                onRemove={() => onChange(stages.filter(({ id }) => id !== stage.id))}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {stages.length < MOST && (
        <Button look="quiet" onClick={add} className="mt-1">
          <Plus />
          Add a stage
        </Button>
      )}
    </>
  );
}
