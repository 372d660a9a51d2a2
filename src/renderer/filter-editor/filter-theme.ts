import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { completionLook } from '../components/completion-look.ts';
import { type WordKind, wordsOf } from './filter-words.ts';

const marks: Readonly<Record<WordKind, Decoration>> = {
  string: Decoration.mark({ class: 'filter-string' }),
  field: Decoration.mark({ class: 'filter-field' }),
  keyword: Decoration.mark({ class: 'filter-keyword' }),
  number: Decoration.mark({ class: 'filter-number' }),
  sign: Decoration.mark({ class: 'filter-sign' }),
  mark: Decoration.mark({ class: 'filter-sign' }),
};

function highlighted(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { text, from, kind } of wordsOf(view.state.doc.toString()))
    builder.add(from, from + text.length, marks[kind]);
  return builder.finish();
}

const highlighting = ViewPlugin.define(
  (view) => ({
    decorations: highlighted(view),
    update(change: ViewUpdate) {
      if (change.docChanged) this.decorations = highlighted(change.view);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

const theme = EditorView.theme({
  '&': { fontSize: 'var(--text-12)', color: 'var(--color-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '26px',
    overflowX: 'auto',
    scrollbarWidth: 'none',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0 4px' },
  '.cm-placeholder': { color: 'var(--color-muted)', fontFamily: 'var(--font-sans)' },
  '.filter-field': { color: 'var(--color-accent-ink)' },
  '.filter-keyword': { color: 'var(--color-soft)', fontWeight: 'var(--font-weight-semibold)' },
  '.filter-sign': { color: 'var(--color-muted)' },
  '.filter-string, .filter-number': { color: 'var(--color-ink)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--color-failed)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--color-outline)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--color-panel)',
    color: 'var(--color-ink)',
    boxShadow: 'var(--shadow-float)',
    zIndex: '50',
  },
  '.cm-tooltip-below': { marginTop: '4px' },
  '.cm-tooltip-lint': { fontFamily: 'var(--font-sans)', maxWidth: '480px' },
  '.cm-diagnostic-error': { borderLeft: 'none', padding: '6px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    maxHeight: '260px',
    minWidth: '220px',
    padding: '4px',
  },
});

/** The look of a filter: its colours and the tokens of the page. */
export const filterLook: Extension = [highlighting, theme, completionLook];
