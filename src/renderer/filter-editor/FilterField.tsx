import { type KeyboardEvent, useCallback, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FilterEditor, FilterEditorHandle, FilterEditorProps } from './FilterEditor.tsx';
import { FILTER_HINT } from './filter-hint.ts';

const load = () => import('./FilterEditor.tsx');

/**
 * One line of text for a filter. It is a plain field until someone goes there; then the editor that knows the grammar is loaded,
 * and takes over what is typed by then, with caret and focus.
 */
export function FilterField(props: FilterEditorProps) {
  const { filter, onApply, onLeave, ref } = props;
  const [Editor, setEditor] = useState<typeof FilterEditor>();
  const [text, setText] = useState(filter);
  const [applied, setApplied] = useState(filter);
  const field = useRef<HTMLInputElement>(null);
  const editor = useRef<FilterEditorHandle>(null);
  const isComposing = useRef(false);
  const loaded = useRef<typeof FilterEditor>(undefined);
  if (applied !== filter) {
    setApplied(filter);
    setText(filter);
  }
  useImperativeHandle(ref, () => ({ focus: () => (editor.current ?? field.current)?.focus() }), []);

  const handOver = useCallback(() => {
    const { current } = loaded;
    // Text that an input method still writes would be lost.
    if (current !== undefined && !isComposing.current) flushSync(() => setEditor(() => current));
  }, []);
  const begin = useCallback(async () => {
    if (loaded.current !== undefined) return;
    try {
      ({ FilterEditor: loaded.current } = await load());
      handOver();
    } catch {
      // Without the editor the field filters as well; the next focus tries again.
    }
  }, [handOver]);

  if (Editor !== undefined) {
    const { current: plain } = field;
    const draft = { text, selection: selectionOf(plain), hasFocus: plain === document.activeElement };
    return <Editor {...props} ref={editor} draft={draft} />;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onApply(text.trim());
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      type="text"
      aria-label="Filter runs"
      placeholder={FILTER_HINT}
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onPointerEnter={() => void begin()}
      onFocus={() => void begin()}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={() => {
        isComposing.current = false;
        handOver();
      }}
      className="min-w-0 flex-1 self-stretch bg-transparent px-1 font-mono text-12 text-ink outline-none placeholder:font-sans placeholder:text-muted"
    />
  );
}

function selectionOf(field: HTMLInputElement | null): { anchor: number; head: number } {
  const { selectionStart, selectionEnd, selectionDirection } = field ?? {};
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  return selectionDirection === 'backward' ? { anchor: end, head: start } : { anchor: start, head: end };
}
