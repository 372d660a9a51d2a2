import { Plus, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { RegisterDraft } from './register-draft.ts';

interface TagRowsProps {
  tags: RegisterDraft['tags'];
  error: string | undefined;
  onChange: (tags: RegisterDraft['tags']) => void;
}

/** Tags as they are being written, one a line. */
export function TagRows({ tags, error, onChange }: TagRowsProps) {
  const set = (at: number, changed: Partial<(typeof tags)[number]>) =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...changed } : tag)));
  return (
    <fieldset>
      <legend className="mb-1 text-muted">Tags (optional)</legend>
      <div className="flex flex-col gap-1">
        {tags.map((tag, index) => (
          <div key={index} className="flex items-center gap-1">
            <TextField
              label={`Name of tag ${index + 1}`}
              hidesLabel
              placeholder="name"
              value={tag.key}
              onChange={({ target }) => set(index, { key: target.value })}
              className="min-w-0 flex-2"
            />
            <TextField
              label={`Value of tag ${index + 1}`}
              hidesLabel
              placeholder="value"
              value={tag.value}
              onChange={({ target }) => set(index, { value: target.value })}
              className="min-w-0 flex-3"
            />
            <IconButton
              icon={X}
              label={`Without tag ${index + 1}`}
              onClick={() => onChange(tags.filter((_, at) => at !== index))}
            />
          </div>
        ))}
      </div>
      {error !== undefined && <p className="mt-1 text-failed">{error}</p>}
      <Button look="quiet" className="-ml-2.5" onClick={() => onChange([...tags, { key: '', value: '' }])}>
        <Plus />
        Add a tag
      </Button>
    </fieldset>
  );
}
