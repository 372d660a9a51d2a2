import { ChevronRight } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { useHovered } from '../../charts/hovered.ts';
import { cellContent, cellText, NAME_COLUMN, NOTE_COLUMN, NOTE_TAG } from './columns.tsx';
import { dragSource } from './drag-source.ts';
import type { RunEntry } from './entries.ts';
import type { Lane, Lanes } from './lanes.ts';
import { NoteField } from './NoteField.tsx';
import { RowLead } from './RowLead.tsx';
import { RunCells } from './RunCells.tsx';
import type { RowActions } from './row-actions.ts';
import { useTicks } from './ticks.ts';

export interface RunRowProps {
  entry: RunEntry;
  lanes: Lanes;
  /** Pixels from the top; without it the line stands where it is put. */
  top?: number;
  rowIndex: number;
  isActive: boolean;
  /** Whether charts draw the run. */
  isShown: boolean;
  isEditingNote: boolean;
  actions: RowActions;
}

const INDENT = 16;

/** One run. Its name is a link, so that it opens in a new tab too; a double click anywhere opens it. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { entry, lanes, top, rowIndex, isActive, isShown, isEditingNote, actions } = props;
  const { row } = entry;
  const isTicked = useTicks(({ ticked }) => ticked.has(row.run_id));
  const isHovered = useHovered(({ runId }) => runId === row.run_id);
  const background =
    isActive || isTicked ? 'bg-selected' : isHovered ? 'bg-hover' : 'bg-canvas group-hover/row:bg-hover';
  const content = (lane: Lane) => {
    if (lane.column.id === NAME_COLUMN) return <NameCell entry={entry} actions={actions} />;
    if (lane.column.id === NOTE_COLUMN && isEditingNote)
      return <NoteField note={row.tags[NOTE_TAG] ?? ''} runId={row.run_id} actions={actions} />;
    return <span className="truncate">{cellContent(lane.column, row, lane.which, lane.decimals)}</span>;
  };
  return (
    <div
      role="row"
      id={`${top === undefined ? 'pinned' : 'run'}-${row.run_id}`}
      data-key={entry.key}
      aria-rowindex={rowIndex}
      aria-level={entry.depth + 1}
      aria-selected={isActive}
      {...(entry.isExpandable && { 'aria-expanded': entry.isExpanded })}
      {...dragSource(row)}
      data-hovered={isHovered}
      onPointerEnter={() => useHovered.setState({ runId: row.run_id })}
      onPointerLeave={() => useHovered.setState({ runId: undefined })}
      onClick={(event) => press(event, row.run_id, actions)}
      onDoubleClick={(event) => {
        if (isOn(event, `[data-column="${NOTE_COLUMN}"]`)) actions.editNote(row.run_id);
        else if (!isOn(event, 'button, a, textarea')) actions.open(row.run_id, row.experiment_id);
      }}
      className={`group/row flex h-7 cursor-default [contain:layout_size_style] ${isEditingNote ? 'z-10' : ''} ${top === undefined ? 'relative' : 'absolute left-0'} ${isActive || isTicked ? 'bg-selected' : 'bg-canvas hover:bg-hover'}`}
      style={{ top, width: lanes.total, minWidth: '100%' }}
    >
      <RunCells
        lanes={lanes}
        lead={<RowLead row={row} isShown={isShown} actions={actions} />}
        background={background}
        cell={content}
        full={(lane) => cellText(lane.column, row, lane.which)}
      />
    </div>
  );
});

function press(event: MouseEvent, runId: string, actions: RowActions): void {
  if (isOn(event, 'button, textarea')) return;
  if (isOn(event, 'a')) return actions.activate(runId);
  if (event.shiftKey) return actions.tick(runId, true);
  if (event.metaKey || event.ctrlKey) return actions.tick(runId, false);
  actions.activate(runId);
}

function isOn(event: MouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

function NameCell({ entry, actions }: { entry: RunEntry; actions: RowActions }) {
  const { row, depth, isExpandable, isExpanded, key } = entry;
  return (
    <span className="flex min-w-0 items-center" style={{ paddingLeft: depth * INDENT }}>
      {isExpandable && (
        <button
          type="button"
          aria-label={`${isExpanded ? 'Fold' : 'Unfold'} ${row.children} ${row.children === 1 ? 'child run' : 'child runs'} of ${row.run_name}`}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => actions.toggleFold(key)}
          className="-ml-1 grid size-5 flex-none place-items-center rounded-sm text-muted hover:bg-selected"
        >
          <ChevronRight className={`size-3.5! ${isExpanded ? 'rotate-90' : ''}`} />
        </button>
      )}
      <a
        href={`/experiments/${row.experiment_id}/runs/${row.run_id}`}
        tabIndex={-1}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          // Opening remembers the place in the list. A router's Link costs a row as much as all its cells.
          event.preventDefault();
          actions.open(row.run_id, row.experiment_id);
        }}
        className="truncate font-medium hover:underline"
      >
        {row.run_name}
      </a>
      {isExpandable && (
        <span className="ml-1.5 flex-none text-11 text-muted tabular-nums">{row.children}</span>
      )}
    </span>
  );
}
