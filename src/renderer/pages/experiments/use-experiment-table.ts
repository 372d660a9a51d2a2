import {
  createExpandedRowModel,
  createSortedRowModel,
  type Row,
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Experiment } from '../../../contract/index.ts';
import { experimentTree, type TreeNode } from '../../experiment-tree.ts';

const features = tableFeatures({
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  expandedRowModel: createExpandedRowModel(),
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export type ExperimentTableRow = Row<typeof features, TreeNode>;

const latest = (node: TreeNode, time: 'creation_time' | 'last_update_time'): number =>
  Math.max(node.experiment?.[time] ?? 0, ...(node.children ?? []).map((child) => latest(child, time)));

const columns = [
  { id: 'name', accessorFn: ({ label }: TreeNode) => label, sortFn: 'alphanumeric' as const },
  {
    id: 'updated',
    accessorFn: (node: TreeNode) => latest(node, 'last_update_time'),
    sortFn: 'basic' as const,
    sortDescFirst: true,
  },
  {
    id: 'created',
    accessorFn: (node: TreeNode) => latest(node, 'creation_time'),
    sortFn: 'basic' as const,
    sortDescFirst: true,
  },
];

/** The experiments as rows of folders, which open, sort and are ticked together. */
export function useExperimentTable(experiments: readonly Experiment[]) {
  return useTable({
    features,
    columns,
    data: useMemo(() => experimentTree(experiments), [experiments]),
    getRowId: ({ id }) => id,
    getSubRows: ({ children }) => children,
    initialState: { expanded: true },
    autoResetExpanded: false,
  });
}

export type ExperimentTable = ReturnType<typeof useExperimentTable>;

/** The experiments that are ticked; a ticked folder stands for what is in it. */
export function tickedExperiments(table: ExperimentTable): Experiment[] {
  return table.getSelectedRowModel().flatRows.flatMap(({ original }) => original.experiment ?? []);
}
