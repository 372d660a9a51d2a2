import type { LucideIcon } from 'lucide-react';

/** What a Menu and a ContextMenu show, top to bottom. */
export type MenuEntry = MenuAction | MenuGroup | MenuHeading | 'separator';

interface MenuAction {
  label: string;
  onSelect: () => void;
  icon?: LucideIcon;
  /** The shortcut to show, as Kbd takes it; the menu does not listen for it. */
  keys?: string;
  isDisabled?: boolean;
  isDanger?: boolean;
  /** Given: the entry can be ticked, and the menu stays open when it is pressed. */
  isChecked?: boolean;
}

/** Opens another menu beside it. */
interface MenuGroup {
  label: string;
  entries: readonly MenuEntry[];
  icon?: LucideIcon;
}

/** Words above the entries that follow. */
interface MenuHeading {
  heading: string;
}
