import { type ComponentPropsWithRef, useId } from 'react';

/*
 * TextField: one line of text with its label. Takes every attribute of <input>.
 *   label         what is asked for
 *   hidesLabel    the label is for screen readers only; use it with a placeholder
 *   hint          a line below
 *   error         a line below, in the place of the hint; marks the field invalid
 */
interface TextFieldProps extends ComponentPropsWithRef<'input'> {
  label: string;
  hidesLabel?: boolean;
  hint?: string;
  error?: string | undefined;
}

export function TextField({
  label,
  hidesLabel = false,
  hint,
  error,
  className = '',
  ...rest
}: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className={hidesLabel ? 'sr-only' : 'mb-1 block text-12 text-muted'}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="h-7 w-full min-w-0 rounded-md border border-outline bg-canvas px-2 text-12 placeholder:text-muted aria-invalid:border-failed"
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={`mt-1 text-12 ${error === undefined ? 'text-muted' : 'text-failed'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
