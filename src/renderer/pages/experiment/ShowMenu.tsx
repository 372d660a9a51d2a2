import { Eye, Group, SlidersHorizontal } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { useRunColumns } from '../../queries/run-columns.ts';
import { columnOf } from './columns.tsx';
import { useRunsView } from './runs-view.ts';

const MOST_GROUP_KEYS = 15;
const EYES: readonly [10 | 20 | 'all', string][] = [
  [10, 'First 10 runs in charts'],
  [20, 'First 20 runs in charts'],
  ['all', 'All runs in charts'],
];

/** Which runs and columns are shown, and which of the runs charts draw. */
export function ShowMenu() {
  const { view, change } = useRunsView();
  const entries: MenuEntry[] = [
    { heading: 'Runs' },
    { label: 'Active', isChecked: !view.isDeleted, onSelect: () => change({ isDeleted: false }) },
    { label: 'Deleted', isChecked: view.isDeleted, onSelect: () => change({ isDeleted: true }) },
    {
      label: 'Child runs below their parents',
      isChecked: view.isNested,
      onSelect: () => change({ isNested: !view.isNested }),
    },
    { heading: 'Columns' },
    {
      label: 'Only columns that differ',
      isChecked: view.isDiffOnly,
      onSelect: () => change({ isDiffOnly: !view.isDiffOnly }),
    },
    { heading: 'Charts' },
    ...EYES.map(([eyes, label]) => ({
      label,
      icon: Eye,
      isChecked: view.eyes === eyes && Object.keys(view.eyeOf).length === 0,
      onSelect: () => change({ eyes, eyeOf: {} }),
    })),
  ];
  const isUsual = !view.isDeleted && view.isNested && !view.isDiffOnly;
  return (
    <Menu entries={entries} align="end">
      <Button look="quiet" className={isUsual ? '' : 'text-accent-ink'}>
        <SlidersHorizontal />
        {view.isDeleted ? 'Deleted' : 'Show'}
      </Button>
    </Menu>
  );
}

/** By which values runs are grouped. */
export function GroupMenu({ experimentIds }: { experimentIds: readonly string[] }) {
  const { view, change } = useRunsView();
  const { data: used } = useRunColumns(experimentIds);
  const toggle = (id: string) => {
    const others = view.groupBy.filter((other) => other !== id);
    change({ groupBy: others.length < view.groupBy.length ? others : [...others, id] });
  };
  const keys = (kind: 'params' | 'tags') =>
    (used?.[kind] ?? [])
      .filter(({ key }) => !key.startsWith('mlflow.'))
      .slice(0, MOST_GROUP_KEYS)
      .map(({ key }) => `${kind}.${key}`);
  const choices = [
    ...new Set([
      ...view.groupBy,
      'attributes.status',
      'attributes.user_id',
      ...keys('params'),
      ...keys('tags'),
    ]),
  ];
  const entries: MenuEntry[] = [
    { label: 'Not grouped', isChecked: view.groupBy.length === 0, onSelect: () => change({ groupBy: [] }) },
    'separator',
    ...choices.map((id) => ({
      label: columnOf(id)?.field ?? id,
      isChecked: view.groupBy.includes(id),
      onSelect: () => toggle(id),
    })),
  ];
  const names = view.groupBy.map((id) => columnOf(id)?.label ?? id).join(', ');
  return (
    <Menu entries={entries} align="end">
      <Button look="quiet" className={names === '' ? '' : 'max-w-60 text-accent-ink'}>
        <Group />
        <span className="truncate">{names === '' ? 'Group' : names}</span>
      </Button>
    </Menu>
  );
}
