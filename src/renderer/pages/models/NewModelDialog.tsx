import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { modelPath } from '../../model-paths.ts';
import { createModel } from '../../queries/registered-models.ts';

export function NewModelDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const noteId = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [error, setError] = useState<string>();
  const wanted = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await createModel(wanted, description.trim());
      onClose();
      await navigate(modelPath(wanted));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New model"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={wanted === ''}>
            Create
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
          placeholder="fraud-model"
          hint="Versions are registered under it."
          error={error}
        />
        <div>
          <label htmlFor={noteId} className="mb-1 block text-12 text-muted">
            Description in Markdown, if you like
          </label>
          <textarea
            id={noteId}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            rows={4}
            className="block w-full resize-y rounded-md border border-outline bg-canvas p-2 text-12"
          />
        </div>
      </form>
    </Dialog>
  );
}
