import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatCount } from '../format.ts';
import type { TableColumn } from './table-source.ts';

const ROW_HEIGHT = 28;
const CHARACTER_WIDTH = 7.5;
const DOT_WIDTH = 14;
const MEASURED_ROWS = 50;
const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const NO_ROWS: never[] = [];

interface DataTableProps {
  label: string;
  columns: readonly TableColumn[];
  rowCount: number;
  /** A row's cells; undefined while they are on their way. */
  rowAt: (row: number) => readonly string[] | undefined;
  /** Told which rows come into view, so that they can be read. */
  onShown?: (first: number, last: number) => void;
  /** The column that the rows are sorted by, where `onSort` lets a person choose one. */
  sort?: { column: number; isDescending: boolean } | undefined;
  onSort?: (column: number) => void;
  /** A dot before the first cell. */
  rowColour?: (row: number) => string;
}

/** Rows and columns of any number: those in view are in the page. Columns are made wider by their right edge. */
export function DataTable(props: DataTableProps) {
  const { rowCount, rowAt, onShown } = props;
  const isWaiting = rowCount > 0 && rowAt(0) === undefined;
  useEffect(() => {
    if (isWaiting) onShown?.(0, 0);
  }, [isWaiting, onShown]);
  return isWaiting ? <div className="min-h-0 flex-1" /> : <Grid {...props} />;
}

/** The first rows are there, and the columns as wide as they ask for. */
function Grid(props: DataTableProps) {
  const { label, columns, rowCount, rowAt, onShown, sort, onSort, rowColour } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [definitions] = useState(() =>
    columns.map(({ name }, index) => ({
      id: String(index),
      header: name,
      size: widthOf(columns, index, rowAt) + (index === 0 && rowColour ? DOT_WIDTH : 0),
      minSize: 48,
    })),
  );
  const table = useTable({ features, columns: definitions, data: NO_ROWS, columnResizeMode: 'onChange' });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const numberWidth = 24 + CHARACTER_WIDTH * String(rowCount).length;
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    paddingStart: ROW_HEIGHT,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: headers.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => headers[index]?.getSize() ?? 120,
    overscan: 4,
    paddingStart: numberWidth,
  });
  const layout = table.state.columnSizing;
  useLayoutEffect(() => {
    if (layout) across.measure();
  }, [layout, across]);
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => onShown?.(first, last), [first, last, onShown]);
  const shown = across.getVirtualItems();
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={headers.length}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto text-12"
    >
      <div className="relative" style={{ height: rows.getTotalSize(), width: across.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className="group/heads sticky top-0 z-10 h-7 border-b border-separator bg-canvas text-11 font-medium text-muted"
        >
          {shown.map(({ index, start, size }) => {
            const header = headers[index];
            return (
              header && (
                <span
                  key={header.id}
                  role="columnheader"
                  aria-colindex={index + 1}
                  aria-sort={
                    sort?.column === index ? (sort.isDescending ? 'descending' : 'ascending') : undefined
                  }
                  className={`absolute inset-y-0 flex items-center px-3 ${columns[index]?.isNumeric ? 'justify-end' : ''}`}
                  style={{ left: start, width: size }}
                >
                  <ColumnName name={columns[index]?.name ?? ''} onSort={onSort && (() => onSort(index))}>
                    {sort?.column === index && (sort.isDescending ? <ArrowDown /> : <ArrowUp />)}
                  </ColumnName>
                  <span
                    aria-hidden="true"
                    onMouseDown={header.getResizeHandler()}
                    onDoubleClick={() => header.column.resetSize()}
                    className="absolute inset-y-1 right-0 w-1.5 cursor-col-resize border-r border-transparent group-hover/heads:border-separator hover:border-accent!"
                  />
                </span>
              )
            );
          })}
        </div>
        {rows.getVirtualItems().map((row) => {
          const cells = rowAt(row.index);
          return (
            <div
              key={row.key}
              role="row"
              aria-rowindex={row.index + 2}
              className="absolute left-0 h-7 hover:bg-hover"
              style={{ top: row.start, width: across.getTotalSize() }}
            >
              <span
                role="rowheader"
                className="absolute inset-y-0 left-0 flex items-center justify-end pr-2 font-mono text-11 text-muted tabular-nums"
                style={{ width: numberWidth }}
              >
                {formatCount(row.index)}
              </span>
              {shown.map(({ index, start, size }) => (
                <span
                  key={index}
                  role="cell"
                  aria-colindex={index + 1}
                  title={cells?.[index]}
                  className={`absolute inset-y-0 truncate px-3 leading-7 ${columns[index]?.isNumeric ? 'text-right font-mono' : ''}`}
                  style={{ left: start, width: size }}
                >
                  {index === 0 && rowColour && (
                    <span
                      className="mr-1.5 inline-block size-2 rounded-full"
                      style={{ background: rowColour(row.index) }}
                    />
                  )}
                  {cells?.[index]}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface ColumnNameProps {
  name: string;
  onSort: (() => void) | undefined;
  children: ReactNode;
}

function ColumnName({ name, onSort, children }: ColumnNameProps) {
  if (onSort === undefined)
    return (
      <span className="truncate" title={name}>
        {name}
      </span>
    );
  return (
    <button
      type="button"
      title={name}
      onClick={onSort}
      className="flex min-w-0 items-center gap-1 rounded-sm hover:text-ink"
    >
      <span className="truncate">{name}</span>
      {children}
    </button>
  );
}

/** Wide enough for the name and what the first rows hold, within reason. */
function widthOf(columns: readonly TableColumn[], column: number, rowAt: DataTableProps['rowAt']): number {
  const first = Array.from({ length: MEASURED_ROWS }, (_, row) => rowAt(row)?.[column]?.length ?? 0);
  const characters = Math.max(columns[column]?.name.length ?? 0, ...first);
  return Math.round(Math.min(360, Math.max(64, characters * CHARACTER_WIDTH + 28)));
}
