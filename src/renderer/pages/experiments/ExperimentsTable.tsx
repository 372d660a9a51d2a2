import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Experiment } from '../../../contract/index.ts';
import { type Command, useCommands } from '../../commands.ts';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { useKeys } from '../../use-keys.ts';
import { type DialogState, ExperimentDialog } from './ExperimentDialog.tsx';
import { ExperimentRow, tickOf } from './ExperimentRow.tsx';
import { ExperimentsHeader } from './ExperimentsHeader.tsx';
import { ExperimentsToolbar } from './ExperimentsToolbar.tsx';
import { experimentEntries } from './experiment-entries.ts';
import { tickedExperiments, useExperimentTable } from './use-experiment-table.ts';

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 28;

interface ExperimentsTableProps {
  experiments: readonly Experiment[];
  isDeleted: boolean;
  search: string;
  onSearch: (text: string) => void;
}

export function ExperimentsTable({ experiments, isDeleted, search, onSearch }: ExperimentsTableProps) {
  const table = useExperimentTable(experiments);
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
    const ids = new Set(experiments.map(({ experiment_id }) => experiment_id));
    table.setRowSelection((ticked) => {
      const kept = Object.entries(ticked).filter(([id]) => ids.has(id));
      return kept.length === Object.keys(ticked).length ? ticked : Object.fromEntries(kept);
    });
  }, [experiments, table]);

  const ticked = tickedExperiments(table);
  const activeIndex = rows.findIndex(({ id }) => id === activeId);
  const active = rows[activeIndex];
  const subjects = () => {
    const one = active?.original.experiment;
    return ticked.length > 0 && (one === undefined || active?.getIsSelected()) ? ticked : one ? [one] : [];
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActiveId(rows[index]?.id);
    virtual.scrollToIndex(index);
    scroller.current?.focus({ preventScroll: true });
    return true;
  };
  const entries = () =>
    experimentEntries(subjects(), isDeleted, { onDialog: setDialog, onOpen: (path) => void navigate(path) });
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
    if (key === 'ArrowDown' || key === 'j') return move(activeIndex + 1);
    if (key === 'ArrowUp' || key === 'k') return move(activeIndex < 0 ? 0 : activeIndex - 1);
    if (key === 'Home') return move(0);
    if (key === 'End') return move(rows.length - 1);
    if (key === 'Escape' && ticked.length > 0) {
      table.resetRowSelection(true);
      return true;
    }
    if (key === 'F2') return act('Rename');
    if (key === 'n') return act('Edit the note');
    if (key === 't') return act('Edit tags');
    if (key === 'Delete') return act('Delete');
    if (active === undefined) return false;
    if (key === 'x') active.toggleSelected();
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
        entries={() =>
          experimentEntries(ticked, isDeleted, { onDialog: setDialog, onOpen: (path) => void navigate(path) })
        }
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
                    isDeleted={isDeleted}
                  />
                )
              );
            })}
          </div>
          {rows.length === 0 && <p className="px-4 py-2 text-muted">No experiment holds “{search}”.</p>}
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
];
