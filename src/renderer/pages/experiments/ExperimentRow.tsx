import { ChevronRight, Folder } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { Link } from 'react-router';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount } from '../../format.ts';
import { noteOf, ownTags } from './experiment-actions.ts';
import type { ExperimentLine } from './experiment-rows.ts';
import type { ExperimentTableRow } from './use-experiment-table.ts';

/** The columns of header and rows alike. */
export const GRID =
  'grid grid-cols-[40px_minmax(0,5fr)_112px_minmax(0,4fr)_minmax(0,3fr)_88px] xl:grid-cols-[40px_minmax(0,5fr)_128px_minmax(0,4fr)_minmax(0,3fr)_96px_96px] items-center gap-x-3 pr-4';
/** Only where there is room. */
export const CREATED = 'max-xl:hidden';
const INDENT = 18;
const MOST_TAGS = 4;

/** How much of a row is ticked: of a folder it may be some. */
type Tick = 'all' | 'some' | 'none';

export function tickOf(row: ExperimentTableRow): Tick {
  if (row.getIsSelected() || row.getIsAllSubRowsSelected()) return 'all';
  return row.getIsSomeSelected() ? 'some' : 'none';
}

interface ExperimentRowProps {
  row: ExperimentTableRow;
  top: number;
  index: number;
  isActive: boolean;
  tick: Tick;
  isExpanded: boolean;
  onActivate: (id: string) => void;
  onTick: (id: string, isRange: boolean) => void;
  onOpen: (id: string) => void;
  isDeleted: boolean;
}

function PlainRow({
  row,
  top,
  index,
  isActive,
  tick,
  isExpanded,
  onActivate,
  onTick,
  onOpen,
  isDeleted,
}: ExperimentRowProps) {
  const { label, experiment, children, activeTime, creationTime } = row.original;
  return (
    <div
      role="row"
      id={`experiment-row-${row.id}`}
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-selected={isActive}
      {...(children && { 'aria-expanded': isExpanded })}
      // A range begins at the row that was active before, so a press with Shift does not activate.
      onPointerDown={(event) => !event.shiftKey && onActivate(row.id)}
      onClick={(event) => {
        const isWith = event.shiftKey || event.metaKey || event.ctrlKey;
        if (isWith && !isOn(event, 'a, input')) onTick(row.id, event.shiftKey);
      }}
      onDoubleClick={(event) => !isOn(event, 'a, button, input') && onOpen(row.id)}
      style={{ top }}
      className={`absolute inset-x-0 h-9 cursor-default select-none border-b border-separator ${isActive || tick === 'all' ? 'bg-selected' : 'hover:bg-hover'} ${GRID}`}
    >
      <span role="gridcell" className="grid place-items-center">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Tick ${label}`}
          checked={tick === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = tick === 'some';
          }}
          onChange={() => undefined}
          onClick={(event) => onTick(row.id, event.shiftKey)}
          className="accent-action"
        />
      </span>
      <span
        role="gridcell"
        className="flex min-w-0 items-center gap-1.5"
        style={{ paddingLeft: row.depth * INDENT + (children ? 0 : INDENT) }}
      >
        {children ? (
          <button
            type="button"
            tabIndex={-1}
            title={label}
            onClick={(event) => !event.shiftKey && !event.metaKey && !event.ctrlKey && row.toggleExpanded()}
            className="flex min-w-0 items-center gap-1.5 text-13"
          >
            <ChevronRight
              className={`-mx-0.5 text-faint transition-transform ${isExpanded ? 'rotate-90' : ''}`}
            />
            <Folder className="text-faint" />
            <span className="truncate">{label}</span>
            <span className="text-12 text-muted tabular-nums">{formatCount(row.original.experiments)}</span>
          </button>
        ) : (
          <Link
            to={`/experiments/${row.id}`}
            tabIndex={-1}
            title={experiment?.name}
            className={`truncate text-13 hover:underline ${isDeleted ? 'text-soft line-through' : ''}`}
          >
            {label}
          </Link>
        )}
      </span>
      <RunCount line={row.original} />
      <span role="gridcell" className="truncate text-muted" title={experiment && noteOf(experiment)}>
        {experiment && noteOf(experiment).split('\n', 1)}
      </span>
      <span role="gridcell" className="flex min-w-0 gap-1 overflow-hidden">
        {experiment &&
          ownTags(experiment)
            .slice(0, MOST_TAGS)
            .map(({ key, value }) => (
              <span
                key={key}
                title={`${key}: ${value}`}
                className="truncate rounded-sm bg-hover px-1.5 py-0.5 text-11 text-soft"
              >
                {key}: {value}
              </span>
            ))}
      </span>
      <span role="gridcell" className="truncate text-muted">
        <RelativeTime time={activeTime} />
      </span>
      <span role="gridcell" className={`truncate text-muted ${CREATED}`}>
        <RelativeTime time={creationTime} />
      </span>
    </div>
  );
}

/** How many active runs there are, and of those that say RUNNING, whether they do. */
function RunCount({ line: { runs, running, interrupted } }: { line: ExperimentLine }) {
  return (
    <span role="gridcell" className="flex min-w-0 items-center justify-end gap-2 pr-2 tabular-nums">
      {running > 0 ? (
        <span className="flex items-center gap-1.5 truncate text-accent-ink">
          <span className="size-1.5 flex-none rounded-full bg-accent motion-safe:animate-pulse-slow" />
          {formatCount(running)} running
        </span>
      ) : (
        interrupted > 0 && (
          <span className="truncate text-killed">{formatCount(interrupted)} interrupted</span>
        )
      )}
      {runs !== undefined && (
        <span className={`font-mono ${runs === 0 ? 'text-faint' : ''}`}>{formatCount(runs)}</span>
      )}
    </span>
  );
}

function isOn(event: MouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

/** Scrolling draws only the rows that come into view. */
export const ExperimentRow = memo(PlainRow);
