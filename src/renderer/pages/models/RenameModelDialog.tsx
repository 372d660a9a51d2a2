import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { renameModelWithUndo } from './model-actions.ts';

interface RenameModelDialogProps {
  name: string;
  onClose: () => void;
  /** Told of the new name once it has it, and of the old one when that is taken back. */
  onRenamed?: (to: string, from: string) => void;
}

export function RenameModelDialog({ name, onClose, onRenamed }: RenameModelDialogProps) {
  const formId = useId();
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  const wanted = text.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await renameModelWithUndo(name, wanted, onRenamed);
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Rename the model"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={wanted === '' || wanted === name}>
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value);
            setError(undefined);
          }}
          hint={`Its versions, stages and aliases stay. What loads models:/${name}/… must be told the new name.`}
          error={error}
        />
      </form>
    </Dialog>
  );
}
