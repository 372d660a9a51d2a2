import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import type { TextFind } from '../use-text-find.ts';

interface FindBarProps {
  text: string;
  onText: (text: string) => void;
  found: TextFind;
  /** The match that is gone to, from 0; -1 before the first. */
  at: number;
  size: number;
  onStep: (by: 1 | -1) => void;
  onCancel: () => void;
  onClose: () => void;
}

/** What to look for in the text, how often it is there, and from one match to the next. */
export function FindBar({ text, onText, found, at, size, onStep, onCancel, onClose }: FindBarProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="search"
      onKeyDown={press}
      className="flex h-10 flex-none items-center gap-2 border-b border-separator px-4 text-12 text-muted tabular-nums"
    >
      <TextField
        label="Find in the text"
        hidesLabel
        placeholder="Find in the text"
        value={text}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onText(event.target.value)}
        className="w-56"
      />
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        keys="Shift+Enter"
        disabled={found.places.length === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next match"
        keys="Enter"
        disabled={found.places.length === 0}
        onClick={() => onStep(1)}
      />
      <span role="status" className="min-w-0 truncate">
        {text !== '' && countOf(found, at)}
      </span>
      {text !== '' && !found.isDone && (
        <>
          <span className="truncate">
            {formatBytes(found.bytes)} of {formatBytes(size)}
          </span>
          <Button look="quiet" onClick={onCancel}>
            Stop
          </Button>
        </>
      )}
      <IconButton icon={X} label="Close" keys="Escape" className="ml-auto" onClick={onClose} />
    </div>
  );
}

function countOf({ places, isDone, isCut, error }: TextFind, at: number): string {
  if (error) return error.message;
  if (places.length === 0) return isDone ? 'Not found' : '';
  const count = `${isCut ? 'at least ' : ''}${formatCount(places.length)}`;
  return at < 0 ? `${count} found` : `${formatCount(at + 1)} of ${count}`;
}
