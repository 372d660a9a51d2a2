import { type KeyboardEvent, useRef } from 'react';
import type { RowActions } from './row-actions.ts';

interface NoteFieldProps {
  note: string;
  runId: string;
  actions: RowActions;
}

/** A run's note while it is edited, over its cell. Leaving it keeps what was written, Escape does not. */
export function NoteField({ note, runId, actions }: NoteFieldProps) {
  const isLeft = useRef(false);
  const leave = (text: string | undefined) => {
    if (isLeft.current) return;
    isLeft.current = true;
    if (text !== undefined && text !== note) actions.saveNote(runId, text);
    actions.editNote(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') leave(undefined);
    if (event.key === 'Enter' && !event.shiftKey) leave(event.currentTarget.value);
  };
  return (
    <textarea
      aria-label="Note (Markdown). Enter keeps it, Shift+Enter begins a line, Escape leaves it as it was."
      defaultValue={note}
      ref={(field) => field?.focus({ preventScroll: true })}
      onKeyDown={onKeyDown}
      onBlur={(event) => leave(event.currentTarget.value)}
      className="absolute top-0 left-0 z-20 h-24 w-72 resize-none rounded-md border border-outline bg-canvas px-2 py-1 text-12 whitespace-pre-wrap shadow-float"
    />
  );
}
