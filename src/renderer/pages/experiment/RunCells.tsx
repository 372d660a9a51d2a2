import type { ReactNode } from 'react';
import type { Lane, Lanes } from './lanes.ts';

interface RunCellsProps {
  lanes: Lanes;
  /** What stands before the cells of the line and stays in view with them. */
  lead: ReactNode;
  background: string;
  cell: (lane: Lane) => ReactNode;
  /** The whole value, where a cell shortens it. */
  full?: (lane: Lane) => string | undefined;
}

/** The cells of one line: those that stay at the left, then those in view. */
export function RunCells({ lanes, lead, background, cell, full }: RunCellsProps) {
  const draw = (lane: Lane, index: number) => (
    <div
      key={lane.column.id}
      role="gridcell"
      aria-colindex={index + 2}
      data-column={lane.column.id}
      title={full?.(lane)}
      className={cellClass(lane)}
      style={{ width: lane.width }}
    >
      {cell(lane)}
    </div>
  );
  return (
    <>
      <div role="presentation" className={`sticky left-0 z-10 flex ${background}`}>
        {lead}
        {lanes.pinned.map(draw)}
      </div>
      <div role="presentation" className="flex-none" style={{ width: lanes.before }} />
      {lanes.visible.map((lane, index) => draw(lane, lanes.firstVisible + index))}
    </>
  );
}

function cellClass({ column, isNumeric, opensGroup }: Lane): string {
  return [
    'relative flex flex-none items-center whitespace-nowrap px-2',
    isNumeric ? 'justify-end font-mono' : '',
    column.id === 'attributes.run_id' ? 'font-mono' : '',
    opensGroup ? 'border-l border-separator' : '',
  ].join(' ');
}
