import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Tooltip } from './Tooltip.tsx';

/*
 * IconButton: an icon to press, 24 × 24 px, with its words in a tooltip. Takes every attribute of <button>.
 *   icon    an icon of lucide-react
 *   label   what it does, in words
 *   keys    the shortcut to show in the tooltip, as Kbd takes it (it does not listen for it)
 * Inside a Menu's trigger it works as the trigger; aria-pressed and data-state=open are shown as pressed.
 */
interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'children'> {
  icon: LucideIcon;
  label: string;
  keys?: string;
}

export function IconButton({ icon: Icon, label, keys, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys !== undefined && { keys })}>
      <button
        type="button"
        aria-label={label}
        className={`grid size-6 flex-none place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45 aria-expanded:bg-selected aria-expanded:text-ink aria-pressed:bg-selected aria-pressed:text-ink ${className}`}
        {...rest}
      >
        <Icon />
      </button>
    </Tooltip>
  );
}
