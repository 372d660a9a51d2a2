import { Monitor, Moon, Sun } from 'lucide-react';
import { type Theme, useTheme } from '../theme.ts';

const CHOICES: readonly [Theme, string, typeof Sun][] = [
  ['system', 'System theme', Monitor],
  ['light', 'Light theme', Sun],
  ['dark', 'Dark theme', Moon],
];

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return (
    <fieldset className="flex">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(([choice, label, Icon]) => (
        <button
          key={choice}
          type="button"
          title={label}
          aria-label={label}
          aria-pressed={theme === choice}
          onClick={() => setTheme(choice)}
          className="grid size-6 place-items-center rounded-sm text-faint hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          <Icon />
        </button>
      ))}
    </fieldset>
  );
}
