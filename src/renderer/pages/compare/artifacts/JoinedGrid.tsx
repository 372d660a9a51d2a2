import { useVirtualizer } from '@tanstack/react-virtual';
import { Minus, Plus } from 'lucide-react';
import { useRef } from 'react';
import { deltaText } from '../deltas.ts';
import { type JoinedRow, numbersOf } from './table-join.ts';

const ROW = 28;
const CHARACTER_WIDTH = 7.5;
const MEASURED_ROWS = 50;
const KEY_LEAST = 80;

interface JoinedGridProps {
  label: string;
  keyName: string;
  columns: readonly string[];
  rows: readonly JoinedRow[];
}

/** Rows of two tables by key: a cell that changed says what it was and what it is. Rows and columns in view are in the page. */
export function JoinedGrid({ label, keyName, columns, rows }: JoinedGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const keyWidth = Math.max(
    KEY_LEAST,
    widthFor([keyName, ...rows.slice(0, MEASURED_ROWS).map(({ key }) => key)]) + 20,
  );
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    paddingStart: ROW,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columnWidth(columns[index] ?? '', index, rows),
    overscan: 3,
    paddingStart: keyWidth,
  });
  const shown = across.getVirtualItems();
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto text-12"
    >
      <div className="relative" style={{ height: down.getTotalSize(), width: across.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 border-b border-separator bg-canvas text-11 font-medium text-muted"
          style={{ height: ROW }}
        >
          <span
            role="columnheader"
            className="sticky left-0 z-10 flex h-full items-center bg-canvas px-3"
            style={{ width: keyWidth }}
          >
            {keyName}
          </span>
          {shown.map(({ index, start, size }) => (
            <span
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              title={columns[index]}
              className="absolute inset-y-0 truncate px-3 leading-7"
              style={{ left: start, width: size }}
            >
              {columns[index]}
            </span>
          ))}
        </div>
        {down.getVirtualItems().map(({ index: at, start: top }) => {
          const row = rows[at];
          if (row === undefined) return null;
          return (
            <div
              key={at}
              role="row"
              aria-rowindex={at + 2}
              className={`absolute left-0 hover:bg-hover ${row.left && row.right ? '' : 'text-soft'}`}
              style={{ top, height: ROW, width: across.getTotalSize() }}
            >
              <span
                role="rowheader"
                title={row.key}
                className="sticky left-0 z-10 flex h-full items-center gap-1.5 bg-canvas px-3 font-mono"
                style={{ width: keyWidth }}
              >
                <span className="min-w-0 truncate">{row.key}</span>
                {!row.right && (
                  <Minus aria-label="only on the left" className="size-3! flex-none text-failed" />
                )}
                {!row.left && (
                  <Plus aria-label="only on the right" className="size-3! flex-none text-accent-ink" />
                )}
              </span>
              {shown.map(({ index, start, size }) => (
                <Cell key={index} row={row} index={index} start={start} size={size} />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface CellProps {
  row: JoinedRow;
  index: number;
  start: number;
  size: number;
}

function Cell({ row, index, start, size }: CellProps) {
  const before = row.left?.[index];
  const after = row.right?.[index];
  const isChanged = row.changed.includes(index);
  return (
    <span
      role="cell"
      aria-colindex={index + 2}
      title={isChanged ? changeText(before ?? '', after ?? '') : (after ?? before)}
      className={`absolute inset-y-0 truncate px-3 font-mono leading-7 ${isChanged ? 'bg-accent/12' : ''}`}
      style={{ left: start, width: size }}
    >
      {isChanged ? (
        <>
          <del className="text-muted">{before === '' ? '(empty)' : before}</del>{' '}
          <ins className="font-medium no-underline">{after === '' ? '(empty)' : after}</ins>
        </>
      ) : (
        (after ?? before)
      )}
    </span>
  );
}

function changeText(before: string, after: string): string {
  const pair = numbersOf(before, after);
  const delta = pair && deltaText(pair[1], pair[0]);
  return `${before} → ${after}${delta === undefined ? '' : `, ${delta}`}`;
}

/** Wide enough for the name and for what the first rows were and are. */
function columnWidth(name: string, index: number, rows: readonly JoinedRow[]): number {
  const texts = rows
    .slice(0, MEASURED_ROWS)
    .map(({ left, right, changed }) =>
      changed.includes(index)
        ? `${left?.[index] ?? ''} ${right?.[index] ?? ''}`
        : (right?.[index] ?? left?.[index] ?? ''),
    );
  return widthFor([name, ...texts]);
}

function widthFor(texts: readonly string[]): number {
  const characters = texts.reduce((most, text) => Math.max(most, text.length), 0);
  return Math.round(Math.min(360, Math.max(64, characters * CHARACTER_WIDTH + 28)));
}
