import {
  createExpandedRowModel,
  createSortedRowModel,
  type Row,
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useState } from 'react';
import type { Experiment } from '../../../contract/index.ts';
import type { ExperimentLine } from './experiment-rows.ts';

const STORED_AS = 'tidemark.experiments-sort';

const features = tableFeatures({
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  expandedRowModel: createExpandedRowModel(),
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export type ExperimentTableRow = Row<typeof features, ExperimentLine>;

const byNumber = { sortFn: 'basic', sortDescFirst: true } as const;
const columns = [
  { id: 'name', accessorFn: ({ label }: ExperimentLine) => label, sortFn: 'alphanumeric' as const },
  { id: 'runs', accessorFn: ({ runs }: ExperimentLine) => runs ?? 0, ...byNumber },
  { id: 'active', accessorFn: ({ activeTime }: ExperimentLine) => activeTime, ...byNumber },
  { id: 'created', accessorFn: ({ creationTime }: ExperimentLine) => creationTime, ...byNumber },
];

/** The experiments as rows of folders, which open, sort and are ticked together. The order is kept for the next visit. */
export function useExperimentTable(lines: ExperimentLine[]) {
  const [initialState] = useState(() => ({ expanded: true as const, sorting: storedSorting() }));
  const table = useTable({
    features,
    columns,
    data: lines,
    getRowId: ({ id }) => id,
    getSubRows: ({ children }) => children,
    initialState,
    autoResetExpanded: false,
  });
  const { sorting } = table.state;
  useEffect(() => localStorage.setItem(STORED_AS, JSON.stringify(sorting)), [sorting]);
  return table;
}

function storedSorting(): SortingState {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]') as SortingState;
    return stored.filter(({ id, desc }) => typeof desc === 'boolean' && columns.some((one) => one.id === id));
  } catch {
    return [];
  }
}

export type ExperimentTable = ReturnType<typeof useExperimentTable>;

/** The experiments that are ticked; a ticked folder stands for what is in it. */
export function tickedExperiments(table: ExperimentTable): Experiment[] {
  return table.getSelectedRowModel().flatRows.flatMap(({ original }) => original.experiment ?? []);
}

/** Ticks a row or unticks it; with Shift, everything from the row ticked last, or else from `from`, to it. */
export function tickRow(row: ExperimentTableRow, isRange: boolean, from?: ExperimentTableRow): void {
  const tick = (one: ExperimentTableRow, checked: boolean, shiftKey: boolean) =>
    one.getToggleSelectedHandler({ deselectParents: true })({ target: { checked }, shiftKey });
  if (isRange && from !== undefined && from.id !== row.id && !from.getIsSelected()) tick(from, true, false);
  tick(row, isRange || !row.getIsSelected(), isRange);
}
