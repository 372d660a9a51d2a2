import { ArrowDown, ArrowUp } from 'lucide-react';
import { CREATED, GRID } from './ExperimentRow.tsx';
import type { ExperimentTable } from './use-experiment-table.ts';

const SORTED = { asc: 'ascending', desc: 'descending' } as const;

export function ExperimentsHeader({ table }: { table: ExperimentTable }) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`sticky top-0 z-10 h-7 border-b border-separator bg-canvas text-11 font-medium text-muted ${GRID}`}
    >
      <span role="columnheader" className="grid place-items-center">
        <input
          type="checkbox"
          aria-label="Tick all"
          checked={table.getIsAllRowsSelected()}
          ref={(box) => {
            if (box) box.indeterminate = !table.getIsAllRowsSelected() && table.getIsSomeRowsSelected();
          }}
          onChange={(event) => table.toggleAllRowsSelected(event.target.checked)}
          className="accent-action"
        />
      </span>
      <Sortable table={table} id="name" label="Name" />
      <Sortable table={table} id="runs" label="Runs" isRight />
      <span role="columnheader">Note</span>
      <span role="columnheader">Tags</span>
      <Sortable table={table} id="active" label="Last activity" />
      <Sortable table={table} id="created" label="Created" className={CREATED} />
    </div>
  );
}

interface SortableProps {
  table: ExperimentTable;
  id: string;
  label: string;
  isRight?: boolean;
  className?: string;
}

function Sortable({ table, id, label, isRight = false, className = '' }: SortableProps) {
  const column = table.getColumn(id);
  const direction = column?.getIsSorted() ?? false;
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <span
      role="columnheader"
      aria-sort={direction === false ? 'none' : SORTED[direction]}
      className={className}
    >
      <button
        type="button"
        onClick={column?.getToggleSortingHandler()}
        className={`flex h-6 items-center gap-1 whitespace-nowrap rounded-sm hover:text-ink ${isRight ? 'mr-2 ml-auto flex-row-reverse' : ''}`}
      >
        {label}
        <Arrow className={`size-3.5! ${direction === false ? 'invisible' : ''}`} />
      </button>
    </span>
  );
}
