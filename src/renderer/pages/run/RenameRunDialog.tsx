import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { undoable } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { renameRun } from '../../queries/runs.ts';

interface RenameRunDialogProps {
  runId: string;
  name: string;
  onClose: () => void;
}

export function RenameRunDialog({ runId, name, onClose }: RenameRunDialogProps) {
  const [text, setText] = useState(name);
  const form = useId();
  const wanted = text.trim();
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '') return;
    const isDone =
      wanted === name ||
      (await undoable({
        act: () => renameRun(runId, wanted),
        done: `Renamed to ${wanted}`,
        undo: () => renameRun(runId, name),
      }));
    if (isDone) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Rename the run"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={wanted === ''}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void rename(event)}>
        <TextField
          label="Name"
          value={text}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
