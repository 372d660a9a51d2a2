import { X } from 'lucide-react';
import type { Experiment } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { TextField } from '../../components/TextField.tsx';

interface ExperimentsToolbarProps {
  search: string;
  onSearch: (text: string) => void;
  ticked: readonly Experiment[];
  entries: () => readonly MenuEntry[];
  onClear: () => void;
}

/** The search, and beside it what can be done with the ticked experiments. */
export function ExperimentsToolbar({ search, onSearch, ticked, entries, onClear }: ExperimentsToolbarProps) {
  return (
    <div className="flex h-10 flex-none items-center gap-2 border-b border-separator px-4">
      <TextField
        label="Search by name, note or tag"
        hidesLabel
        type="search"
        placeholder="Search by name, note or tag"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        className="w-70"
      />
      {ticked.length > 0 && (
        <div role="toolbar" aria-label="Ticked experiments" className="flex min-w-0 items-center gap-1">
          <span className="px-1 text-12 whitespace-nowrap text-muted tabular-nums">
            {ticked.length} ticked
          </span>
          {entries().map(
            (entry) =>
              typeof entry === 'object' &&
              'onSelect' in entry && (
                <Button key={entry.label} look="quiet" onClick={entry.onSelect}>
                  {entry.icon && <entry.icon />}
                  {entry.label}
                </Button>
              ),
          )}
          <IconButton icon={X} label="Untick all" keys="Escape" onClick={onClear} />
        </div>
      )}
    </div>
  );
}
