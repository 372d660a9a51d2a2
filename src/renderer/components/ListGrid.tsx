import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 28;

/*
 * ListGrid: a list with columns of which those lines are in the page that are in view. Lines are 36 px high.
 *   label      what is listed
 *   count      lines in all
 *   columns    the classes of the grid that the heads and each line lie in
 *   heads      a `columnheader` for each column
 *   overscan   lines above and below those in view
 *   active     the line that has the keyboard, and the id of its element: it is brought into view
 *   isMulti    whether several lines can be selected
 *   onEnd      called when the last line comes into view; without it there is nothing more to read
 *   children   the line at an index, which lies `top` pixels from the top; it brings its key
 */
interface ListGridProps {
  label: string;
  count: number;
  columns: string;
  heads: ReactNode;
  overscan?: number;
  active?: { index: number; rowId: string } | undefined;
  isMulti?: boolean;
  onEnd?: (() => void) | undefined;
  children: (index: number, top: number) => ReactNode;
}

export function ListGrid({
  label,
  count,
  columns,
  heads,
  overscan = 12,
  active,
  isMulti = false,
  onEnd,
  children,
}: ListGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const lines = virtual.getVirtualItems();
  const isAtEnd = (lines.at(-1)?.index ?? 0) >= count - 1;
  const hasMore = onEnd !== undefined;
  const end = useEffectEvent(() => onEnd?.());
  useEffect(() => {
    if (isAtEnd && hasMore) end();
  }, [isAtEnd, hasMore]);
  const activeIndex = active?.index;
  const show = useEffectEvent((index: number) => {
    virtual.scrollToIndex(index);
    scroller.current?.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (activeIndex !== undefined) show(activeIndex);
  }, [activeIndex]);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      tabIndex={0}
      {...(isMulti && { 'aria-multiselectable': true })}
      {...(active && { 'aria-activedescendant': active.rowId })}
      className={`min-h-0 flex-1 overflow-y-auto text-12 ${active ? 'outline-none' : ''}`}
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className={`sticky top-0 z-10 h-7 bg-canvas text-11 font-medium text-muted ${columns}`}
        >
          {heads}
        </div>
        {lines.map(({ index, start }) => children(index, start))}
      </div>
    </div>
  );
}
