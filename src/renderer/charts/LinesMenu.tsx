import { SlidersHorizontal } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { Menu } from '../components/Menu.tsx';
import type { MenuEntry } from '../components/menu-entries.ts';
import type { LineDefaults } from './chart-settings.ts';

interface LinesMenuProps {
  lines: LineDefaults;
  onChange: (changed: Partial<LineDefaults>) => void;
}

/** How lines are drawn, where smoothing and the x-axis do not say it. */
export function LinesMenu({ lines, onChange }: LinesMenuProps) {
  return (
    <Menu entries={lineEntries(lines, onChange)} align="end">
      <Button look="quiet">
        <SlidersHorizontal />
        Lines
      </Button>
    </Menu>
  );
}

const BANDS = [
  ['min-max', 'Minimum to maximum'],
  ['quartiles', 'Quartiles'],
  ['std', 'Standard deviation'],
  ['none', 'No band'],
] as const;
const MIDDLES = [
  ['mean', 'Mean'],
  ['median', 'Median'],
] as const;

/** The same entries for all line charts and for one. */
export function lineEntries(
  lines: LineDefaults,
  onChange: (changed: Partial<LineDefaults>) => void,
): MenuEntry[] {
  const toggle = (label: string, key: 'isLogX' | 'isLogY' | 'clipsOutliers'): MenuEntry => ({
    label,
    isChecked: lines[key],
    onSelect: () => onChange({ [key]: !lines[key] }),
  });
  return [
    { heading: 'Axes' },
    toggle('Logarithmic x', 'isLogX'),
    toggle('Logarithmic y', 'isLogY'),
    toggle('Leave out outliers', 'clipsOutliers'),
    { heading: 'Groups' },
    ...MIDDLES.map(([middle, label]) => ({
      label,
      isChecked: lines.middle === middle,
      onSelect: () => onChange({ middle }),
    })),
    ...BANDS.map(([band, label]) => ({
      label,
      isChecked: lines.band === band,
      onSelect: () => onChange({ band }),
    })),
  ];
}
