import { EditorView } from '@codemirror/view';

const added = 'color-mix(in oklab, var(--color-run-8) 16%, transparent)';
const addedText = 'color-mix(in oklab, var(--color-run-8) 38%, transparent)';
const removed = 'color-mix(in oklab, var(--color-run-7) 14%, transparent)';
const removedText = 'color-mix(in oklab, var(--color-run-7) 36%, transparent)';

/** The look of two texts with their differences marked: the tokens of the page instead of the editor's own colours. */
export const diffTheme = EditorView.theme({
  '&': {
    fontSize: 'var(--text-12)',
    color: 'var(--color-ink)',
    backgroundColor: 'transparent',
    height: '100%',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    // Code is read character by character.
    fontFeatureSettings: '"liga" 0, "calt" 0',
    lineHeight: '18px',
    overflow: 'auto',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--color-panel)',
    color: 'var(--color-muted)',
    borderRight: '1px solid var(--color-separator)',
  },
  '.cm-content': { padding: '0' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: removed },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: added },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText, &.cm-merge-b .cm-deletedText': {
    background: removedText,
    borderRadius: '2px',
  },
  '&.cm-merge-b .cm-changedText': { background: addedText, borderRadius: '2px' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--color-run-7)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--color-run-8)' },
  '.cm-collapsedLines': {
    background: 'var(--color-panel)',
    color: 'var(--color-muted)',
    fontFamily: 'var(--font-sans)',
    padding: '3px 12px',
    borderBlock: '1px solid var(--color-separator)',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"…"' },
});
