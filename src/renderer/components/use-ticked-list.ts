import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useCallback, useEffect, useRef, useState } from 'react';
import { lineAfter } from '../list-walk.ts';

const features = tableFeatures({ rowSelectionFeature });

/*
 * useTickedList: a flat list of which one line has the keyboard and any number are ticked.
 *   items    in their order
 *   idOf     what tells one from the others; the same function each time
 * Answers: the active item and its index; the ticked ones; `subjects`, which a menu or a key is about (the ticked ones, unless
 * another line is active); and what moves the two.
 */
export function useTickedList<Item extends object>(items: Item[], idOf: (item: Item) => string) {
  const table = useTable({ features, columns: [], data: items, getRowId: idOf });
  const [activeId, setActiveId] = useState<string>();
  const { rows } = table.getRowModel();
  useEffect(() => {
    // What is not there any more is not ticked either.
    const ids = new Set(items.map(idOf));
    table.setRowSelection((ticked) => {
      const kept = Object.entries(ticked).filter(([id]) => ids.has(id));
      return kept.length === Object.keys(ticked).length ? ticked : Object.fromEntries(kept);
    });
  }, [items, idOf, table]);
  const latest = useRef({ activeId, table });
  latest.current = { activeId, table };
  /** Ticks a line or unticks it; as a range, everything from the line ticked last, or else the active one, to it. */
  const onTick = useCallback((id: string, isRange: boolean) => {
    const now = latest.current;
    const rowOf = (wanted: string) => now.table.getRowModel().rows.find((row) => row.id === wanted);
    const row = rowOf(id);
    const from = now.activeId === undefined ? undefined : rowOf(now.activeId);
    if (isRange && from && from.id !== id && !from.getIsSelected())
      from.getToggleSelectedHandler()({ target: { checked: true }, shiftKey: false });
    if (row)
      row.getToggleSelectedHandler()({
        target: { checked: isRange || !row.getIsSelected() },
        shiftKey: isRange,
      });
    setActiveId(id);
  }, []);
  const ticked = table.getSelectedRowModel().rows.map(({ original }) => original);
  const activeIndex = rows.findIndex(({ id }) => id === activeId);
  const active = rows[activeIndex]?.original;
  const isAmong = active !== undefined && rows[activeIndex]?.getIsSelected() === true;
  return {
    active,
    activeIndex,
    ticked,
    subjects: active === undefined || isAmong ? ticked : [active],
    isTicked: (id: string) => latest.current.table.state.rowSelection[id] === true,
    isAllTicked: rows.length > 0 && table.getIsAllRowsSelected(),
    onActivate: setActiveId,
    onTick,
    tickAll: (isTicked: boolean) => table.toggleAllRowsSelected(isTicked),
    clear: () => table.resetRowSelection(true),
    /** Whether the key was one that this list knows: it walks, ticks with x, unticks all with Escape. */
    onKey(key: string): boolean {
      const line = lineAfter(key, activeIndex);
      if (line !== undefined) setActiveId(rows[Math.max(0, Math.min(rows.length - 1, line))]?.id);
      else if (key === 'x' && active !== undefined) onTick(idOf(active), false);
      else if (key === 'Escape' && ticked.length > 0) table.resetRowSelection(true);
      else return false;
      return true;
    },
  };
}

/** What a press on a row of such a list does. */
export interface TickedRowProps {
  isActive: boolean;
  isTicked: boolean;
  onActivate: (id: string) => void;
  onTick: (id: string, isRange: boolean) => void;
}
