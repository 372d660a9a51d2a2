import { closeNoteDialog, type NoteDialogState } from '../../note-dialog.ts';
import { NewNote } from './NoteForm.tsx';
import { NotesList } from './NotesList.tsx';

/** Leaves a note at a step, or shows those that a chart has. */
export default function NoteDialog({ dialog }: { dialog: NoteDialogState }) {
  if (dialog.kind === 'list') return <NotesList of={dialog.of} onClose={closeNoteDialog} />;
  return <NewNote of={dialog.of} step={dialog.step} runId={dialog.runId} onClose={closeNoteDialog} />;
}
