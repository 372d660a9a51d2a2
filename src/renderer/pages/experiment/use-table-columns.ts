import {
  type ColumnDef,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  rowSortingFeature,
  type TableOptions,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { type Column, cellText, columnOf, NAME_COLUMN } from './columns.tsx';
import { useRunsView } from './runs-view.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSortingFeature,
});
const MOST_SORT_KEYS = 5;
const SMALLEST_WIDTH = 48;
// Rows are virtual and come in pages, so the table library keeps the columns only.
const NO_ROWS: RunRowData[] = [];

export type TableHeader = ReturnType<ReturnType<typeof useTableColumns>['getFlatHeaders']>[number];

/** The shown columns as the table library holds them: order, widths, pins and sort. All of it lives in the view. */
export function useTableColumns(columns: readonly Column[], hidden: ReadonlySet<string>) {
  const { view, change } = useRunsView();
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, RunRowData> => ({
          id: column.id,
          accessorFn: (row) => cellText(column, row, 'last'),
          size: column.width,
          minSize: SMALLEST_WIDTH,
          enableSorting: column.kind !== 'computed',
          sortDescFirst: column.kind === 'metrics' || column.id.endsWith('_time'),
        }),
      ),
    [columns],
  );
  const state = useMemo(
    () => ({
      columnVisibility: Object.fromEntries([...hidden].map((id) => [id, false])),
      columnPinning: { start: [NAME_COLUMN, ...view.pinnedColumns], end: [] },
      columnSizing: { ...view.widths },
      sorting: [...view.sort],
    }),
    [hidden, view.pinnedColumns, view.widths, view.sort],
  );
  // The table is a new one whenever its options are, and with it all heads are drawn anew.
  const options = useMemo(
    (): TableOptions<typeof features, RunRowData> => ({
      features,
      columns: definitions,
      data: NO_ROWS,
      state,
      manualSorting: true,
      maxMultiSortColCount: MOST_SORT_KEYS,
      columnResizeMode: 'onChange',
      onColumnSizingChange: (updater) => change({ widths: functionalUpdate(updater, state.columnSizing) }),
      onSortingChange: (updater) => change({ sort: functionalUpdate(updater, state.sorting) }),
      onColumnPinningChange: (updater) => {
        const { start } = functionalUpdate(updater, state.columnPinning);
        change({ pinnedColumns: start.filter((id) => id !== NAME_COLUMN) });
      },
    }),
    [definitions, state, change],
  );
  return useTable(options);
}

/** The columns that ids stand for, the name first; ids that stand for none are left out. */
export function columnsOfIds(ids: readonly string[]): Column[] {
  return [...new Set([NAME_COLUMN, ...ids])].flatMap((id) => columnOf(id) ?? []);
}
