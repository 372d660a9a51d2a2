import { NAME_COLUMN } from './columns.tsx';
import { type RunsView, useRunsView } from './runs-view.ts';

const current = () => useRunsView.getState();

/** Shows the columns of these ids, in this order, instead of those that are suggested. */
export function showColumns(ids: readonly string[]): void {
  current().change({ columns: ids });
}

export function hideColumn(shown: readonly string[], id: string): void {
  showColumns(shown.filter((other) => other !== id));
}

/** Puts a column where another one stands: among the pinned ones where that one is pinned, and the other way round. */
export function moveColumn(shown: readonly string[], id: string, target: string): void {
  const { pinnedColumns } = current().view;
  if (id === target || id === NAME_COLUMN) return;
  const isPinned = pinnedColumns.includes(target) || target === NAME_COLUMN;
  const changed: Partial<RunsView> = { pinnedColumns: pinnedColumns.filter((other) => other !== id) };
  if (isPinned) changed.pinnedColumns = placed(pinnedColumns, id, target);
  else changed.columns = placed(shown, id, target);
  current().change(changed);
}

/** The column before or after, among those that are pinned or those that are not. */
export function moveColumnBy(shown: readonly string[], id: string, step: 1 | -1): void {
  const { pinnedColumns } = current().view;
  const isPinned = pinnedColumns.includes(id);
  const neighbours = isPinned
    ? pinnedColumns
    : shown.filter((other) => other !== NAME_COLUMN && !pinnedColumns.includes(other));
  const target = neighbours[neighbours.indexOf(id) + step];
  if (target !== undefined) moveColumn(shown, id, target);
}

export function togglePinned(id: string): void {
  const { pinnedColumns } = current().view;
  const others = pinnedColumns.filter((other) => other !== id);
  current().change({ pinnedColumns: others.length < pinnedColumns.length ? others : [...others, id] });
}

/** The list with `id` where `target` stands: after it when it comes from before it, as a person who drags it expects. */
export function placed(ids: readonly string[], id: string, target: string): string[] {
  const comesFromBefore = ids.includes(id) && ids.indexOf(id) < ids.indexOf(target);
  const others = ids.filter((other) => other !== id);
  const at = others.indexOf(target) + (comesFromBefore ? 1 : 0);
  return others.toSpliced(at, 0, id);
}
