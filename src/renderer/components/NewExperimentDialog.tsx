import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { createExperiment } from '../queries/experiments.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './TextField.tsx';

export function NewExperimentDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const create = async () => {
    try {
      const id = await createExperiment(name.trim());
      onClose();
      await navigate(`/experiments/${id}`);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New experiment"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={name.trim() === ''}>
            Create
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
          placeholder="vision/resnet-sweep"
          hint="A / makes a folder."
          error={error}
        />
      </form>
    </Dialog>
  );
}
