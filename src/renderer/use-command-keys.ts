import { useEffect } from 'react';
import { allCommands } from './commands.ts';
import { matchStrokes, strokeOf } from './keystrokes.ts';
import { isOpenOverPage } from './open-over-page.ts';

const TYPING = 'input, textarea, select, [contenteditable]';
const SECOND_STROKE_WITHIN_MS = 1200;

/** Does the commands whose keys are pressed. */
export function useCommandKeys(): void {
  useEffect(() => {
    let strokes: string[] = [];
    let latest = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event)) return;
      if (event.timeStamp - latest > SECOND_STROKE_WITHIN_MS) strokes = [];
      latest = event.timeStamp;
      strokes = [...strokes, strokeOf(event)].slice(-2);
      const commands = allCommands().filter(({ keys, run }) => keys !== undefined && run !== undefined);
      const found = matchStrokes(
        strokes,
        commands.map(({ keys = '' }) => keys),
      );
      if (found === 'waiting') return;
      strokes = [];
      if (found === undefined) return;
      event.preventDefault();
      commands.findLast(({ keys }) => keys === found)?.run?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Whether the key belongs to a field, or to what is open over the page. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (isOpenOverPage()) return true;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const target = event.target instanceof Element ? event.target : document.body;
  return isPlain
    ? target.closest(TYPING) !== null
    : strokeOf(event) === 'Mod+Z' && target.closest(TYPING) !== null;
}
