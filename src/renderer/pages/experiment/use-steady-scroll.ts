import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Entry } from './entries.ts';
import { ROW_HEIGHT } from './lanes.ts';

/**
 * Keeps the line at the top of the view where it is while lines come and go above it. When `question` changes, these are other
 * lines, and they are shown from the first one.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLDivElement | null>,
  entries: readonly Entry[],
  question: string,
): void {
  const before = useRef({ entries, question });
  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = { entries, question };
    if (element === null || (last.entries === entries && last.question === question)) return;
    if (last.question !== question) {
      element.scrollTop = 0;
      return;
    }
    const index = Math.floor(element.scrollTop / ROW_HEIGHT);
    const key = last.entries[index]?.key;
    // At the very top new lines are what one wants to see.
    if (element.scrollTop === 0 || key === undefined || entries[index]?.key === key) return;
    const moved = entries.findIndex((entry) => entry.key === key);
    if (moved >= 0) element.scrollTop += (moved - index) * ROW_HEIGHT;
  });
}
