import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { artifactRangeOptions } from '../../queries/artifacts.ts';
import { ROWS_PER_BLOCK, rowsOf, type TextRow } from '../text-rows.ts';
import type { TextIndex } from '../use-text-index.ts';
import { TextPosition } from './TextPosition.tsx';

const ROW_HEIGHT = 18;

interface TextRowsProps {
  url: string;
  index: TextIndex;
  /** The blocks that are scrolled through: from this one on, so many at most. */
  firstBlock: number;
  mostBlocks: number;
  /** The row to bring to the top; a new object goes there again. */
  target: { row: number } | undefined;
  /** Stands in the line below, after the position. */
  children: ReactNode;
}

/** What is placed is a block of rows: a list of a million single rows takes a moment to lay out, and longer with every change. */
export function TextRows({ url, index, firstBlock, mostBlocks, target, children }: TextRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const blocks = Math.min(mostBlocks, Math.ceil(index.rows / ROWS_PER_BLOCK) - firstBlock);
  const rowsIn = (block: number) =>
    Math.min(ROWS_PER_BLOCK, index.rows - (firstBlock + block) * ROWS_PER_BLOCK);
  const virtual = useVirtualizer({
    count: blocks,
    getScrollElement: () => scroller.current,
    estimateSize: (block) => rowsIn(block) * ROW_HEIGHT,
    overscan: 1,
  });
  const items = virtual.getVirtualItems();
  const loaded = useBlocks(
    url,
    index,
    items.map((item) => firstBlock + item.index),
  );
  useEffect(() => {
    if (target && scroller.current)
      scroller.current.scrollTop = (target.row - firstBlock * ROWS_PER_BLOCK) * ROW_HEIGHT;
  }, [target, firstBlock]);
  const gutter = `${String(index.lines).length + 1}ch`;
  return (
    <>
      <div
        ref={scroller}
        role="region"
        aria-label="Text"
        // Scrolled by keys, so it takes the focus.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto font-mono text-12"
      >
        <div className="relative w-max min-w-full" style={{ height: virtual.getTotalSize() }}>
          {/* Blocks that are placed by themselves give the box no width, so the widest row stands in it unseen. */}
          <Row text={widest(loaded)} gutter={gutter} className="invisible h-0 overflow-hidden" />
          {items.map((item, at) => (
            <div
              key={item.key}
              className="absolute left-0 w-full"
              style={{ top: item.start, height: item.size }}
            >
              {loaded[at]?.map(({ text, line }, row) => (
                <Row
                  // Rows of a block have an order and nothing else.
                  key={`${item.index} ${row}`}
                  text={text}
                  line={line}
                  gutter={gutter}
                  className="h-4.5"
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <footer className="flex h-9 flex-none items-center gap-3 border-t border-separator px-4 text-12 text-muted tabular-nums">
        <TextPosition
          scroller={scroller}
          rowHeight={ROW_HEIGHT}
          firstRow={firstBlock * ROWS_PER_BLOCK}
          index={index}
        />
        {children}
      </footer>
    </>
  );
}

interface RowProps {
  text: string;
  line?: number | undefined;
  gutter: string;
  className: string;
}

function Row({ text, line, gutter, className }: RowProps) {
  return (
    <div className={`flex items-center gap-3 pr-4 whitespace-pre ${className}`}>
      <span className="sticky left-0 flex h-full flex-none items-center bg-canvas pl-4 text-muted select-none">
        <span className="text-right" style={{ width: gutter }}>
          {line}
        </span>
      </span>
      <span>{text}</span>
    </div>
  );
}

function widest(blocks: readonly (readonly TextRow[] | undefined)[]): string {
  let long = '';
  for (const rows of blocks) for (const { text } of rows ?? []) if (text.length > long.length) long = text;
  return long;
}

function useBlocks(url: string, { blocks, bytes }: TextIndex, wanted: readonly number[]) {
  return useQueries({
    queries: wanted.map((number) => {
      const block = blocks[number] ?? { offset: 0, lines: 0, startsLine: true };
      const end = blocks[number + 1]?.offset ?? bytes;
      return artifactRangeOptions(url, block.offset, end, (read) => rowsOf(read, block));
    }),
    combine: dataOf,
  });
}

function dataOf(results: readonly { data: TextRow[] | undefined }[]) {
  return results.map(({ data }) => data);
}
