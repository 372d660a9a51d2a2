import { useEffect, useEffectEvent } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { useKeys } from '../../use-keys.ts';
import { deleteWithUndo } from './change-runs.ts';
import type { Entry } from './entries.ts';
import type { RowActions } from './row-actions.ts';
import { useRunsView } from './runs-view.ts';
import { useTicks } from './ticks.ts';

const PAGE_STEP = 20;
const OPEN_OVER_PAGE = '[role="dialog"], [role="menu"]';
const TYPING = 'input, textarea, select, [contenteditable]';

// The table listens itself: these are for the sheet of shortcuts.
const COMMANDS: readonly Command[] = [
  { section: 'This page', label: 'Next run', keys: 'j' },
  { section: 'This page', label: 'Previous run', keys: 'k' },
  { section: 'This page', label: 'Open the run', keys: 'Enter' },
  { section: 'This page', label: 'Select the run', keys: 'x' },
  { section: 'This page', label: 'Draw the run in charts or not', keys: 'e' },
  { section: 'This page', label: 'Pin the run at the top', keys: 'p' },
  { section: 'This page', label: 'Select all runs that are loaded', keys: 'Mod+A' },
  { section: 'This page', label: 'Delete the selected runs', keys: 'Delete' },
];

interface TableKeys {
  entries: readonly Entry[];
  activeIndex: number;
  activate: (index: number) => boolean;
  actions: RowActions;
}

/** The keys of the table of runs. */
export function useTableKeys({ entries, activeIndex, activate, actions }: TableKeys): void {
  useCommands(COMMANDS);
  const active = entries[activeIndex];
  useKeys((key) => {
    if (document.querySelector(OPEN_OVER_PAGE) !== null) return false;
    return move(key) || (active !== undefined && act(key, active, actions));
  });

  function move(key: string): boolean {
    if (key === 'j' || key === 'ArrowDown') return activate(activeIndex + 1);
    if (key === 'k' || key === 'ArrowUp') return activate(activeIndex < 0 ? 0 : activeIndex - 1);
    if (key === 'PageDown') return activate(activeIndex + PAGE_STEP);
    if (key === 'PageUp') return activate(activeIndex - PAGE_STEP);
    if (key === 'Home') return activate(0);
    if (key === 'End') return activate(Number.MAX_SAFE_INTEGER);
    return key === 'Escape' && clearTicks();
  }

  const selectAll = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented)
      return;
    if (target.closest(TYPING) || document.querySelector(OPEN_OVER_PAGE) !== null) return;
    event.preventDefault();
    useTicks.getState().setAll(runIdsOf(entries));
  });
  useEffect(() => {
    document.addEventListener('keydown', selectAll);
    return () => document.removeEventListener('keydown', selectAll);
  }, []);
}

export function runIdsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.type === 'run' ? entry.row.run_id : []));
}

function act(key: string, entry: Entry, actions: RowActions): boolean {
  const isFoldable = entry.type === 'group' || entry.isExpandable;
  if ((key === 'ArrowRight' && !entry.isExpanded) || (key === 'ArrowLeft' && entry.isExpanded)) {
    if (isFoldable) actions.toggleFold(entry.key);
    return isFoldable;
  }
  if (entry.type === 'group') {
    if (key === 'Enter') actions.toggleFold(entry.key);
    return key === 'Enter';
  }
  const { run_id, experiment_id } = entry.row;
  if (key === 'Enter') actions.open(run_id, experiment_id);
  else if (key === 'x') actions.tick(run_id, false);
  else if (key === 'X') actions.tick(run_id, true);
  else if (key === 'e') actions.toggleEye(run_id);
  else if (key === 'p') togglePinnedRun(run_id);
  else if (key === 'Delete') deleteTickedOr(run_id);
  else return false;
  return true;
}

function clearTicks(): boolean {
  const { ticked, clear } = useTicks.getState();
  if (ticked.size === 0) return false;
  clear();
  return true;
}

function togglePinnedRun(runId: string): void {
  const { view, change } = useRunsView.getState();
  const others = view.pinnedRuns.filter((id) => id !== runId);
  change({ pinnedRuns: others.length < view.pinnedRuns.length ? others : [...others, runId] });
}

function deleteTickedOr(runId: string): void {
  const { ticked } = useTicks.getState();
  if (!useRunsView.getState().view.isDeleted) void deleteWithUndo(ticked.size > 0 ? [...ticked] : [runId]);
}
