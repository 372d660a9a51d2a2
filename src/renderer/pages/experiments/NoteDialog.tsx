import { useState } from 'react';
import type { Experiment } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NOTE_TAG, noteOf, setTag } from './experiment-actions.ts';

export function NoteDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const before = noteOf(experiment);
  const [note, setNote] = useState(before);
  const save = async () => {
    if (await setTag([experiment], NOTE_TAG, note.trim() === '' ? undefined : note)) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="medium"
      title={`Note of “${experiment.name}”`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={note === before} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <label className="block">
        <span className="mb-1 block text-12 text-muted">Markdown; MLflow keeps it as the tag {NOTE_TAG}</span>
        <textarea
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
          }}
          rows={12}
          className="block w-full resize-y rounded-md border border-outline bg-canvas p-2 font-mono text-12"
        />
      </label>
    </Dialog>
  );
}
