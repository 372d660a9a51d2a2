import { HEADER_HEIGHT, ROW_HEIGHT } from './lanes.ts';

const ROWS = ['w-40', 'w-52', 'w-36', 'w-44', 'w-48', 'w-40', 'w-52', 'w-36', 'w-44', 'w-48'];

/** The table before its first page, with rows where they will be. */
export function RunsTableSkeleton() {
  return (
    <div className="relative min-h-0 flex-1 overflow-hidden" aria-busy="true">
      <div className="border-b border-separator" style={{ height: HEADER_HEIGHT }} />
      {ROWS.map((width, index) => (
        <div
          key={HEADER_HEIGHT + index * ROW_HEIGHT}
          className="flex h-7 animate-appear items-center pl-20"
          aria-hidden="true"
        >
          <div className={`h-2 rounded-sm bg-selected ${width}`} />
        </div>
      ))}
    </div>
  );
}
