import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { moveColumn } from './arrange-columns.ts';
import { columnEntries } from './column-menu.ts';
import { NAME_COLUMN } from './columns.tsx';
import type { Lane } from './lanes.ts';
import { useRunsView } from './runs-view.ts';
import type { TableHeader } from './use-table-columns.ts';

interface HeaderCellProps {
  lane: Lane;
  header: TableHeader;
  shown: readonly string[];
  colIndex: number;
}

const DRAGGED_COLUMN = 'application/x-tidemark-column';
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** A column's head: press to sort, with Shift to sort by it after others, drag to move, drag its edge to resize. */
export function HeaderCell({ lane, header, shown, colIndex }: HeaderCellProps) {
  const [isTarget, setTarget] = useState(false);
  const { column, isNumeric, opensGroup, width } = lane;
  const isGrouped = useRunsView(({ view }) => view.groupBy.length > 0);
  const sorted = header.column.getIsSorted();
  const resize = header.getResizeHandler();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setTarget(false);
    moveColumn(shown, event.dataTransfer.getData(DRAGGED_COLUMN), column.id);
  };
  return (
    <div
      role="columnheader"
      aria-label={labelOf(lane)}
      aria-colindex={colIndex}
      aria-sort={sorted ? ARIA_SORT[sorted] : 'none'}
      data-header={column.id}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED_COLUMN)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={onDrop}
      className={`group/head relative flex flex-none flex-col justify-end ${opensGroup ? 'border-l border-separator' : ''} ${isTarget ? 'bg-selected' : ''}`}
      style={{ width }}
    >
      {opensGroup && (
        <span aria-hidden="true" className="absolute top-1 left-2 whitespace-nowrap text-11">
          {column.group === 'Metrics' && isGrouped ? 'Metrics, mean of each group' : column.group}
        </span>
      )}
      <div className={`flex h-6 items-center px-2 ${isNumeric ? 'justify-end' : ''}`}>
        <SortButton lane={lane} header={header} isDraggable={column.id !== NAME_COLUMN} />
      </div>
      <div
        className={`invisible absolute bottom-0 ${isNumeric ? 'left-0' : 'right-1'} bg-canvas group-focus-within/head:visible group-hover/head:visible has-data-[state=open]:visible`}
      >
        <Menu entries={columnEntries(lane, header, shown)} align="end">
          <IconButton icon={ChevronDown} label={`Options of ${column.label}`} />
        </Menu>
      </div>
      <div
        aria-hidden="true"
        onMouseDown={resize}
        onTouchStart={resize}
        onDoubleClick={() => header.column.resetSize()}
        className={`absolute inset-y-0 -right-0.5 z-10 w-1.5 cursor-col-resize hover:bg-outline ${header.column.getIsResizing() ? 'bg-accent' : ''}`}
      />
    </div>
  );
}

interface SortButtonProps {
  lane: Lane;
  header: TableHeader;
  isDraggable: boolean;
}

function labelOf({ column, which }: Lane): string {
  return which === 'last' ? column.label : `${column.label} ${which}`;
}

function SortButton({ lane, header, isDraggable }: SortButtonProps) {
  const { column, which } = lane;
  const sorted = header.column.getIsSorted();
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  const sortIndex = header.column.getSortIndex();
  const hint =
    column.field === undefined ? column.label : `${column.field}${which === 'last' ? '' : `, its ${which}`}`;
  return (
    <Tooltip content={<code className="font-mono break-all">{hint}</code>}>
      <button
        type="button"
        draggable={isDraggable}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(DRAGGED_COLUMN, column.id);
          // Dropped on text, the filter above all, it writes what addresses the column.
          dataTransfer.setData('text/plain', column.field ?? column.label);
        }}
        onClick={header.column.getToggleSortingHandler()}
        className="flex min-w-0 items-center gap-1 font-medium hover:text-ink"
      >
        <span className={`truncate ${sorted ? 'text-ink' : ''}`}>{labelOf(lane)}</span>
        {sorted && <Arrow className="size-3! text-accent-ink" />}
        {sorted && sortIndex > 0 && <span className="text-accent-ink tabular-nums">{sortIndex + 1}</span>}
      </button>
    </Tooltip>
  );
}
