import { useMemo, useRef } from 'react';
import { CodeField } from './CodeField.tsx';
import { templateExtensions } from './template-extensions.ts';

export interface TemplateHints {
  /** Variables that are offered after `{{`. */
  known: readonly string[];
  /** Variables of the version it was begun from; another one is marked. */
  declared: readonly string[] | undefined;
}

interface TemplateFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  isReadOnly: boolean;
  hints: TemplateHints;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
}

/** A template that is typed: braces highlighted, faults underlined, variables completed. */
export function TemplateField({ hints, ...rest }: TemplateFieldProps) {
  const latest = useRef(hints);
  latest.current = hints;
  const extensions = useMemo(
    () =>
      templateExtensions({
        known: () => latest.current.known,
        declared: () => latest.current.declared,
      }),
    [],
  );
  return <CodeField {...rest} extensions={extensions} />;
}
