import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Button } from './Button.tsx';
import { TextField } from './TextField.tsx';

interface TagFormProps {
  /** The tag to change; without one a new one is made. */
  tag?: { key: string; value: string };
  onSave: (key: string, value: string) => Promise<void>;
  onCancel: () => void;
}

export function TagForm({ tag, onSave, onCancel }: TagFormProps) {
  const [key, setKey] = useState(tag?.key ?? '');
  const [value, setValue] = useState(tag?.value ?? '');
  const name = key.trim();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name !== '') void onSave(name, value);
  };
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onCancel();
  };
  return (
    <form onSubmit={save} onKeyDown={cancelOnEscape} className="flex flex-wrap items-center gap-1 py-1">
      <TextField
        label="Name of the tag"
        hidesLabel
        placeholder="name"
        value={key}
        disabled={tag !== undefined}
        autoFocus={tag === undefined}
        onChange={(event) => setKey(event.target.value)}
        className="min-w-20 flex-2"
      />
      <TextField
        label="Value of the tag"
        hidesLabel
        placeholder="value"
        value={value}
        autoFocus={tag !== undefined}
        onChange={(event) => setValue(event.target.value)}
        className="min-w-24 flex-3"
      />
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" disabled={name === ''}>
        Save
      </Button>
    </form>
  );
}
