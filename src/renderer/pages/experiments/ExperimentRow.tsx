import { ChevronRight, Folder } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { Link } from 'react-router';
import { RelativeTime } from '../../components/Time.tsx';
import { countExperiments } from '../../experiment-tree.ts';
import { noteOf, ownTags } from './experiment-actions.ts';
import type { ExperimentTableRow } from './use-experiment-table.ts';

/** The columns of header and rows alike. */
export const GRID =
  'grid grid-cols-[40px_minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_104px_104px] items-center gap-x-2 pr-4';
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
  isDeleted,
}: ExperimentRowProps) {
  const { label, experiment, children } = row.original;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-selected={isActive}
      {...(children && { 'aria-expanded': isExpanded })}
      onPointerDown={() => onActivate(row.id)}
      style={{ top }}
      className={`absolute inset-x-0 h-9 border-b border-separator hover:bg-hover aria-selected:bg-selected ${GRID}`}
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
          onClick={(event: MouseEvent) => row.getToggleSelectedHandler({ deselectParents: true })(event)}
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
            onClick={() => row.toggleExpanded()}
            className="flex min-w-0 items-center gap-1.5 text-13"
          >
            <ChevronRight
              className={`-mx-0.5 text-faint transition-transform ${isExpanded ? 'rotate-90' : ''}`}
            />
            <Folder className="text-faint" />
            <span className="truncate">{label}</span>
            <span className="text-12 text-muted">{countExperiments(row.original)}</span>
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
      <span role="gridcell" className="text-muted">
        {experiment && <RelativeTime time={experiment.last_update_time} />}
      </span>
      <span role="gridcell" className="text-muted">
        {experiment && <RelativeTime time={experiment.creation_time} />}
      </span>
    </div>
  );
}

/** Scrolling draws only the rows that come into view. */
export const ExperimentRow = memo(PlainRow);
