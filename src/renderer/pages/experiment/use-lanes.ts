import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { type Column, isNumeric } from './columns.tsx';
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
  scroller: RefObject<HTMLDivElement | null>,
): Lanes {
  const { metricValues } = useRunsView(({ view }) => view);
  const sample = rows.slice(0, SAMPLE_SIZE);
  const numeric = columns
    .filter((column) => isNumeric(column, sample))
    .map(({ id }) => id)
    .join('\n');
  const sizes = JSON.stringify([
    table.getStartVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
    table.getCenterVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
  ]);
  const { pinned, rest } = useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]));
    const numbers = new Set(numeric.split('\n'));
    const [start = [], center = []] = JSON.parse(sizes) as [string, number][][];
    const lanes = (ids: [string, number][]) =>
      ids.flatMap(([id, width], index): Lane[] => {
        const column = byId.get(id);
        if (column === undefined) return [];
        const group = byId.get(ids[index - 1]?.[0] ?? '')?.group;
        const opensGroup = column.group !== '' && column.group !== group;
        return [{ column, width, isNumeric: numbers.has(id), which: metricValues[id] ?? 'last', opensGroup }];
      });
    return { pinned: lanes(start), rest: lanes(center) };
  }, [columns, numeric, sizes, metricValues]);
  const pinnedWidth = LEAD_WIDTH + widthOf(pinned);

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
