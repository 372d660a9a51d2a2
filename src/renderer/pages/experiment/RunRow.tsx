import { type MouseEvent, memo } from 'react';
import { Link } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import type { Column } from './columns.tsx';

interface RowProps {
  top: number;
  columns: readonly Column[];
  template: string;
}

interface RunRowProps extends RowProps {
  run: Run;
  index: number;
  isActive: boolean;
  onOpen: (runId: string) => void;
}

const HEADER_ROWS = 2;

/** One run. The whole row opens it; the name is a link, so that it opens in a new tab too. */
export const RunRow = memo(function RunRow({
  run,
  index,
  top,
  columns,
  template,
  isActive,
  onOpen,
}: RunRowProps) {
  const { run_id, experiment_id } = run.info;
  const background = isActive ? 'bg-selected' : 'bg-canvas group-hover/row:bg-hover';
  return (
    <div
      role="row"
      id={`run-${run_id}`}
      aria-rowindex={index + 1 + HEADER_ROWS}
      aria-selected={isActive}
      onClick={(event) => {
        if (!opensElsewhere(event)) onOpen(run_id);
      }}
      className="group/row absolute inset-x-0 grid h-7 cursor-default"
      style={{ top, gridTemplateColumns: template }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          title={column.full?.(run)}
          className={`${cellClass(columns, at, background)} ${column.isNumeric ? 'font-mono' : ''}`}
        >
          {at === 0 ? (
            <Link
              to={`/experiments/${experiment_id}/runs/${run_id}`}
              tabIndex={-1}
              onClick={(event) => {
                // The row opens it and remembers the place in the list.
                if (!opensElsewhere(event)) event.preventDefault();
              }}
              className="truncate font-medium"
            >
              {column.cell(run)}
            </Link>
          ) : (
            <span className="truncate">{column.cell(run)}</span>
          )}
        </div>
      ))}
    </div>
  );
});

function opensElsewhere(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey;
}

/** Holds the place of a run that is on its way. */
export function RunRowSkeleton({ top, columns, template }: RowProps) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 grid h-7 animate-appear"
      style={{ top, gridTemplateColumns: template }}
    >
      {columns.map((column, at) => (
        <div key={column.id} className={cellClass(columns, at, '')}>
          <div className="h-2 w-3/5 rounded-sm bg-selected" />
        </div>
      ))}
    </div>
  );
}

/** Place and alignment of a column's cells. The first column stays in view when the table is scrolled sideways. */
export function cellClass(columns: readonly Column[], index: number, background: string): string {
  const column = columns[index];
  const opensGroup = index > 0 && column?.group !== columns[index - 1]?.group;
  return [
    'flex min-w-0 items-center whitespace-nowrap',
    index === 0 ? 'sticky left-0 z-10 pr-2 pl-4' : 'px-2',
    column?.isNumeric ? 'justify-end' : '',
    opensGroup ? 'border-l border-separator' : '',
    background,
  ].join(' ');
}
