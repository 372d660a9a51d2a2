import { Command } from 'cmdk';
import { Check, Package, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import type { ModelRow } from '../../queries/registered-models.ts';
import { useModelChoice } from '../../queries/run-registrations.ts';
import { outcomeWords } from './register-draft.ts';

interface ModelNameFieldProps {
  name: string;
  error: string | undefined;
  onChange: (name: string) => void;
}

const ITEM =
  'flex h-7 cursor-default items-center gap-2 rounded-sm px-2 select-none data-[selected=true]:bg-selected';
const NEW = 'new ';

/** The name of a registered model: one of those that are there, found by a few letters, or a new one. */
export function ModelNameField({ name, error, onChange }: ModelNameFieldProps) {
  const id = useId();
  const [marked, setMarked] = useState('');
  const wanted = name.trim();
  const { data, isPlaceholderData } = useModelChoice(wanted);
  const { found = [], exact, isPrompt } = data ?? {};
  const isNew = wanted !== '' && data !== undefined && !isPlaceholderData && exact === undefined && !isPrompt;
  const listed = exact === undefined ? found : [exact, ...found.filter((row) => row.name !== exact.name)];
  const values = [...listed.map((row) => row.name), ...(isNew ? [`${NEW}${wanted}`] : [])];
  const note =
    error ?? (isPlaceholderData ? ' ' : outcomeWords(wanted, exact && { last: exact.latest?.version }));
  return (
    <div>
      <span aria-hidden="true" className="mb-1 block text-muted">
        Model
      </span>
      <Command
        shouldFilter={false}
        label="Model"
        value={values.includes(marked) ? marked : (values[0] ?? '')}
        onValueChange={setMarked}
        className="rounded-md border border-outline"
      >
        <Command.Input
          value={name}
          onValueChange={onChange}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          placeholder="Search, or name a new model"
          className="h-7 w-full rounded-t-md bg-canvas px-2 placeholder:text-muted"
        />
        <Command.List className="h-36 overflow-y-auto border-t border-separator p-1">
          <Command.Empty className="px-2 py-1.5 text-muted">
            {data === undefined ? 'Reading …' : 'No models yet. Name the first.'}
          </Command.Empty>
          {listed.map((row) => (
            <Command.Item
              key={row.name}
              value={row.name}
              onSelect={() => onChange(row.name)}
              className={ITEM}
            >
              {row.name === wanted ? (
                <Check className="text-accent-ink" />
              ) : (
                <Package className="text-muted" />
              )}
              <span className="min-w-0 flex-1 truncate">{row.name}</span>
              <span className="flex-none text-muted">{versionsWords(row)}</span>
            </Command.Item>
          ))}
          {isNew && (
            <Command.Item value={`${NEW}${wanted}`} onSelect={() => onChange(wanted)} className={ITEM}>
              <Plus className="text-muted" />
              <span className="min-w-0 flex-1 truncate">New model “{wanted}”</span>
            </Command.Item>
          )}
        </Command.List>
      </Command>
      <p id={`${id}-note`} className={`mt-1 ${error === undefined ? 'text-muted' : 'text-failed'}`}>
        {note}
      </p>
    </div>
  );
}

function versionsWords({ latest }: ModelRow): string {
  return latest === undefined ? 'no versions' : `v${latest.version}`;
}
