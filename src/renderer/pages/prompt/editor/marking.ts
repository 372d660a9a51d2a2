import { type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

interface Marked {
  from: number;
  to: number;
  kind: string;
}

/** Gives what `wordsOf` finds the class `prefix-kind`. Only what is in view is marked, so that a long text stays quick. */
export function marking(prefix: string, wordsOf: (text: string) => readonly Marked[]): Extension {
  let known: { text: string; words: readonly Marked[] } = { text: '', words: [] };
  const marked = (view: EditorView): DecorationSet => {
    const text = view.state.doc.toString();
    if (known.text !== text) known = { text, words: wordsOf(text) };
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to, kind } of known.words)
      if (view.visibleRanges.some((range) => from < range.to && to > range.from))
        builder.add(from, to, Decoration.mark({ class: `${prefix}-${kind}` }));
    return builder.finish();
  };
  return ViewPlugin.define(
    (view) => ({
      decorations: marked(view),
      update(change: ViewUpdate) {
        if (change.docChanged || change.viewportChanged) this.decorations = marked(change.view);
      },
    }),
    { decorations: ({ decorations }) => decorations },
  );
}
