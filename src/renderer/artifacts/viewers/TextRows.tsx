import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { artifactRangeOptions } from '../../queries/artifacts.ts';
import { cutAtMatches } from '../byte-search.ts';
import { ROWS_PER_BLOCK, rowsOf, type TextRow } from '../text-rows.ts';
import type { TextIndex } from '../use-text-index.ts';
import { TextPosition } from './TextPosition.tsx';

const ROW_HEIGHT = 18;
/** Pixels from the end that count as the end. */
const END_WITHIN = 24;

interface TextRowsProps {
  /** The name of the text where several are shown. */
  label?: string;
  url: string;
  index: TextIndex;
  /** The blocks that are scrolled through: from this one on, so many at most. */
  firstBlock: number;
  mostBlocks: number;
  /** The row to bring into view; a new object goes there again. */
  target: { row: number } | undefined;
  /** The row that stands out. */
  marked: number | undefined;
  /** What is marked wherever it stands. */
  found: string;
  /** Told when the end comes into view or leaves it. */
  onEnd?: ((isAtEnd: boolean) => void) | undefined;
  /** Goes on at the end while the text grows. */
  keepsAtEnd: boolean;
  /** Stands in the line below, after the position. */
  children: ReactNode;
}

/** What is placed is a block of rows: a list of a million single rows takes a moment to lay out, and longer with every change. */
export function TextRows({
  label = 'Text',
  url,
  index,
  firstBlock,
  mostBlocks,
  target,
  marked,
  found,
  onEnd,
  keepsAtEnd,
  children,
}: TextRowsProps) {
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
  const { rows } = index;
  useLayoutEffect(() => {
    if (keepsAtEnd && rows > 0 && scroller.current)
      scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [keepsAtEnd, rows]);
  const gutter = `${String(index.lines).length + 1}ch`;
  return (
    <>
      <div
        ref={scroller}
        role="region"
        aria-label={label}
        // Scrolled by keys, so it takes the focus.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          onEnd?.(scrollTop + clientHeight > scrollHeight - END_WITHIN)
        }
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
                  found={found}
                  className={`h-4.5 ${(firstBlock + item.index) * ROWS_PER_BLOCK + row === marked ? 'bg-selected' : ''}`}
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
  found?: string;
  className: string;
}

function Row({ text, line, gutter, found = '', className }: RowProps) {
  return (
    <div className={`flex items-center gap-3 pr-4 whitespace-pre ${className}`}>
      <span className="sticky left-0 flex h-full flex-none items-center bg-canvas pl-4 text-muted select-none">
        <span className="text-right" style={{ width: gutter }}>
          {line}
        </span>
      </span>
      <span>{found === '' ? text : cutAtMatches(text, found).map(piece)}</span>
    </div>
  );
}

/** Pieces at odd places are matches. They have an order and nothing else. */
function piece(text: string, at: number): ReactNode {
  return at % 2 === 0 ? (
    text
  ) : (
    <mark key={at} className="rounded-xs bg-accent/25 text-ink">
      {text}
    </mark>
  );
}

function widest(blocks: readonly (readonly TextRow[] | undefined)[]): string {
  let long = '';
  for (const rows of blocks) for (const { text } of rows ?? []) if (text.length > long.length) long = text;
  return long;
}

function useBlocks(url: string, { blocks, bytes, generation }: TextIndex, wanted: readonly number[]) {
  const read = useQueries({
    queries: wanted.map((number) => {
      const block = blocks[number] ?? { offset: 0, lines: 0, startsLine: true };
      const end = blocks[number + 1]?.offset ?? bytes;
      return artifactRangeOptions(url, block.offset, end, generation, (read) => rowsOf(read, block));
    }),
  }).map(({ data }) => data);
  // A block that grows is read anew, and what was read of it before stands until then.
  const [before, setBefore] = useState<ReadonlyMap<string, TextRow[]>>(new Map());
  const idOf = (number: number) => `${generation} ${number}`;
  const shown = wanted.map((number, at) => read[at] ?? before.get(idOf(number)));
  useEffect(() => {
    if (read.some((rows, at) => rows !== undefined && before.get(idOf(wanted[at] ?? 0)) !== rows))
      setBefore(new Map(wanted.flatMap((number, at) => (shown[at] ? [[idOf(number), shown[at]]] : []))));
  });
  return shown;
}
