import { Check, ChevronRight } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import { Kbd } from './Kbd.tsx';
import type { MenuEntry } from './menu-entries.ts';

export const MENU_SURFACE =
  'z-50 max-h-(--radix-popper-available-height) min-w-44 max-w-80 overflow-y-auto rounded-md border border-outline bg-panel p-1 text-12 shadow-float outline-none';
const ITEM =
  'flex h-7 cursor-default items-center gap-2 rounded-sm px-2 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-selected data-[state=open]:bg-selected';

/** The parts that the two menus of Radix have in common. */
type Parts = Pick<
  typeof DropdownMenu | typeof ContextMenu,
  | 'Item'
  | 'CheckboxItem'
  | 'ItemIndicator'
  | 'Label'
  | 'Separator'
  | 'Sub'
  | 'SubTrigger'
  | 'SubContent'
  | 'Portal'
>;

/** The entries of a menu; whether it opens from a button or a right click is for `parts` to say. */
export function MenuEntries({ entries, parts }: { entries: readonly MenuEntry[]; parts: Parts }) {
  return entries.map((entry, index) => (
    <Entry
      key={typeof entry === 'string' ? `separator ${index}` : nameOf(entry)}
      entry={entry}
      parts={parts}
    />
  ));
}

const nameOf = (entry: Exclude<MenuEntry, string>) => ('heading' in entry ? entry.heading : entry.label);

function Entry({ entry, parts }: { entry: MenuEntry; parts: Parts }) {
  if (entry === 'separator') return <parts.Separator className="-mx-1 my-1 h-px bg-separator" />;
  if ('heading' in entry)
    return <parts.Label className="px-2 pt-1.5 pb-1 text-11 text-muted">{entry.heading}</parts.Label>;
  const { label, icon: Icon } = entry;
  const words = (
    <>
      {Icon && <Icon className="text-muted" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
    </>
  );
  if ('entries' in entry)
    return (
      <parts.Sub>
        <parts.SubTrigger className={ITEM}>
          {words}
          <ChevronRight className="text-faint" />
        </parts.SubTrigger>
        <parts.Portal>
          <parts.SubContent className={MENU_SURFACE} collisionPadding={8}>
            <MenuEntries entries={entry.entries} parts={parts} />
          </parts.SubContent>
        </parts.Portal>
      </parts.Sub>
    );
  const { onSelect, keys, isDisabled = false, isDanger = false, isChecked } = entry;
  const className = `${ITEM} ${isDanger ? 'text-failed' : ''}`;
  if (isChecked !== undefined)
    return (
      <parts.CheckboxItem
        checked={isChecked}
        disabled={isDisabled}
        className={className}
        onSelect={(event) => {
          event.preventDefault();
          onSelect();
        }}
      >
        <span className="size-4">
          <parts.ItemIndicator>
            <Check className="text-accent-ink" />
          </parts.ItemIndicator>
        </span>
        {words}
      </parts.CheckboxItem>
    );
  return (
    <parts.Item disabled={isDisabled} className={className} onSelect={onSelect}>
      {words}
      {keys !== undefined && <Kbd keys={keys} />}
    </parts.Item>
  );
}
