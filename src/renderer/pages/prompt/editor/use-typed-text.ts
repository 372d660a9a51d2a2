import { useState } from 'react';

interface Typed<Value> {
  text: string;
  /** The value when it was typed. */
  value: Value;
}

/** The text of a field whose value is no text: what is typed stays as it was typed until the value comes from elsewhere. */
export function useTypedText<Value>(value: Value, textOf: (value: Value) => string) {
  const [typed, setTyped] = useState<Typed<Value>>(() => ({ text: textOf(value), value }));
  const isSame = JSON.stringify(typed.value) === JSON.stringify(value);
  if (!isSame) setTyped({ text: textOf(value), value });
  /** Takes a text and the value that it stands for; the value of before where it stands for none. */
  const type = (text: string, next: Value) => setTyped({ text, value: next });
  return [isSame ? typed.text : textOf(value), type] as const;
}
