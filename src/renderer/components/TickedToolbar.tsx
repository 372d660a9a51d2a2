import { Ellipsis, X } from 'lucide-react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { Menu } from './Menu.tsx';
import type { MenuEntry } from './menu-entries.ts';

/*
 * TickedToolbar: how many lines are ticked and, as buttons, what can be done with them.
 *   label     what is ticked: "Ticked models"
 *   count     nothing is shown for 0
 *   entries   as a menu takes them; of many, the first two and the last are buttons and the others in a menu
 *   onClear   unticks all
 */
interface TickedToolbarProps {
  label: string;
  count: number;
  entries: () => readonly MenuEntry[];
  onClear: () => void;
}

const MOST_BUTTONS = 3;

export function TickedToolbar({ label, count, entries, onClear }: TickedToolbarProps) {
  if (count === 0) return null;
  const actions = entries().filter((entry) => typeof entry === 'object' && !('heading' in entry));
  const isLong = actions.length > MOST_BUTTONS;
  const shown = isLong ? [...actions.slice(0, MOST_BUTTONS - 1), ...actions.slice(-1)] : actions;
  return (
    <div role="toolbar" aria-label={label} className="flex min-w-0 items-center gap-1">
      <span className="px-1 text-12 whitespace-nowrap text-muted tabular-nums">{count} ticked</span>
      {shown.map((entry) => typeof entry === 'object' && <Entry key={nameOf(entry)} entry={entry} />)}
      {isLong && (
        <Menu entries={actions.slice(MOST_BUTTONS - 1, -1)}>
          <IconButton icon={Ellipsis} label="More" />
        </Menu>
      )}
      <IconButton icon={X} label="Untick all" keys="Escape" onClick={onClear} />
    </div>
  );
}

const nameOf = (entry: Exclude<MenuEntry, string>) => ('heading' in entry ? entry.heading : entry.label);

function Entry({ entry }: { entry: Exclude<MenuEntry, string> }) {
  if ('heading' in entry) return null;
  const words = (
    <>
      {entry.icon && <entry.icon />}
      {entry.label}
    </>
  );
  if ('entries' in entry)
    return (
      <Menu entries={entry.entries}>
        <Button look="quiet">{words}</Button>
      </Menu>
    );
  return (
    <Button look="quiet" disabled={entry.isDisabled} onClick={entry.onSelect}>
      {words}
    </Button>
  );
}
