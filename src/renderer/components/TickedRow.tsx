import type { MouseEvent, ReactNode } from 'react';
import type { TickedRowProps } from './use-ticked-list.ts';

/*
 * TickedRow: a line of a ListGrid that can be active and ticked, with its box as the first cell.
 *   id, rowId   what the list knows it by, and its element
 *   label       what it is, for the box
 *   columns     the classes of the grid
 *   index, top  as ListGrid gives them
 *   onOpen      on a double press
 *   children    the other cells
 */
interface RowProps extends TickedRowProps {
  id: string;
  rowId: string;
  label: string;
  columns: string;
  index: number;
  top: number;
  onOpen: (id: string) => void;
  children: ReactNode;
}

export function TickedRow({
  id,
  rowId,
  label,
  columns,
  index,
  top,
  isActive,
  isTicked,
  onActivate,
  onTick,
  onOpen,
  children,
}: RowProps) {
  return (
    <div
      role="row"
      id={rowId}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      // A range begins at the row that was active before, so a press with Shift does not activate.
      onPointerDown={(event) => !event.shiftKey && onActivate(id)}
      onClick={(event) => {
        const isWith = event.shiftKey || event.metaKey || event.ctrlKey;
        if (isWith && !isOn(event, 'a, input, button')) onTick(id, event.shiftKey);
      }}
      onDoubleClick={(event) => !isOn(event, 'a, button, input') && onOpen(id)}
      style={{ top }}
      className={`absolute inset-x-0 h-9 cursor-default select-none border-b border-separator ${isActive || isTicked ? 'bg-selected' : 'hover:bg-hover'} ${columns}`}
    >
      <span role="gridcell" className="grid place-items-center">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Tick ${label}`}
          checked={isTicked}
          onChange={() => undefined}
          onClick={(event) => onTick(id, event.shiftKey)}
        />
      </span>
      {children}
    </div>
  );
}

function isOn(event: MouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}
