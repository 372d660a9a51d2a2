import { startCompletion } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { FilterVocabulary } from './filter-completion.ts';
import { filterExtensions } from './filter-extensions.ts';

export interface FilterEditorHandle {
  focus: () => void;
}

/** What was typed before the editor came. */
interface FilterDraft {
  text: string;
  selection: { anchor: number; head: number };
  hasFocus: boolean;
}

export interface FilterEditorProps {
  /** The filter that is in force. */
  filter: string;
  vocabulary: FilterVocabulary;
  onApply: (text: string) => void;
  onLeave: () => void;
  ref: Ref<FilterEditorHandle>;
}

interface WithDraft extends FilterEditorProps {
  draft: FilterDraft;
}

/**
 * One line of text that knows the grammar of filters. It lives in a shadow root: there the editor's rules are constructed style
 * sheets, which the page's policy allows, and not style elements, which it refuses.
 */
export function FilterEditor({ filter, vocabulary, onApply, onLeave, ref, draft }: WithDraft) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  /** The filter in force that the editor was last told of. */
  const shown = useRef(filter);
  const apply = useEffectEvent((text: string) => onApply(text.trim()));
  const leave = useEffectEvent(() => onLeave());
  const words = useEffectEvent(() => vocabulary);
  const first = useEffectEvent(() => draft);
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), []);

  // Before the frame is painted: no key may fall between the plain field and this one.
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const { text, selection, hasFocus } = first();
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        selection,
        extensions: filterExtensions({ apply, leave, vocabulary: words }),
      }),
    });
    editor.current = view;
    if (hasFocus) view.focus();
    if (hasFocus && text.trim() !== shown.current) startCompletion(view);
    return () => {
      editor.current = undefined;
      view.destroy();
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    // What is typed and not yet applied stays when the editor comes.
    if (view === undefined || shown.current === filter) return;
    shown.current = filter;
    if (view.state.doc.toString().trim() === filter) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: filter } });
  }, [filter]);

  // Outside the shadow root a key seems to come from the host, which is no text field, so the page would take it.
  useEffect(() => {
    const element = host.current;
    const keep = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    };
    element?.addEventListener('keydown', keep);
    return () => element?.removeEventListener('keydown', keep);
  }, []);

  return <div ref={host} className="min-w-0 flex-1 self-stretch" />;
}
