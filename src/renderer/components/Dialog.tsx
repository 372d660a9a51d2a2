import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';

/*
 * Dialog: a question or a form over the page. Escape, the cross and a press beside it close it; focus goes back by itself.
 *   isOpen, onClose
 *   title         its heading and accessible name
 *   description   a sentence under the title
 *   footer        the buttons, right-aligned; the primary one last
 *   width         'small' 400 px (the default) | 'medium' 560 px | 'large' 800 px
 *   children      the body; it scrolls when it is long
 * The first field of the body has the focus at first; without one, the dialog itself.
 * Radix's own Overlay is not used: it locks scrolling with an inline <style>, which the page's policy forbids.
 */
const WIDTHS = { small: 'max-w-100', medium: 'max-w-140', large: 'max-w-200' } as const;

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  width?: keyof typeof WIDTHS;
  children?: ReactNode;
}

export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  footer,
  width = 'small',
  children,
}: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-backdrop" />
        <div className="pointer-events-none fixed inset-0 z-40 flex items-start justify-center px-4 pt-[12vh]">
          <Radix.Content
            {...(description === undefined && { 'aria-describedby': undefined })}
            onOpenAutoFocus={focusFirstField}
            // Radix gives Escape to what was opened last, which may be a message in the corner.
            onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
            className={`pointer-events-auto flex outline-none max-h-[76vh] w-full flex-col rounded-md border border-outline bg-canvas shadow-float ${WIDTHS[width]}`}
          >
            <header className="flex items-start gap-2 px-4 pt-3">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-15 font-semibold break-words">{title}</Radix.Title>
                {description !== undefined && (
                  <Radix.Description className="mt-1 text-soft">{description}</Radix.Description>
                )}
              </div>
              <Radix.Close asChild>
                <IconButton icon={X} label="Close" keys="Escape" />
              </Radix.Close>
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
            {footer !== undefined && (
              <footer className="flex justify-end gap-2 border-t border-separator px-4 py-3">{footer}</footer>
            )}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

function focusFirstField(event: Event): void {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>('input, select, textarea');
  (field ?? event.currentTarget).focus();
}
