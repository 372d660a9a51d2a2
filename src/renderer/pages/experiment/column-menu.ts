import {
  ArrowDown,
  ArrowDownWideNarrow,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ArrowUpNarrowWide,
  Copy,
  EyeOff,
  Group,
  Pin,
  PinOff,
} from 'lucide-react';
import type { MenuEntry } from '../../components/menu-entries.ts';
import type { MetricValue } from '../../queries/run-order.ts';
import { hideColumn, moveColumnBy, togglePinned } from './arrange-columns.ts';
import { type Column, NAME_COLUMN } from './columns.tsx';
import type { Lane } from './lanes.ts';
import { useRunsView } from './runs-view.ts';
import type { TableHeader } from './use-table-columns.ts';

const VALUES: readonly [MetricValue, string][] = [
  ['last', 'Last value'],
  ['min', 'Smallest value'],
  ['max', 'Largest value'],
  ['first', 'First value'],
];

/** What can be done with a column. */
export function columnEntries(
  { column, which }: Lane,
  header: TableHeader,
  shown: readonly string[],
): MenuEntry[] {
  const sort = (desc: boolean, isAlso: boolean) => () => header.column.toggleSorting(desc, isAlso);
  const isName = column.id === NAME_COLUMN;
  const isPinned = header.column.getIsPinned() !== false;
  return [
    ...(column.kind === 'metrics' ? valueEntries(column, which) : []),
    ...(header.column.getCanSort()
      ? [
          { label: 'Sort ascending', icon: ArrowUp, onSelect: sort(false, false) },
          { label: 'Sort descending', icon: ArrowDown, onSelect: sort(true, false) },
          { label: 'Sort ascending after the others', icon: ArrowUpNarrowWide, onSelect: sort(false, true) },
          {
            label: 'Sort descending after the others',
            icon: ArrowDownWideNarrow,
            onSelect: sort(true, true),
          },
          'separator' as const,
        ]
      : []),
    ...(column.kind === 'params' || column.kind === 'tags' || column.id === 'attributes.status'
      ? groupEntry(column)
      : []),
    ...(isName
      ? []
      : [
          {
            label: isPinned ? 'Unpin' : 'Pin at the left',
            icon: isPinned ? PinOff : Pin,
            onSelect: () => togglePinned(column.id),
          },
          { label: 'Move left', icon: ArrowLeft, onSelect: () => moveColumnBy(shown, column.id, -1) },
          { label: 'Move right', icon: ArrowRight, onSelect: () => moveColumnBy(shown, column.id, 1) },
          { label: 'Hide', icon: EyeOff, onSelect: () => hideColumn(shown, column.id) },
        ]),
    ...(column.field === undefined
      ? []
      : [
          'separator' as const,
          {
            label: `Copy ${column.field}`,
            icon: Copy,
            onSelect: () => void navigator.clipboard.writeText(column.field ?? ''),
          },
        ]),
  ];
}

function valueEntries({ id }: Column, which: MetricValue): MenuEntry[] {
  const { view, change } = useRunsView.getState();
  return [
    ...VALUES.map(([value, label]) => ({
      label,
      isChecked: which === value,
      onSelect: () => change({ metricValues: { ...view.metricValues, [id]: value } }),
    })),
    'separator',
  ];
}

function groupEntry({ id, label }: Column): MenuEntry[] {
  const { view, change } = useRunsView.getState();
  const others = view.groupBy.filter((other) => other !== id);
  const isGrouped = others.length < view.groupBy.length;
  return [
    {
      label: isGrouped ? `Do not group by ${label}` : `Group by ${label}`,
      icon: Group,
      onSelect: () => change({ groupBy: isGrouped ? others : [...others, id] }),
    },
  ];
}
