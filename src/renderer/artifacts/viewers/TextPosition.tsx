import { type RefObject, useEffect, useState } from 'react';
import { formatCount } from '../../format.ts';
import { ROWS_PER_BLOCK } from '../text-rows.ts';
import type { TextIndex } from '../use-text-index.ts';

interface TextPositionProps {
  scroller: RefObject<HTMLElement | null>;
  rowHeight: number;
  /** The row at the very top of what is scrolled. */
  firstRow: number;
  index: TextIndex;
}

/** Which line is the first in view. It follows the scrolling by itself, so that the rows need not be drawn for it. */
export function TextPosition({ scroller, rowHeight, firstRow, index }: TextPositionProps) {
  const [scrolled, setScrolled] = useState(0);
  useEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const follow = () => setScrolled(Math.floor(current.scrollTop / rowHeight));
    current.addEventListener('scroll', follow, { passive: true });
    return () => current.removeEventListener('scroll', follow);
  }, [scroller, rowHeight]);
  return (
    <span>
      Line {formatCount(Math.min(index.lines, lineAt(firstRow + scrolled, index)))} of{' '}
      {formatCount(index.lines)}
    </span>
  );
}

/** Exact but for rows that go on with a long line above them in the same block. */
function lineAt(row: number, { blocks }: TextIndex): number {
  const block = blocks[Math.floor(row / ROWS_PER_BLOCK)];
  return (block?.lines ?? 0) + (row % ROWS_PER_BLOCK) + 1;
}
