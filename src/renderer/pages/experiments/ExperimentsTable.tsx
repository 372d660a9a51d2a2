import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Experiment } from '../../../contract/index.ts';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { type ExperimentPath, folderPathOf } from '../../experiment-tree.ts';
import { lineAfter } from '../../list-walk.ts';
import { useExperimentActivity } from '../../queries/experiment-activity.ts';
import { useKeys } from '../../use-keys.ts';
import { type DialogState, ExperimentDialog } from './ExperimentDialog.tsx';
import { ExperimentRow, tickOf } from './ExperimentRow.tsx';
import { ExperimentsHeader } from './ExperimentsHeader.tsx';
import { ExperimentsToolbar } from './ExperimentsToolbar.tsx';
import { experimentEntries, folderEntries } from './experiment-entries.ts';
import { experimentLines, experimentsOfLine } from './experiment-rows.ts';
import { tickedExperiments, tickRow, useExperimentTable } from './use-experiment-table.ts';

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 28;
const NO_IDS: readonly string[] = [];

interface ExperimentsTableProps {
  /** Those that the search leaves. */
  experiments: readonly Experiment[];
  /** The path of the folder that the list is of; empty for all. */
  folder: string;
  pathOf: (name: string) => ExperimentPath;
  isDeleted: boolean;
  search: string;
  onSearch: (text: string) => void;
}

export function ExperimentsTable({
  experiments,
  folder,
  pathOf,
  isDeleted,
  search,
  onSearch,
}: ExperimentsTableProps) {
  const ids = useMemo(() => experiments.map(({ experiment_id }) => experiment_id), [experiments]);
  // The runs of a deleted experiment are deleted with it: none of them is active.
  const { data: activities } = useExperimentActivity(isDeleted ? NO_IDS : ids);
  const lines = useMemo(
    () => experimentLines(experiments, pathOf, activities),
    [experiments, pathOf, activities],
  );
  const table = useExperimentTable(lines);
  const rows = table.getRowModel().rows;
  const [activeId, setActiveId] = useState<string>();
  const [dialog, setDialog] = useState<DialogState>();
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  useEffect(() => {
    // What is not shown any more is not ticked either.
    const shown = new Set(ids);
    table.setRowSelection((ticked) => {
      const kept = Object.entries(ticked).filter(([id]) => shown.has(id));
      return kept.length === Object.keys(ticked).length ? ticked : Object.fromEntries(kept);
    });
  }, [ids, table]);

  const ticked = tickedExperiments(table);
  const activeIndex = rows.findIndex(({ id }) => id === activeId);
  const active = rows[activeIndex];
  const subjects = () => {
    if (active === undefined) return ticked;
    const own = experimentsOfLine(active.original);
    return own.some(({ experiment_id }) => ticked.some((one) => one.experiment_id === experiment_id))
      ? ticked
      : own;
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActiveId(rows[index]?.id);
    virtual.scrollToIndex(index);
    scroller.current?.focus({ preventScroll: true });
    return true;
  };
  const ways = { onDialog: setDialog, onOpen: (path: string) => void navigate(path) };
  const activeFolder =
    active?.original.children && [folder, folderPathOf(active.id)].filter((part) => part !== '').join('/');
  const entries = () => [
    ...folderEntries(activeFolder, ways),
    ...experimentEntries(subjects(), isDeleted, ways),
  ];
  const latest = useRef({ activeId, table, navigate });
  latest.current = { activeId, table, navigate };
  const onTick = useCallback((id: string, isRange: boolean) => {
    const { activeId: from, table: now } = latest.current;
    const rowOf = (rowId: string) => now.getRowModel().rows.find((row) => row.id === rowId);
    const row = rowOf(id);
    if (row !== undefined) tickRow(row, isRange, from === undefined ? undefined : rowOf(from));
    setActiveId(id);
  }, []);
  const onOpen = useCallback((id: string) => {
    const row = latest.current.table.getRow(id, true);
    if (row.original.children) row.toggleExpanded();
    else void latest.current.navigate(`/experiments/${id}`);
  }, []);
  const act = (label: string) => {
    for (const entry of entries())
      if (typeof entry === 'object' && 'onSelect' in entry && entry.label.startsWith(label)) {
        entry.onSelect();
        return true;
      }
    return false;
  };
  useKeys((key) => {
    if (dialog) return false;
    const line = lineAfter(key, activeIndex);
    if (line !== undefined) return move(line);
    if (key === 'Escape' && ticked.length > 0) {
      table.resetRowSelection(true);
      return true;
    }
    if (key === 'F2') return act('Rename');
    if (key === 'n') return act('Edit the note');
    if (key === 't') return act('Edit tags');
    if (key === 'Delete') return act('Delete');
    if (key === 'r') return act('Restore');
    if (key === 'o') return act('Open the folder');
    if (active === undefined) return false;
    if (key === 'x') tickRow(active, false);
    else if (key === 'Enter' && active.original.experiment) void navigate(`/experiments/${active.id}`);
    else if (key === 'Enter' || key === 'ArrowRight' || key === 'ArrowLeft')
      active.toggleExpanded(key === 'Enter' ? !active.getIsExpanded() : key === 'ArrowRight');
    else return false;
    return true;
  });
  useCommands(KEYS);

  return (
    <>
      <ExperimentsToolbar
        search={search}
        onSearch={onSearch}
        ticked={ticked}
        entries={() => experimentEntries(ticked, isDeleted, ways)}
        onClear={() => table.resetRowSelection(true)}
      />
      <ContextMenu entries={entries}>
        <div
          ref={scroller}
          role="treegrid"
          aria-label="Experiments"
          aria-multiselectable="true"
          aria-rowcount={rows.length + 1}
          tabIndex={0}
          {...(active && { 'aria-activedescendant': `experiment-row-${active.id}` })}
          className={`min-h-0 flex-1 overflow-y-auto text-12 ${activeIndex < 0 ? '' : 'outline-none'}`}
        >
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            <ExperimentsHeader table={table} />
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              return (
                row && (
                  <ExperimentRow
                    key={row.id}
                    row={row}
                    top={start}
                    index={index}
                    isActive={row.id === activeId}
                    tick={tickOf(row)}
                    isExpanded={row.getIsExpanded()}
                    onActivate={setActiveId}
                    onTick={onTick}
                    onOpen={onOpen}
                    isDeleted={isDeleted}
                  />
                )
              );
            })}
          </div>
          {rows.length === 0 && (
            <div className="px-4 py-3">
              <p className="text-13">No experiment holds “{search}”.</p>
              <p className="mt-1 text-muted">The search looks at names, notes, tags and their values.</p>
              <Button className="mt-3" onClick={() => onSearch('')}>
                Show all of them
              </Button>
            </div>
          )}
        </div>
      </ContextMenu>
      <ExperimentDialog state={dialog} onClose={() => setDialog(undefined)} />
    </>
  );
}

const KEYS: readonly Command[] = [
  { section: 'This page', label: 'Next or previous row', keys: 'j' },
  { section: 'This page', label: 'Open', keys: 'Enter' },
  { section: 'This page', label: 'Tick', keys: 'x' },
  { section: 'This page', label: 'Rename', keys: 'F2' },
  { section: 'This page', label: 'Edit the note', keys: 'n' },
  { section: 'This page', label: 'Edit tags', keys: 't' },
  { section: 'This page', label: 'Delete', keys: 'Delete' },
  { section: 'This page', label: 'Restore', keys: 'r' },
  { section: 'This page', label: 'Open the folder', keys: 'o' },
];
