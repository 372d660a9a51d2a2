/** A word, quoted text, number, sign or bracket of a filter, which may be unfinished. */
export interface FilterWord {
  text: string;
  from: number;
  kind: WordKind;
}

export type WordKind = 'string' | 'field' | 'keyword' | 'number' | 'sign' | 'mark';

/** Every word of a filter, finished or not. */
export const WORD =
  /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|[\p{L}_`][\p{L}\p{M}\p{N}_\-/:@.]*(?:(?<=[.`])(?:`(?:[^`]|``)*`?|[^\s`'"=<>!(),]*`?))?|[+-]?\d[\d.]*(?:[eE][+-]?\d*)?|[=<>!~]+|[(),]/gu;

const KEYWORD = /^(?:and|or|not|in|is|null|like|ilike|between)$/i;

export function kindOfWord(text: string): WordKind {
  if (/^['"]/.test(text)) return 'string';
  if (/^[(),]/.test(text)) return 'mark';
  if (/^[=<>!~]/.test(text)) return 'sign';
  if (/^[+-]?\d/.test(text)) return 'number';
  return KEYWORD.test(text) ? 'keyword' : 'field';
}

/** The words of a text that need not be a whole filter. */
export function wordsOf(text: string): FilterWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    text: word,
    from: index,
    kind: kindOfWord(word),
  }));
}
