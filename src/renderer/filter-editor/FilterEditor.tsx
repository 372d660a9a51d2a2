import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import type { FilterVocabulary } from './filter-completion.ts';
import { filterExtensions } from './filter-extensions.ts';

export interface FilterEditorHandle {
  focus: () => void;
}

interface FilterEditorProps {
  /** The filter that is in force. */
  filter: string;
  vocabulary: FilterVocabulary;
  onApply: (text: string) => void;
  onLeave: () => void;
  ref: Ref<FilterEditorHandle>;
}

/**
 * One line of text that knows the grammar of filters. It lives in a shadow root: there the editor's rules are constructed style
 * sheets, which the page's policy allows, and not style elements, which it refuses.
 */
export function FilterEditor({ filter, vocabulary, onApply, onLeave, ref }: FilterEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const apply = useEffectEvent((text: string) => onApply(text.trim()));
  const leave = useEffectEvent(() => onLeave());
  const words = useEffectEvent(() => vocabulary);
  const first = useEffectEvent(() => filter);
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), []);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: first(),
        extensions: filterExtensions({ apply, leave, vocabulary: words }),
      }),
    });
    editor.current = view;
    return () => {
      editor.current = undefined;
      view.destroy();
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view === undefined || view.state.doc.toString().trim() === filter) return;
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
