import { type Lanes, LEAD_WIDTH } from './lanes.ts';

/** Holds the place of a run that is on its way. */
export function RowSkeleton({ top, lanes }: { top: number; lanes: Lanes }) {
  return (
    <div
      aria-hidden="true"
      data-placeholder=""
      className="absolute left-0 flex h-7 animate-appear items-center"
      style={{ top }}
    >
      <div className="sticky left-0 flex flex-none items-center" style={{ paddingLeft: LEAD_WIDTH }}>
        {lanes.pinned.map(({ column, width }) => (
          <div key={column.id} className="px-2" style={{ width }}>
            <div className="h-2 w-3/5 rounded-sm bg-selected" />
          </div>
        ))}
      </div>
      <div className="flex-none" style={{ width: lanes.before }} />
      {lanes.visible.map(({ column, width }) => (
        <div key={column.id} className="flex-none px-2" style={{ width }}>
          <div className="h-2 w-3/5 rounded-sm bg-selected" />
        </div>
      ))}
    </div>
  );
}
