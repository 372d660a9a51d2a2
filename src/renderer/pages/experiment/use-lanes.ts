import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { columnDecimals } from '../../format.ts';
import { metricValue } from '../../queries/run-order.ts';
import { type Column, isNumeric } from './columns.tsx';
import type { Entry } from './entries.ts';
import { type Lane, type Lanes, LEAD_WIDTH, widthOf } from './lanes.ts';
import { useRunsView } from './runs-view.ts';
import type { useTableColumns } from './use-table-columns.ts';

const SAMPLE_SIZE = 50;
const OVERSCAN = 2;

/** Which columns are drawn where. Of the columns that are not pinned only those in view are, so that there can be hundreds. */
export function useLanes(
  table: ReturnType<typeof useTableColumns>,
  columns: readonly Column[],
  rows: readonly RunRowData[],
  entries: readonly Entry[],
  scroller: RefObject<HTMLDivElement | null>,
): Lanes {
  const { metricValues, sort } = useRunsView(({ view }) => view);
  const numeric = useMemo(() => {
    const sample = rows.slice(0, SAMPLE_SIZE);
    const groups = entries.slice(0, SAMPLE_SIZE).filter((entry) => entry.type === 'group');
    const decimalsOf = ({ id, kind, key }: Column) => {
      if (kind !== 'metrics') return undefined;
      const values = sample.map((row) => metricValue(row, key, metricValues[id] ?? 'last'));
      const means = groups.map(({ group }) => group.metrics[key]?.mean);
      return columnDecimals([...values, ...means].filter((value) => value !== undefined));
    };
    return JSON.stringify(
      columns
        .filter((column) => isNumeric(column, sample))
        .map((column) => [column.id, decimalsOf(column) ?? null]),
    );
  }, [columns, rows, entries, metricValues]);
  const sizes = JSON.stringify([
    table.getStartVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
    table.getCenterVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
  ]);
  const { pinned, rest } = useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]));
    const numbers = new Map(JSON.parse(numeric) as [string, number | null][]);
    const [start = [], center = []] = JSON.parse(sizes) as [string, number][][];
    const lanes = (ids: [string, number][]) =>
      ids.flatMap(([id, width], index): Lane[] => {
        const column = byId.get(id);
        if (column === undefined) return [];
        const group = byId.get(ids[index - 1]?.[0] ?? '')?.group;
        const opensGroup = column.group !== '' && column.group !== group;
        const which = metricValues[id] ?? 'last';
        const decimals = numbers.get(id) ?? undefined;
        return [{ column, width, isNumeric: numbers.has(id), decimals, which, opensGroup }];
      });
    return { pinned: lanes(start), rest: lanes(center) };
  }, [columns, numeric, sizes, metricValues]);
  const pinnedWidth = LEAD_WIDTH + widthOf(pinned);

  const widthsRef = useRef({ pinned: pinnedWidth, rest });
  widthsRef.current = { pinned: pinnedWidth, rest };
  const virtual = useVirtualizer({
    horizontal: true,
    count: rest.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => rest[index]?.width ?? 0, [rest]),
    // A new function makes the virtualizer read every width anew.
    getItemKey: useCallback((index: number) => rest[index]?.column.id ?? index, [rest]),
    paddingStart: pinnedWidth,
    overscan: OVERSCAN,
  });
  // What the rows are sorted by is in view when it changes.
  const [sortedBy] = sort;
  const sortedAt = rest.findIndex(({ column }) => column.id === sortedBy?.id);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || sortedAt < 0) return;
    const end = widthsRef.current.pinned + widthOf(widthsRef.current.rest.slice(0, sortedAt + 1));
    if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
  }, [sortedAt, scroller]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const before = (items[0]?.start ?? pinnedWidth) - pinnedWidth;
  const total = virtual.getTotalSize();
  return useMemo(
    () => ({
      pinned,
      visible: rest.slice(first, last + 1),
      before,
      total,
      firstVisible: pinned.length + first,
    }),
    [pinned, rest, first, last, before, total],
  );
}
