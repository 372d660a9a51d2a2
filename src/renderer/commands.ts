import type { LucideIcon } from 'lucide-react';
import { useEffect, useId } from 'react';
import { create } from 'zustand';

/*
 * Everything that can be done from here, for the palette (Mod+K), the sheet of shortcuts (?) and the keyboard.
 * A page says what it adds, while it is shown, with useCommands([...]).
 */
export interface Command {
  /** In words, beginning with a verb: "Compare the selected runs". Unique within its section. */
  label: string;
  section: 'Go to' | 'This page' | 'Tidemark';
  icon?: LucideIcon;
  /** "Mod+K", "?", "g h" (one after the other). Keys without Mod rest while a person types into a field. */
  keys?: string;
  /** Does it. Without it the page listens for the keys itself, and the command is in the sheet only. */
  run?: () => void;
}

export const useRegisteredCommands = create<{ bySource: ReadonlyMap<string, readonly Command[]> }>(() => ({
  bySource: new Map(),
}));

/** The commands of everything that is shown; of two with the same keys, the one registered last is done. */
export function allCommands(): Command[] {
  return [...useRegisteredCommands.getState().bySource.values()].flat();
}

/** Offers commands while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const source = useId();
  useEffect(() => {
    useRegisteredCommands.setState(({ bySource }) => ({
      bySource: new Map([...bySource].filter(([id]) => id !== source)).set(source, commands),
    }));
  }, [source, commands]);
  useEffect(
    () => () =>
      useRegisteredCommands.setState(({ bySource }) => ({
        bySource: new Map([...bySource].filter(([id]) => id !== source)),
      })),
    [source],
  );
}
