export interface TemplateWord {
  from: number;
  to: number;
  kind: 'variable' | 'expression' | 'statement' | 'comment';
}

const VARIABLE = /^\{\{-?\s*[a-zA-Z_][\w]*(?:\.[a-zA-Z_]\w*)*\s*-?\}\}$/;
const MARKS = /\{\{[^{}\n]*\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|\{\{[\s\S]*?\}\}/g;

/** What stands in braces: `{{ a variable }}`, another Jinja expression, a `{% statement %}`, a `{# comment #}`. */
export function templateWords(text: string): TemplateWord[] {
  return [...text.matchAll(MARKS)].map(({ 0: mark, index }) => ({
    from: index,
    to: index + mark.length,
    kind: kindOf(mark),
  }));
}

function kindOf(mark: string): TemplateWord['kind'] {
  if (mark.startsWith('{%')) return 'statement';
  if (mark.startsWith('{#')) return 'comment';
  return VARIABLE.test(mark) ? 'variable' : 'expression';
}

/** The name being typed after `{{`, up to the cursor; undefined elsewhere. */
export function openName(before: string): { from: number; text: string } | undefined {
  const match = /\{\{-?[ \t]*([\w.]*)$/.exec(before);
  if (match === null) return undefined;
  const text = match[1] ?? '';
  return { from: before.length - text.length, text };
}
