import { create } from 'zustand';

/** What a chart shows, as far as notes at its steps care. */
export interface NoteSubject {
  experimentIds: readonly string[];
  runs: readonly { run_id: string; run_name: string; experiment_id: string }[];
  metrics: readonly string[];
}

/** A note that is to be left, or the notes that a chart has. */
export type NoteDialogState =
  | { kind: 'new'; of: NoteSubject; step: number | undefined; runId?: string | undefined }
  | { kind: 'list'; of: NoteSubject };

/** The form for notes that is open over the page. */
export const useNoteDialog = create<{ dialog: NoteDialogState | undefined }>(() => ({ dialog: undefined }));

export const openNoteDialog = (dialog: NoteDialogState) => useNoteDialog.setState({ dialog });
export const closeNoteDialog = () => useNoteDialog.setState({ dialog: undefined });
