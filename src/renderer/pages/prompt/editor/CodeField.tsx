import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { completionLook } from '../../../components/completion-look.ts';
import { codeLook } from './code-look.ts';

export interface CodeFieldProps {
  /** For screen readers. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  isReadOnly: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  /** Highlighting, lint and completion; the same value at every drawing. */
  extensions: Extension;
  className?: string;
}

/** Mod+Enter is the page's. */
const editing = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter');
const typedBySomeoneElse = Transaction.addToHistory.of(false);

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

/**
 * Lines of text that grow with what is typed. It lives in a shadow root: there the editor's rules are constructed style sheets,
 * which the page's policy allows, and not style elements, which it refuses.
 */
export function CodeField(props: CodeFieldProps) {
  const { label, value, isReadOnly, extensions, className = '' } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const access = useRef(new Compartment());
  const first = useEffectEvent(() => props);
  const change = useEffectEvent((text: string) => props.onChange(text));

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const { value: doc, isReadOnly: isFixed, placeholder: hint = '', autoFocus = false } = first();
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc,
        extensions: [
          plainReplacement,
          history(),
          extensions,
          keymap.of([...historyKeymap, ...editing]),
          EditorView.lineWrapping,
          placeholder(hint),
          access.current.of(accessOf(isFixed)),
          EditorView.contentAttributes.of({
            'aria-label': label,
            role: 'textbox',
            'aria-multiline': 'true',
            spellcheck: 'false',
          }),
          EditorView.updateListener.of(({ docChanged, transactions, state }) => {
            const isOwn = transactions.some(
              (one) => one.docChanged && one.annotation(Transaction.addToHistory) !== false,
            );
            if (docChanged && isOwn) change(state.doc.toString());
          }),
          codeLook,
          completionLook,
        ],
      }),
    });
    editor.current = view;
    if (autoFocus) view.focus();
    return () => {
      editor.current = undefined;
      view.destroy();
    };
  }, [label, extensions]);

  useEffect(() => {
    editor.current?.dispatch({ effects: access.current.reconfigure(accessOf(isReadOnly)) });
  }, [isReadOnly]);

  useEffect(() => {
    const view = editor.current;
    if (view === undefined || view.state.doc.toString() === value) return;
    view.dispatch({
      changes: changeBetween(view.state.doc.toString(), value),
      annotations: typedBySomeoneElse,
    });
  }, [value]);

  // Outside the shadow root a key seems to come from the host, which is no text field, so the page would take it.
  useEffect(() => {
    const element = host.current;
    const keep = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
      if ((!event.ctrlKey && !event.metaKey && !event.altKey) || isUndo) event.stopPropagation();
    };
    element?.addEventListener('keydown', keep);
    return () => element?.removeEventListener('keydown', keep);
  }, []);

  return <div ref={host} className={`min-w-0 ${className}`} />;
}

/** The one stretch that differs, so that the cursor stays where it is in the rest. */
function changeBetween(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

function accessOf(isReadOnly: boolean): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
    // A text that cannot be typed into is still read and scrolled by keys.
    isReadOnly ? EditorView.contentAttributes.of({ tabindex: '0', 'aria-readonly': 'true' }) : [],
  ];
}
