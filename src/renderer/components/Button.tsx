import type { ComponentPropsWithRef } from 'react';

/*
 * Button: words to press. Takes every attribute of <button>; type is "button" unless said.
 *   look   'plain' (outlined, the default), 'primary' (the one main action of a page or dialog), 'danger', 'quiet' (no outline),
 *          'accent' (no outline, in the accent colour)
 * An icon of lucide-react may stand before the words.
 */
const LOOKS = {
  plain: 'border border-outline bg-canvas hover:bg-hover',
  primary: 'bg-action text-on-action hover:bg-action-hover',
  danger: 'border border-outline text-failed hover:bg-hover',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  accent: 'text-accent-ink hover:bg-hover',
} as const;

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  look?: keyof typeof LOOKS;
}

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex h-7 flex-none items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 text-12 font-medium disabled:pointer-events-none disabled:opacity-45 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
