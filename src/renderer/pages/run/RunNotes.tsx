import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { undoable } from '../../components/messages.ts';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { setRunsTag } from '../../queries/runs.ts';
import { DetailSection } from './DetailSection.tsx';

/** The tag that MLflow's own page keeps notes in. */
export const NOTE_TAG = 'mlflow.note.content';
const MODES = [
  ['write', 'Write'],
  ['preview', 'Preview'],
] as const;

const Markdown = lazy(async () => ({ default: (await import('../../components/Markdown.tsx')).Markdown }));

interface RunNotesProps {
  runId: string;
  note: string | undefined;
  isEditable: boolean;
}

export function RunNotes({ runId, note = '', isEditable }: RunNotesProps) {
  const [isEditing, setEditing] = useState(false);
  const save = async (text: string) => {
    const valueOf = (content: string) => (content === '' ? undefined : content);
    const isDone =
      text === note ||
      (await undoable({
        act: () => setRunsTag([runId], NOTE_TAG, valueOf(text)),
        done: 'Saved the notes',
        undo: () => setRunsTag([runId], NOTE_TAG, valueOf(note)),
      }));
    if (isDone) setEditing(false);
  };
  return (
    <DetailSection
      title="Notes"
      action={
        isEditable &&
        !isEditing && <IconButton icon={Pencil} label="Write notes" onClick={() => setEditing(true)} />
      }
    >
      {isEditing && <NoteForm note={note} onSave={save} onCancel={() => setEditing(false)} />}
      {!isEditing && note === '' && <p className="text-muted">None yet. Markdown, kept with the run.</p>}
      {!isEditing && note !== '' && <Rendered text={note} />}
    </DetailSection>
  );
}

function Rendered({ text }: { text: string }) {
  return (
    <div className="note pt-2">
      <Suspense fallback={<p className="whitespace-pre-wrap break-words">{text}</p>}>
        <Markdown text={text} />
      </Suspense>
    </div>
  );
}

interface NoteFormProps {
  note: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

function NoteForm({ note, onSave, onCancel }: NoteFormProps) {
  const [text, setText] = useState(note);
  const [mode, setMode] = useState<'write' | 'preview'>('write');
  return (
    <div className="flex flex-col gap-2 pt-1">
      <div className="flex">
        <SegmentedChoice label="Notes" choices={MODES} chosen={mode} onChoose={setMode} />
      </div>
      {mode === 'preview' ? (
        <div className="min-h-40">
          <Rendered text={text} />
        </div>
      ) : (
        <textarea
          aria-label="Notes in Markdown"
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void onSave(text);
          }}
          className="min-h-40 w-full resize-y rounded-md border border-outline bg-canvas p-2 font-mono text-12"
        />
      )}
      <div className="flex justify-end gap-1">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={() => void onSave(text)}>Save</Button>
      </div>
    </div>
  );
}
