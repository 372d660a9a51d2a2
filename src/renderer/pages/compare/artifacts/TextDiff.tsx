import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { diffTheme } from './diff-theme.ts';

const COLLAPSED = { margin: 3, minSize: 6 };
/** Past this a precise answer is not worth the wait. */
const DIFF = { scanLimit: 10_000, timeout: 1500 };

interface TextDiffProps {
  names: readonly [string, string];
  texts: readonly [string, string];
  way: 'side' | 'inline';
  /** Whether long lines are broken instead of being scrolled. */
  wraps: boolean;
}

/**
 * Two texts with their differences, by CodeMirror. It lives in a shadow root: there the editor's rules are constructed style
 * sheets, which the page's policy allows, and not style elements, which it refuses.
 */
export function TextDiff({ names, texts, way, wraps }: TextDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const [leftName, rightName] = names;
  const [leftText, rightText] = texts;
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const shared = (label: string): Extension => [
      lineNumbers(),
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({
        'aria-label': label,
        role: 'textbox',
        'aria-readonly': 'true',
        'aria-multiline': 'true',
        tabindex: '0',
      }),
      wraps ? EditorView.lineWrapping : [],
      diffTheme,
    ];
    if (way === 'inline') {
      const unified = unifiedMergeView({
        original: leftText,
        mergeControls: false,
        collapseUnchanged: COLLAPSED,
        diffConfig: DIFF,
      });
      const view = new EditorView({
        root,
        parent: root,
        doc: rightText,
        extensions: [shared(`${leftName} against ${rightName}`), unified],
      });
      return () => view.destroy();
    }
    const view = new MergeView({
      root,
      parent: root,
      a: { doc: leftText, extensions: shared(leftName) },
      b: { doc: rightText, extensions: shared(rightName) },
      collapseUnchanged: COLLAPSED,
      diffConfig: DIFF,
    });
    view.dom.style.height = '100%';
    return () => view.destroy();
  }, [leftName, rightName, leftText, rightText, way, wraps]);
  return <div ref={host} role="group" aria-label="Differences" className="min-h-0 flex-1 overflow-hidden" />;
}
