import { columnsOf } from './columns.tsx';
import { RunRowSkeleton } from './RunRow.tsx';

const ROWS = 12;
const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 52;

// As many as most experiments show, so that what is drawn at first stays in place.
const columns = columnsOf(
  ['1', '2', '3', '4'],
  ['1', '2', '3'].map((key) => ({ key, isNumeric: true })),
);
const template = columns.map(({ width }) => width).join(' ');

/** The table before its first page, with rows where they will be. */
export function RunsTableSkeleton() {
  return (
    <div className="relative min-h-0 flex-1 overflow-hidden" aria-busy="true">
      <div className="border-b border-separator" style={{ height: HEADER_HEIGHT }} />
      {Array.from({ length: ROWS }, (_, index) => HEADER_HEIGHT + index * ROW_HEIGHT).map((top) => (
        <RunRowSkeleton key={top} top={top} columns={columns} template={template} />
      ))}
    </div>
  );
}
