import {
  BellPlus,
  Copy,
  ExternalLink,
  Eye,
  Filter,
  FilterX,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  SquareCheck,
  StickyNote,
  Tag,
  Trash2,
} from 'lucide-react';
import type { RunRowData } from '../../../contract/index.ts';
import { printFilter } from '../../../filter/index.ts';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { equalsClause, narrowed } from '../../filter-editor/field-text.ts';
import { openNewRule } from '../../rule-dialog.ts';
import { countOfRuns, deleteWithUndo, restoreWithUndo } from './change-runs.ts';
import { type Column, cellText, columnOf, filterValue } from './columns.tsx';
import type { RowActions } from './row-actions.ts';
import { openRunDialog } from './run-dialog.ts';
import { fieldOfColumn } from './runs-request.ts';
import { useRunsView } from './runs-view.ts';
import { useTicks } from './ticks.ts';

const LONGEST_LABEL = 48;

/** What can be done with a run, and with the value of its cell that was right-clicked. */
export function runEntries(row: RunRowData, columnId: string | undefined, actions: RowActions): MenuEntry[] {
  const { view, change } = useRunsView.getState();
  const { ticked } = useTicks.getState();
  const { run_id, experiment_id } = row;
  // What is done to a ticked run is done to all ticked ones.
  const runIds = ticked.has(run_id) ? [...ticked] : [run_id];
  const isPinned = view.pinnedRuns.includes(run_id);
  const others = view.pinnedRuns.filter((id) => id !== run_id);
  const column = columnId === undefined ? undefined : columnOf(columnId);
  return [
    { label: 'Open', icon: ExternalLink, keys: 'Enter', onSelect: () => actions.open(run_id, experiment_id) },
    ...(column ? cellEntries(column, row) : []),
    copyEntry('Copy run ID', run_id),
    'separator',
    {
      label: ticked.has(run_id) ? 'Do not select' : 'Select',
      icon: SquareCheck,
      keys: 'x',
      onSelect: () => actions.tick(run_id, false),
    },
    { label: 'In charts or not', icon: Eye, keys: 'e', onSelect: () => actions.toggleEye(run_id) },
    {
      label: isPinned ? 'Unpin' : 'Pin at the top',
      icon: isPinned ? PinOff : Pin,
      keys: 'p',
      onSelect: () => change({ pinnedRuns: isPinned ? others : [...others, run_id] }),
    },
    'separator',
    ...(runIds.length === 1
      ? [{ label: 'Rename…', icon: Pencil, onSelect: () => openRunDialog({ kind: 'rename', runIds }) }]
      : []),
    { label: 'Edit note', icon: StickyNote, onSelect: () => actions.editNote(run_id) },
    {
      label: `Tag ${countOfRuns(runIds.length)}…`,
      icon: Tag,
      onSelect: () => openRunDialog({ kind: 'tag', runIds }),
    },
    {
      label: `Move ${countOfRuns(runIds.length)}…`,
      icon: FolderInput,
      onSelect: () => openRunDialog({ kind: 'move', runIds }),
    },
    {
      label: runIds.length === 1 ? 'Alert me…' : `Alert me of ${countOfRuns(runIds.length)}…`,
      icon: BellPlus,
      isDisabled: view.isDeleted,
      onSelect: () => openNewRule({ scope: { run_ids: [...runIds] } }),
    },
    view.isDeleted
      ? {
          label: `Restore ${countOfRuns(runIds.length)}`,
          icon: RotateCcw,
          onSelect: () => void restoreWithUndo(runIds),
        }
      : {
          label: `Delete ${countOfRuns(runIds.length)}`,
          icon: Trash2,
          keys: 'Delete',
          isDanger: true,
          onSelect: () => void deleteWithUndo(runIds),
        },
  ];
}

function cellEntries(column: Column, row: RunRowData): MenuEntry[] {
  const text = cellText(column, row, 'last');
  return [
    'separator',
    ...filterEntry(column, row, true),
    ...filterEntry(column, row, false),
    ...(text === undefined ? [] : [copyEntry('Copy value', text)]),
  ];
}

function filterEntry(column: Column, row: RunRowData, isEqual: boolean): MenuEntry[] {
  const field = fieldOfColumn(column);
  const value = filterValue(column, row);
  // A metric that is missing or not finite cannot be asked for.
  if (field === undefined || (field.kind === 'metric' && (value === undefined || !Number.isFinite(value))))
    return [];
  const clause = equalsClause(field, value, isEqual);
  const text = printFilter(clause);
  return [
    {
      label: text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL)}…` : text,
      icon: isEqual ? Filter : FilterX,
      onSelect: () => {
        const { view, change } = useRunsView.getState();
        change({ filter: narrowed(view.filter, clause) });
      },
    },
  ];
}

function copyEntry(label: string, text: string): MenuEntry {
  return { label, icon: Copy, onSelect: () => void navigator.clipboard.writeText(text) };
}
