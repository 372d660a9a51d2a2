import {
  acceptCompletion,
  autocompletion,
  completionStatus,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { completeFilter, type FilterVocabulary } from './filter-completion.ts';
import { FILTER_HINT } from './filter-hint.ts';
import { filterHistory } from './filter-history.ts';
import { problemOf } from './filter-problem.ts';
import { filterLook } from './filter-theme.ts';

export interface FilterEditorActions {
  apply: (text: string) => void;
  leave: () => void;
  vocabulary: () => FilterVocabulary;
}

const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (transaction.newDoc.lines === 1) return transaction;
  const insert = transaction.newDoc.toString().replaceAll(/\s*\n\s*/g, ' ');
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert },
    selection: { anchor: insert.length },
  };
});

// Where a key replaces a selection the browser keeps its look with a style attribute, which the page's policy refuses.
const plainReplacement = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.data === null || view.state.selection.main.empty)
      return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type' });
    return true;
  },
});

function diagnose(view: EditorView): Diagnostic[] {
  const text = view.state.doc.toString();
  const error = problemOf(text);
  if (error === undefined) return [];
  const to = Math.min(text.length, error.position + Math.max(1, error.length));
  // At the end nothing is left to underline, so the last character carries it.
  const from = Math.min(error.position, to - 1);
  return text === '' ? [] : [{ from: Math.max(0, from), to, severity: 'error', message: error.problem }];
}

/** Replaces the text by one applied before; `step` 1 is further back. */
function recall(step: 1 | -1): (view: EditorView) => boolean {
  return (view) => {
    if (completionStatus(view.state) === 'active') return false;
    const texts = ['', ...filterHistory()];
    const at = texts.indexOf(view.state.doc.toString());
    const insert = texts[Math.max(0, at) + step];
    if (insert === undefined) return true;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert },
      selection: { anchor: insert.length },
      userEvent: 'filter.recall',
    });
    return true;
  };
}

/** Everything the editor of a filter does, in one line of text. */
export function filterExtensions({ apply, leave, vocabulary }: FilterEditorActions): Extension {
  const enter = (view: EditorView) => {
    apply(view.state.doc.toString());
    return true;
  };
  const escape = (view: EditorView) => {
    if (completionStatus(view.state) !== null) return false;
    leave();
    return true;
  };
  return [
    oneLine,
    plainReplacement,
    history(),
    autocompletion({
      override: [(context) => completeFilter(context, vocabulary())],
      icons: false,
      aboveCursor: false,
      // Enter applies the filter unless something in the list was chosen by hand.
      selectOnOpen: false,
      interactionDelay: 0,
    }),
    linter(diagnose, { delay: 200 }),
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      { key: 'Enter', run: enter },
      { key: 'Escape', run: escape },
      { key: 'ArrowUp', run: recall(1) },
      { key: 'ArrowDown', run: recall(-1) },
      { key: 'Ctrl-Space', run: startCompletion },
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    placeholder(FILTER_HINT),
    EditorView.contentAttributes.of({
      'aria-label': 'Filter runs',
      'aria-multiline': 'false',
      spellcheck: 'false',
    }),
    filterLook,
  ];
}
