import { type FormEvent, useId, useState } from 'react';
import type { Experiment } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { renameWithUndo } from './experiment-actions.ts';

export function RenameDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const formId = useId();
  const [name, setName] = useState(experiment.name);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await renameWithUndo(experiment, name.trim());
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const isSame = name.trim() === '' || name.trim() === experiment.name;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Rename the experiment"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={isSame}>
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={name}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
          hint="Its id and its runs stay. Scripts that name it by the old name make a new one."
          error={error}
        />
      </form>
    </Dialog>
  );
}
