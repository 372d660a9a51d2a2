import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Annotation } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount } from '../../format.ts';
import { type NoteSubject, openNoteDialog } from '../../note-dialog.ts';
import { createAnnotation, deleteAnnotation, useAnnotations } from '../../queries/annotations.ts';
import { EditNote } from './NoteForm.tsx';
import { notesOf } from './notes-of-chart.ts';

/** The notes of a chart, by step. */
export function NotesList({ of, onClose }: { of: NoteSubject; onClose: () => void }) {
  const { data, error, refetch } = useAnnotations(of.experimentIds);
  const [edited, setEdited] = useState<Annotation>();
  const [removed, setRemoved] = useState<Annotation>();
  const [problem, setProblem] = useState<Error>();
  const notes = notesOf(data ?? [], of);
  const names = new Map(of.runs.map(({ run_id, run_name }) => [run_id, run_name]));
  const act = (work: Promise<unknown>, left?: Annotation) => {
    setProblem(undefined);
    work.then(() => setRemoved(left), setProblem);
  };
  const close = () => {
    // A message in the corner is out of reach while this is open; from now on it is where the way back is.
    if (removed)
      showMessage(wordsOfRemoved(removed), {
        label: 'Undo',
        run: () => void restore(removed).catch(showError),
      });
    onClose();
  };
  if (edited) return <EditNote note={edited} onClose={() => setEdited(undefined)} />;
  return (
    <Dialog
      isOpen
      onClose={close}
      title="Notes"
      description={`On charts of ${of.metrics.join(', ')}`}
      width="medium"
      footer={
        <Button onClick={() => openNoteDialog({ kind: 'new', of, step: undefined })}>Note at a step…</Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && notes.length === 0 && (
        <p className="text-12 text-muted">
          No notes yet. Right-click the chart at a step to leave one: everyone in the workspace sees it there.
        </p>
      )}
      <ul className="text-12">
        {notes.map((note) => (
          <li
            key={note.annotation_id}
            className="flex items-start gap-3 border-t border-separator py-2 first:border-t-0"
          >
            <div className="min-w-0 flex-1">
              <p className="text-13 break-words whitespace-pre-wrap">{note.text}</p>
              <p className="text-muted">
                Step {formatCount(note.step)} ·{' '}
                {note.run_id === undefined ? 'All runs' : names.get(note.run_id)}
                {note.metric_key !== undefined && `, ${note.metric_key}`} · {note.actor},{' '}
                <RelativeTime time={note.last_update_time} />
              </p>
            </div>
            <IconButton
              icon={Pencil}
              label={`Edit the note at step ${formatCount(note.step)}`}
              onClick={() => setEdited(note)}
            />
            <IconButton
              icon={Trash2}
              label={`Delete the note at step ${formatCount(note.step)}`}
              onClick={() => act(deleteAnnotation(note.annotation_id), note)}
            />
          </li>
        ))}
      </ul>
      {removed && (
        <p role="status" className="flex items-center gap-2 text-12 text-muted">
          {wordsOfRemoved(removed)}
          <Button look="accent" onClick={() => act(restore(removed))}>
            Undo
          </Button>
        </p>
      )}
      {problem && (
        <p role="alert" className="text-12 break-words text-failed">
          {problem.message}
        </p>
      )}
    </Dialog>
  );
}

const wordsOfRemoved = ({ step }: Annotation) => `Deleted the note at step ${formatCount(step)}`;

/** Leaves a note that was deleted anew. */
function restore({ experiment_id, run_id, metric_key, step, text }: Annotation): Promise<Annotation> {
  return createAnnotation({
    experiment_id,
    ...(run_id !== undefined && { run_id }),
    ...(metric_key !== undefined && { metric_key }),
    step,
    text,
  });
}
