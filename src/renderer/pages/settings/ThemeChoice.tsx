import { type Theme, useTheme } from '../../theme.ts';

const CHOICES: readonly [Theme, string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  return (
    <fieldset className="flex gap-4 text-12">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(([choice, words]) => (
        <label key={choice} className="flex h-7 items-center gap-1.5">
          <input
            type="radio"
            name="theme"
            checked={theme === choice}
            onChange={() => setTheme(choice)}
            className="accent-action"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
