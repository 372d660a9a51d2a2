import type { MenuEntry } from '../../components/menu-entries.ts';
import { TextField } from '../../components/TextField.tsx';
import { TickedToolbar } from '../../components/TickedToolbar.tsx';

interface ModelsToolbarProps {
  search: string;
  onSearch: (text: string) => void;
  /** What is wrong with the filter. */
  problem: string | undefined;
  ticked: readonly unknown[];
  entries: () => readonly MenuEntry[];
  onClear: () => void;
}

/** The search, and beside it what can be done with the ticked models. */
export function ModelsToolbar({ search, onSearch, problem, ticked, entries, onClear }: ModelsToolbarProps) {
  return (
    <>
      <div className="flex h-10 flex-none items-center gap-2 border-b border-separator px-4">
        <TextField
          label="Search by name, or filter"
          hidesLabel
          type="search"
          placeholder="Search by name, or tags.team = 'vision'"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          aria-invalid={problem !== undefined}
          className="w-80 flex-none"
        />
        <TickedToolbar label="Ticked models" count={ticked.length} entries={entries} onClear={onClear} />
      </div>
      {problem !== undefined && (
        <p role="alert" className="flex-none px-4 py-2 text-12 break-words text-failed">
          {problem}
        </p>
      )}
    </>
  );
}
