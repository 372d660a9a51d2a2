import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { MENU_SURFACE, MenuEntries } from './MenuEntries.tsx';
import type { MenuEntry } from './menu-entries.ts';

/*
 * Menu: entries that drop down from a button.
 *   entries    see menu-entries.ts: actions, ticked entries, groups (submenus), headings, 'separator'
 *   children   the button: <Button> or <IconButton>
 *   align      'start' (the default) | 'end'
 * Not modal: Radix locks the page for a modal one with an inline <style>, which the page's policy forbids.
 */
interface MenuProps {
  entries: readonly MenuEntry[];
  children: ReactElement;
  align?: 'start' | 'end';
}

export function Menu({ entries, children, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} collisionPadding={8} className={MENU_SURFACE}>
          <MenuEntries entries={entries} parts={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
