import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Experiment } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useExperiments } from '../../queries/experiments.ts';
import { ownTags, setTag } from './experiment-actions.ts';

/** The tags of one experiment or several: each change is done at once and can be undone. */
export function TagsDialog({
  experiments,
  onClose,
}: {
  experiments: readonly Experiment[];
  onClose: () => void;
}) {
  const { data = [] } = useExperiments();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const ids = new Set(experiments.map(({ experiment_id }) => experiment_id));
  const current = data.filter(({ experiment_id }) => ids.has(experiment_id));
  const keys = [
    ...new Set(current.flatMap((experiment) => ownTags(experiment).map((tag) => tag.key))),
  ].sort();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await setTag(current, key.trim(), value))) return;
    setKey('');
    setValue('');
  };
  const [first] = experiments;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="medium"
      title={
        experiments.length === 1 ? `Tags of “${first?.name}”` : `Tags of ${experiments.length} experiments`
      }
    >
      {keys.length === 0 && <p className="mb-3 text-12 text-muted">No tags yet.</p>}
      <dl className="mb-3 text-12">
        {keys.map((tag) => (
          <div key={tag} className="flex min-h-7 items-center gap-3 border-b border-separator">
            <dt className="w-40 flex-none truncate text-muted">{tag}</dt>
            <dd className="flex min-w-0 flex-1 items-center justify-between gap-2">
              <span className="truncate font-mono">{valuesOf(current, tag)}</span>
              <IconButton
                icon={X}
                label={`Remove ${tag}`}
                onClick={() => void setTag(current, tag, undefined)}
              />
            </dd>
          </div>
        ))}
      </dl>
      <form onSubmit={(event) => void add(event)} className="flex items-end gap-2">
        <TextField
          label="Key"
          value={key}
          onChange={(event) => setKey(event.target.value)}
          className="flex-1"
        />
        <TextField
          label="Value"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className="flex-1"
        />
        <Button type="submit" look="primary" disabled={key.trim() === ''}>
          Set
        </Button>
      </form>
    </Dialog>
  );
}

/** The value that all have, or how many there are. */
function valuesOf(experiments: readonly Experiment[], key: string): string {
  const values = experiments.map(({ tags = [] }) => tags.find((tag) => tag.key === key)?.value);
  const distinct = [...new Set(values)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `${distinct.length} different values`;
}
