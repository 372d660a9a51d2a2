import { EditorView } from '@codemirror/view';

/** The look of every editor of the page: the tokens of the page instead of the editor's own colours. */
export const codeLook = EditorView.theme({
  '&': { fontSize: 'var(--text-12)', color: 'var(--color-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    // A template is read character by character.
    fontFeatureSettings: '"liga" 0, "calt" 0',
    lineHeight: '20px',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0 12px' },
  '.cm-placeholder': { color: 'var(--color-muted)', fontFamily: 'var(--font-sans)' },
  '.template-variable': {
    color: 'var(--color-accent-ink)',
    backgroundColor: 'color-mix(in oklab, var(--color-accent) 14%, transparent)',
    borderRadius: '3px',
  },
  '.template-expression': { color: 'var(--color-accent-ink)' },
  '.template-statement': { color: 'var(--color-killed)' },
  '.template-comment': { color: 'var(--color-muted)', fontStyle: 'italic' },
  '.json-key': { color: 'var(--color-accent-ink)' },
  '.json-plain': { color: 'var(--color-killed)' },
  '.cm-lintRange': { backgroundImage: 'none', textDecorationLine: 'underline', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--color-failed)' },
  '.cm-lintRange-warning': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--color-killed)' },
  '.cm-tooltip': {
    border: '1px solid var(--color-outline)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--color-panel)',
    color: 'var(--color-ink)',
    boxShadow: 'var(--shadow-float)',
    zIndex: '50',
  },
  '.cm-tooltip-lint': { fontFamily: 'var(--font-sans)', maxWidth: '420px' },
  '.cm-diagnostic': { borderLeft: 'none', padding: '6px 10px', whiteSpace: 'normal' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    maxHeight: '220px',
    minWidth: '180px',
    padding: '4px',
  },
});
