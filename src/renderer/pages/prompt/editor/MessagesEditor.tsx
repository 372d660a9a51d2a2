import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { PromptMessage } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { MessageCard } from './MessageCard.tsx';
import { moved, nextRole } from './message-edits.ts';
import type { TemplateHints } from './TemplateField.tsx';

interface MessagesEditorProps {
  messages: readonly PromptMessage[];
  onChange: (messages: PromptMessage[]) => void;
  isReadOnly: boolean;
  hints: TemplateHints;
}

let lastKey = 0;
const newKey = () => {
  lastKey += 1;
  return `message-${lastKey}`;
};

/** The messages of a chat, each with its role; they are added, doubled, removed and moved. */
export function MessagesEditor({ messages, onChange, isReadOnly, hints }: MessagesEditorProps) {
  const [keys, setKeys] = useState<string[]>(() => messages.map(newKey));
  const [fresh, setFresh] = useState<string>();
  // Messages that came or went elsewhere: those at the same places stay what they are.
  const current = messages.map((_, index) => keys[index] ?? newKey());
  if (current.length !== keys.length) setKeys(current);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const set = (nextKeys: string[], next: PromptMessage[]) => {
    setKeys(nextKeys);
    onChange(next);
  };
  const insert = (index: number, message: PromptMessage) => {
    const key = newKey();
    setFresh(key);
    set(current.toSpliced(index, 0, key), messages.toSpliced(index, 0, message));
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= messages.length || from === to) return;
    set(moved(current, from, to), moved(messages, from, to));
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over === null) return;
    move(current.indexOf(String(active.id)), current.indexOf(String(over.id)));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={current} strategy={verticalListSortingStrategy}>
        <ol aria-label="Messages" className="flex flex-col gap-2">
          {messages.map((message, index) => {
            const key = current[index] ?? '';
            return (
              <MessageCard
                key={key}
                id={key}
                number={index + 1}
                message={message}
                isReadOnly={isReadOnly}
                isFresh={key === fresh}
                isFirst={index === 0}
                isLast={index === messages.length - 1}
                hints={hints}
                onChange={(changed) => onChange(messages.with(index, changed))}
                onMove={(by) => move(index, index + by)}
                onDouble={() => insert(index + 1, { ...message })}
                onRemove={() => set(current.toSpliced(index, 1), messages.toSpliced(index, 1))}
              />
            );
          })}
        </ol>
      </SortableContext>
      {messages.length === 0 && isReadOnly && <p className="text-muted">No messages.</p>}
      {!isReadOnly && (
        <Button
          look="quiet"
          className="mt-2 self-start"
          onClick={() => insert(messages.length, { role: nextRole(messages), content: '' })}
        >
          <Plus />
          Add a message
        </Button>
      )}
    </DndContext>
  );
}
