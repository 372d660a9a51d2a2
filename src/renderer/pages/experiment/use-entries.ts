import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { showError } from '../../components/messages.ts';
import { useRunGroups } from '../../queries/run-groups.ts';
import { compareRunRows } from '../../queries/run-order.ts';
import { isDisordered, type RunPages, rowsOf } from '../../queries/run-pages.ts';
import { type RunRowsRequest, sortAgain, useRunBranches, useRunRows } from '../../queries/run-rows.ts';
import { columnOf } from './columns.tsx';
import { type Branches, type Entry, groupEntries, groupKey, runEntries } from './entries.ts';
import { groupRequest, isTree, pinnedRequest } from './runs-request.ts';
import type { RunsView } from './runs-view.ts';

/** The lines of the table, the runs pinned above them, and what is being read. */
export function useEntries(view: RunsView, request: RunRowsRequest, areColumnsKnown: boolean) {
  const isGrouped = view.groupBy.length > 0;
  const isFolded = isTree(view);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const runs = useRunRows(request, areColumnsKnown && !isGrouped);
  const groups = useRunGroups({
    ...request,
    group_by: view.groupBy.flatMap((id) => columnOf(id)?.field ?? []),
  });
  const opened = [...unfolded].flatMap((key): [string, RunRowsRequest][] => {
    if (!isGrouped) return isFolded ? [[key, { ...request, parent_run_id: key }]] : [];
    const group = groups.data?.groups.find((candidate) => groupKey(candidate) === key);
    return group ? [[key, groupRequest(request, view, group)]] : [];
  });
  const pinned = view.pinnedRuns.length > 0 ? [pinnedRequest(request, view.pinnedRuns)] : [];
  const answers = useRunBranches([...pinned, ...opened.map(([, asked]) => asked)]);
  const branchData = answers.slice(pinned.length).map(({ data }) => data);
  const branches = useSame(new Map(opened.map(([key], index) => [key, branchData[index]])));
  const rows = useMemo(() => rowsOf(runs.data), [runs.data]);
  const entries = useMemo<Entry[]>(
    () =>
      isGrouped ? groupEntries(groups.data?.groups ?? [], branches) : runEntries(rows, isFolded, branches),
    [isGrouped, groups.data, branches, rows, isFolded],
  );
  const isFlat = !isGrouped && branches.size === 0;
  const listed = useMemo(
    () => (isFlat ? rows : entries.flatMap((entry) => (entry.type === 'run' ? entry.row : []))),
    [entries, isFlat, rows],
  );
  const pinnedPages = pinned.length > 0 ? answers[0]?.data : undefined;
  const pinnedEntries = useMemo(() => runEntries(rowsOf(pinnedPages), false), [pinnedPages]);
  const hasMoved = useMemo(() => {
    const compare = compareRunRows(request.order);
    const shown = isGrouped ? branchData : [runs.data, ...branchData];
    return shown.some((pages) => pages !== undefined && isDisordered(pages, compare));
    // The branches are those of the last render where none of them changed.
  }, [runs.data, branches, isGrouped, request.order]);
  const cache = useQueryClient();
  const [sortings, setSortings] = useState(0);
  const sort = useCallback(async () => {
    try {
      await sortAgain(cache, request);
      setSortings((count) => count + 1);
    } catch (error) {
      showError(error);
    }
  }, [cache, request]);
  const total = isGrouped ? groups.data?.total : runs.data?.pages[0]?.total;
  return {
    entries,
    pinnedEntries,
    /** How many lines there will be once every page is read. */
    lineCount: entries.length + (isGrouped ? 0 : Math.max(0, (total ?? 0) - rows.length)),
    total,
    /** The runs that are loaded, those of unfolded groups and parents too. */
    rows: listed,
    source: isGrouped ? groups : runs,
    /** Whether rows changed so that the order would have them elsewhere. */
    hasMoved,
    /** Puts the rows where the order has them now. */
    sortAgain: sort,
    /** How often that was done. */
    sortings,
    hasMore: !isGrouped && runs.hasNextPage,
    readMore: () => void runs.fetchNextPage({ cancelRefetch: false }),
    toggle: (key: string) =>
      setUnfolded((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
  };
}

/** The map of the last render where nothing in it changed, so that what is made from it is kept. */
function useSame(next: Branches): Branches {
  const [held, setHeld] = useState(next);
  if (isSame(held, next)) return held;
  setHeld(next);
  return next;
}

function isSame(a: ReadonlyMap<string, RunPages | undefined>, b: typeof a): boolean {
  return a.size === b.size && [...b].every(([key, pages]) => a.has(key) && a.get(key) === pages);
}
