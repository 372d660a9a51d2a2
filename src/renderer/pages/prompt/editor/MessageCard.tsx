import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ArrowDown, ArrowUp, CopyPlus, Ellipsis, GripVertical, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { PromptMessage } from '../../../../contract/index.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { Menu } from '../../../components/Menu.tsx';
import type { MenuEntry } from '../../../components/menu-entries.ts';
import { ROLES } from './message-edits.ts';
import { TemplateField, type TemplateHints } from './TemplateField.tsx';

interface MessageCardProps {
  id: string;
  number: number;
  message: PromptMessage;
  isReadOnly: boolean;
  /** Just added: the cursor goes there. */
  isFresh: boolean;
  isFirst: boolean;
  isLast: boolean;
  hints: TemplateHints;
  onChange: (message: PromptMessage) => void;
  onMove: (by: 1 | -1) => void;
  onDouble: () => void;
  onRemove: () => void;
}

export function MessageCard(props: MessageCardProps) {
  const { id, number, message, isReadOnly, isFresh, hints, onChange, onMove } = props;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id, disabled: isReadOnly });
  const moveByKeys = (event: KeyboardEvent) => {
    if (isReadOnly || !event.altKey || !/^Arrow(?:Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      ref={setNodeRef}
      aria-label={`Message ${number}, ${message.role}`}
      onKeyDownCapture={moveByKeys}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`rounded-md border border-separator bg-canvas focus-within:border-outline ${isDragging ? 'relative z-20 shadow-float' : ''}`}
    >
      <header className="flex h-8 items-center gap-1 border-b border-separator pr-1 pl-1">
        {!isReadOnly && (
          <button
            type="button"
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            aria-label={`Move message ${number}`}
            aria-roledescription="message that can be moved"
            className="grid size-6 flex-none cursor-grab place-items-center rounded-sm text-faint hover:text-ink active:cursor-grabbing"
          >
            <GripVertical />
          </button>
        )}
        {isReadOnly ? (
          <span className="px-2 text-12 font-medium text-soft">{message.role}</span>
        ) : (
          <RoleChoice
            number={number}
            role={message.role}
            onChoose={(role) => onChange({ ...message, role })}
          />
        )}
        {!isReadOnly && (
          <span className="ml-auto">
            <Menu entries={entriesOf(props)} align="end">
              <IconButton icon={Ellipsis} label={`Actions of message ${number}`} />
            </Menu>
          </span>
        )}
      </header>
      <TemplateField
        label={`Message ${number}`}
        value={message.content}
        onChange={(content) => onChange({ ...message, content })}
        isReadOnly={isReadOnly}
        hints={hints}
        placeholder="What is said, with {{ variables }}"
        autoFocus={isFresh}
      />
    </li>
  );
}

function entriesOf({ onMove, onDouble, onRemove, isFirst, isLast }: MessageCardProps): MenuEntry[] {
  return [
    { label: 'Move up', icon: ArrowUp, keys: 'Alt+ArrowUp', isDisabled: isFirst, onSelect: () => onMove(-1) },
    {
      label: 'Move down',
      icon: ArrowDown,
      keys: 'Alt+ArrowDown',
      isDisabled: isLast,
      onSelect: () => onMove(1),
    },
    { label: 'Duplicate', icon: CopyPlus, onSelect: onDouble },
    'separator',
    { label: 'Remove', icon: Trash2, isDanger: true, onSelect: onRemove },
  ];
}

interface RoleChoiceProps {
  number: number;
  role: string;
  onChoose: (role: string) => void;
}

function RoleChoice({ number, role, onChoose }: RoleChoiceProps) {
  const roles = ROLES.some((known) => known === role) ? ROLES : [...ROLES, role];
  return (
    <select
      aria-label={`Role of message ${number}`}
      value={role}
      onChange={({ target }) => onChoose(target.value)}
      className="h-6 rounded-sm bg-canvas px-1 text-12 font-medium text-soft hover:bg-hover"
    >
      {roles.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
