import { NoteSection } from '../../components/NoteSection.tsx';
import { setRunsTag } from '../../queries/runs.ts';

/** The tag that MLflow's own page keeps notes in. */
export const NOTE_TAG = 'mlflow.note.content';

interface RunNotesProps {
  runId: string;
  note: string | undefined;
  isEditable: boolean;
}

export function RunNotes({ runId, note = '', isEditable }: RunNotesProps) {
  return (
    <NoteSection
      title="Notes"
      note={note}
      isEditable={isEditable}
      hint="None yet. Markdown, kept with the run."
      onSave={(text) => setRunsTag([runId], NOTE_TAG, text === '' ? undefined : text)}
    />
  );
}
