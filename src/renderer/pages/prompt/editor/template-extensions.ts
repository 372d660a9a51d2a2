import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { marking } from './marking.ts';
import { templateProblems } from './template-problems.ts';
import { openName, templateWords } from './template-words.ts';

const LINT_DELAY_MS = 250;

export interface TemplateKnowledge {
  /** Variables that are offered after `{{`. */
  known: () => readonly string[];
  /** Variables of the version it was begun from; another one is marked. */
  declared: () => readonly string[] | undefined;
}

/** What an editor of a template does: braces highlighted, faults underlined, variables completed. */
export function templateExtensions({ known, declared }: TemplateKnowledge): Extension {
  return [
    marking('template', templateWords),
    linter((view) => diagnose(view, declared()), { delay: LINT_DELAY_MS }),
    autocompletion({
      override: [(context) => complete(context, known())],
      icons: false,
      interactionDelay: 0,
    }),
    keymap.of([{ key: 'Tab', run: acceptCompletion }]),
  ];
}

function diagnose(view: EditorView, declared: readonly string[] | undefined): Diagnostic[] {
  const { length } = view.state.doc;
  return templateProblems(view.state.doc.toString(), declared)
    .filter(({ from, to }) => to > from)
    .map(({ from, to, severity, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity,
      message,
    }));
}

function complete(context: CompletionContext, known: readonly string[]): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const open = openName(context.state.sliceDoc(line.from, context.pos));
  if (open === undefined) return null;
  const options = known.map((label) => ({ label, apply: applied(label) }));
  return { from: line.from + open.from, options, validFor: /^[\w.]*$/ };
}

/** Takes the name, and closes the braces where they are open. */
function applied(label: string) {
  return (view: EditorView, _completion: unknown, from: number, to: number) => {
    const before = view.state.sliceDoc(Math.max(0, from - 1), from);
    const after = view.state.sliceDoc(to, to + 3);
    const insert = `${before === '{' ? ' ' : ''}${label}${/^\s?\}\}/.test(after) ? '' : ' }}'}`;
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      userEvent: 'input.complete',
    });
  };
}
