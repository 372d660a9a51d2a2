import { useState } from 'react';

/** What was typed for the variables of a prompt, by their names. */
export type TypedValues = Readonly<Record<string, string>>;

export interface ReadValue {
  value: unknown;
  kind: 'text' | 'number' | 'boolean' | 'list' | 'object';
  /** Why a text that looks like a list or an object is none. */
  problem?: string;
}

const keyOf = (name: string) => `tidemark.prompt-values.${name}`;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What a Jinja template gets for a typed text: lists and objects as JSON, numbers, true and false; else the text. */
export function readValue(text: string): ReadValue {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return { value: Number(trimmed), kind: 'number' };
  if (trimmed === 'true' || trimmed === 'false') return { value: trimmed === 'true', kind: 'boolean' };
  if (!/^[[{]/.test(trimmed)) return { value: text, kind: 'text' };
  try {
    return { value: JSON.parse(trimmed), kind: trimmed.startsWith('[') ? 'list' : 'object' };
  } catch {
    return { value: text, kind: 'text', problem: 'Taken as text: it is no JSON.' };
  }
}

/** The values that a template is rendered with; those left empty are missing. A name with dots is an object's part. */
export function valuesOf(
  variables: readonly string[],
  typed: TypedValues,
  isJinja: boolean,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of variables) {
    const text = typed[name];
    if (text === undefined || text === '') continue;
    values[name] = isJinja ? readValue(text).value : text;
  }
  return values;
}

/** Variables without a value. */
export function missingOf(variables: readonly string[], typed: TypedValues): string[] {
  return variables.filter((name) => (typed[name] ?? '') === '');
}

/** The values typed for a prompt, kept in this browser for the next visit. */
export function useTypedValues(name: string): [TypedValues, (variable: string, text: string) => void] {
  const [values, setValues] = useState<TypedValues>(() => storedValues(name));
  const type = (variable: string, text: string) => {
    const next = { ...values, [variable]: text };
    setValues(next);
    try {
      localStorage.setItem(keyOf(name), JSON.stringify(next));
    } catch {
      // They are kept for convenience only.
    }
  };
  return [values, type];
}

function storedValues(name: string): TypedValues {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
