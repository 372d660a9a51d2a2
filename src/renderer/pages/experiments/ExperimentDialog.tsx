import type { Experiment } from '../../../contract/index.ts';
import { NoteDialog } from './NoteDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { TagsDialog } from './TagsDialog.tsx';

/** Which form is open, and for what. */
export interface DialogState {
  kind: 'rename' | 'note' | 'tags';
  experiments: readonly Experiment[];
}

export function ExperimentDialog({
  state,
  onClose,
}: {
  state: DialogState | undefined;
  onClose: () => void;
}) {
  const [first] = state?.experiments ?? [];
  if (state === undefined || first === undefined) return null;
  if (state.kind === 'rename') return <RenameDialog experiment={first} onClose={onClose} />;
  if (state.kind === 'note') return <NoteDialog experiment={first} onClose={onClose} />;
  return <TagsDialog experiments={state.experiments} onClose={onClose} />;
}
