import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Menu } from '../components/Menu.tsx';
import type { MenuEntry } from '../components/menu-entries.ts';
import type { ChartsPaneProps } from './chart-props.ts';
import type { MediaSettings } from './chart-settings.ts';
import { withChart } from './charts-view.ts';
import { type MediaKeys, useMediaKeys } from './media/logged-media.ts';
import { NewChartDialog } from './setup/ChartDialog.tsx';
import { KINDS, RUN_KINDS, type RunKind } from './setup/chart-kinds.ts';

type AddChartMenuProps = Omit<ChartsPaneProps, 'onFilter'>;

/** Adds a chart of any kind. */
export function AddChartMenu({ charted, view, onChange }: AddChartMenuProps) {
  const [kind, setKind] = useState<RunKind>();
  const keys = useMediaKeys(charted);
  const entries: MenuEntry[] = [
    ...RUN_KINDS.map((one) => ({
      label: KINDS[one].label,
      icon: KINDS[one].icon,
      onSelect: () => setKind(one),
    })),
    ...mediaEntries(keys, (chart) => onChange(withChart(view, chart))),
  ];
  return (
    <>
      <Menu entries={entries} align="end">
        <Button>
          <Plus />
          Add chart
        </Button>
      </Menu>
      {kind && (
        <NewChartDialog
          kind={kind}
          charted={charted}
          onClose={() => setKind(undefined)}
          onDone={(chart) => {
            onChange(withChart(view, chart));
            setKind(undefined);
          }}
        />
      )}
    </>
  );
}

const MEDIA_KINDS = ['images', 'text', 'table', 'audio', 'video'] as const;

/** Charts of files are told by their key alone, so they are added without a dialog. */
function mediaEntries(keys: MediaKeys, onAdd: (chart: MediaSettings) => void): MenuEntry[] {
  const groups = MEDIA_KINDS.flatMap((kind): MenuEntry[] => {
    const found = keys[kind] ?? [];
    const { label, icon } = KINDS[kind];
    const entries = found.map((key) => ({
      label: key,
      onSelect: () => onAdd({ id: crypto.randomUUID(), kind, key }),
    }));
    return entries.length === 0 ? [] : [{ label, icon, entries }];
  });
  return groups.length === 0 ? [] : ['separator', ...groups];
}
