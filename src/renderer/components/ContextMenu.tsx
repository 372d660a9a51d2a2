import { ContextMenu as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { MENU_SURFACE, MenuEntries } from './MenuEntries.tsx';
import type { MenuEntry } from './menu-entries.ts';

/*
 * ContextMenu: entries at the pointer on a right click, or at the element on the menu key.
 *   entries    see menu-entries.ts; they are built when the menu opens
 *   children   the one element that is right-clicked; it takes a ref
 *   onOpenChange   told when it opens and closes, such as to select the row
 * The same entries must be reachable without a right click too. A list of many rows has one ContextMenu around it, not one a row.
 */
interface ContextMenuProps {
  entries: () => readonly MenuEntry[];
  children: ReactElement;
  onOpenChange?: (isOpen: boolean) => void;
}

export function ContextMenu({ entries, children, onOpenChange }: ContextMenuProps) {
  return (
    <Radix.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content collisionPadding={8} className={MENU_SURFACE}>
          <Entries entries={entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entries({ entries }: { entries: () => readonly MenuEntry[] }) {
  return <MenuEntries entries={entries()} parts={Radix} />;
}
