import { memo } from 'react';
import { HeaderCell } from './HeaderCell.tsx';
import { type Lane, type Lanes, LEAD_WIDTH } from './lanes.ts';
import { useTicks } from './ticks.ts';
import type { useTableColumns } from './use-table-columns.ts';

interface HeaderRowProps {
  table: ReturnType<typeof useTableColumns>;
  lanes: Lanes;
  /** Ids of all shown columns in their order. */
  shown: readonly string[];
  /** Runs that the box above the ticks ticks. */
  loadedRunIds: () => readonly string[];
}

/** The heads of the columns. Drawn anew only when columns change: scrolling passes it by. */
export const HeaderRow = memo(function HeaderRow({ table, lanes, shown, loadedRunIds }: HeaderRowProps) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  const draw = (lane: Lane, index: number) => {
    const header = headers.get(lane.column.id);
    return (
      header && (
        <HeaderCell key={lane.column.id} lane={lane} header={header} shown={shown} colIndex={index + 2} />
      )
    );
  };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="flex h-11 border-b border-separator bg-canvas text-11 text-muted"
    >
      <div role="presentation" className="sticky left-0 z-10 flex bg-canvas">
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label="Selection"
          className="flex flex-none items-end pb-0.5 pl-3"
          style={{ width: LEAD_WIDTH }}
        >
          <TickAll loadedRunIds={loadedRunIds} />
        </div>
        {lanes.pinned.map(draw)}
      </div>
      <div role="presentation" className="flex-none" style={{ width: lanes.before }} />
      {lanes.visible.map((lane, index) => draw(lane, lanes.firstVisible + index))}
    </div>
  );
});

function TickAll({ loadedRunIds }: { loadedRunIds: () => readonly string[] }) {
  const count = useTicks(({ ticked }) => ticked.size);
  const { setAll, clear } = useTicks.getState();
  const label = count > 0 ? 'Select none' : 'Select all runs that are loaded';
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={count > 0 ? 'mixed' : false}
      aria-label={label}
      title={label}
      onClick={() => (count > 0 ? clear() : setAll(loadedRunIds()))}
      className="grid size-6 place-items-center"
    >
      <span
        className={`grid size-3.5 place-items-center rounded-sm border ${count > 0 ? 'border-action bg-action' : 'border-outline'}`}
      >
        {count > 0 && <span className="h-0.5 w-2 rounded-sm bg-on-action" />}
      </span>
    </button>
  );
}
