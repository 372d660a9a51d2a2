import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

/*
 * Tooltip: words about what the pointer or the focus is on. Never the only place where something is said.
 *   content    what it says
 *   keys       a shortcut to show after it, as Kbd takes it
 *   side       'top' | 'right' | 'bottom' (the default) | 'left'
 *   children   one element that takes a ref
 */
interface TooltipProps {
  content: ReactNode;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}

export function Tooltip({ content, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-60 flex max-w-80 items-center gap-2 rounded-md border border-outline bg-panel px-2 py-1 text-12 break-words shadow-float"
        >
          {content}
          {keys !== undefined && <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Goes around the page once: moving from one tooltip to the next shows the next at once. */
export const TooltipProvider = Radix.Provider;
