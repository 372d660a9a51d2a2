import { EditorView } from '@codemirror/view';

/** The lines of what an editor offers to complete. */
export const completionLook = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '16px',
    padding: '0 8px',
    lineHeight: '24px',
    borderRadius: 'var(--radius-sm)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--color-selected)',
    color: 'var(--color-ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--font-weight-semibold)' },
  '.cm-completionDetail': { color: 'var(--color-muted)', fontStyle: 'normal', marginLeft: '0' },
});
