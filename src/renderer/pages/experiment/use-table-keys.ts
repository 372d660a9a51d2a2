import { useEffect, useEffectEvent } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { lineAfter } from '../../list-walk.ts';
import { isOpenOverPage } from '../../open-over-page.ts';
import { useKeys } from '../../use-keys.ts';
import { deleteWithUndo } from './change-runs.ts';
import type { Entry } from './entries.ts';
import type { RowActions } from './row-actions.ts';
import { useRunsView } from './runs-view.ts';
import { useTicks } from './ticks.ts';

const TYPING = 'input, textarea, select, [contenteditable]';

// The table listens itself: these are for the sheet of shortcuts.
const COMMANDS: readonly Command[] = [
  { section: 'This page', label: 'Next run', keys: 'j' },
  { section: 'This page', label: 'Previous run', keys: 'k' },
  { section: 'This page', label: 'Open the run', keys: 'Enter' },
  { section: 'This page', label: 'Select the run', keys: 'x' },
  { section: 'This page', label: 'Select up to the next run', keys: 'Shift+ArrowDown' },
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
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isOpenOverPage()) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (!target.closest(TYPING) && actWithModifier(event)) event.preventDefault();
  });
  // Before the plain keys: those do not look at Shift.
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  useKeys((key) => {
    return (
      move(key) || (active === undefined ? key === 'Delete' && deleteTicked() : act(key, active, actions))
    );
  });

  function move(key: string): boolean {
    const line = lineAfter(key, activeIndex);
    if (line !== undefined) return activate(line);
    return key === 'Escape' && clearTicks();
  }

  function actWithModifier({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey) {
      if (shiftKey || key.toLowerCase() !== 'a') return false;
      useTicks.getState().setAll(runIdsOf(entries));
      return true;
    }
    if (!shiftKey || (key !== 'ArrowDown' && key !== 'ArrowUp')) return false;
    return extend(key === 'ArrowDown' ? 1 : -1);
  }

  /** Goes to the line beside and ticks it together with the one where the range begins. */
  function extend(step: 1 | -1): boolean {
    const { anchor, extendTo } = useTicks.getState();
    const runIds = runIdsOf(entries);
    const next = entries[activeIndex + step];
    if (anchor === undefined && active?.type === 'run') extendTo(active.row.run_id, runIds);
    if (activeIndex >= 0 && next?.type === 'run') extendTo(next.row.run_id, runIds);
    return activate(activeIndex + step);
  }
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
  if (!deleteTicked() && !useRunsView.getState().view.isDeleted) void deleteWithUndo([runId]);
}

function deleteTicked(): boolean {
  const { ticked } = useTicks.getState();
  if (ticked.size === 0 || useRunsView.getState().view.isDeleted) return false;
  void deleteWithUndo([...ticked]);
  return true;
}
