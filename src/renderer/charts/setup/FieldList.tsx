import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../format.ts';
import { useRunColumns } from '../../queries/run-columns.ts';
import type { Field } from '../chart-settings.ts';
import { ATTRIBUTE_LABELS } from '../fields.ts';

export type FieldKinds = readonly ('metrics' | 'params' | 'tags' | 'attributes')[];

interface FieldListProps {
  experimentIds: readonly string[];
  kinds: FieldKinds;
  chosen: readonly Field[];
  onChoose: (field: Field) => void;
}

/** Of thousands of keys the most used are listed; the others are found by a few letters. */
const MOST_LISTED = 60;
const HEADINGS = { metrics: 'Metrics', params: 'Params', tags: 'Tags', attributes: 'Run' } as const;

/** A list of fields to search; the tracker does the searching, so that any number of keys will do. */
export function FieldList({ experimentIds, kinds, chosen, onChoose }: FieldListProps) {
  const [search, setSearch] = useState('');
  const [marked, setMarked] = useState('');
  const text = search.trim();
  const { data: used } = useRunColumns(experimentIds, text);
  const attributes = Object.entries(ATTRIBUTE_LABELS)
    .filter(([key, label]) => `${key} ${label}`.toLowerCase().includes(text.toLowerCase()))
    .map(([key, label]) => ({ field: `attributes.${key}`, label, runs: undefined }));
  const keyed = (kind: 'metrics' | 'params' | 'tags') =>
    (used?.[kind] ?? [])
      .filter(({ key }) => kind !== 'tags' || !key.startsWith('mlflow.'))
      .map(({ key, runs }) => ({ field: `${kind}.${key}`, label: key, runs }));
  const groups = kinds.map((kind) => ({
    heading: HEADINGS[kind],
    fields: kind === 'attributes' ? attributes : keyed(kind),
  }));
  const listed = groups.flatMap(({ fields }) => fields.slice(0, MOST_LISTED).map(({ field }) => field));
  return (
    <Command
      shouldFilter={false}
      label="Fields"
      // The tracker answers later than a key is pressed: what was marked before may be gone, then the first is.
      value={listed.includes(marked) ? marked : (listed[0] ?? '')}
      onValueChange={setMarked}
      className="flex flex-col"
    >
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Search"
        className="h-8 border-b border-separator bg-transparent px-3 text-12 outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-1.5 text-12 text-muted">
          {used === undefined ? 'Reading …' : 'Nothing has this in its name.'}
        </Command.Empty>
        {groups.map(({ heading, fields }) => (
          <FieldGroup key={heading} heading={heading} fields={fields} chosen={chosen} onChoose={onChoose} />
        ))}
      </Command.List>
    </Command>
  );
}

interface FieldGroupProps {
  heading: string;
  fields: readonly { field: Field; label: string; runs: number | undefined }[];
  chosen: readonly Field[];
  onChoose: (field: Field) => void;
}

function FieldGroup({ heading, fields, chosen, onChoose }: FieldGroupProps) {
  if (fields.length === 0) return null;
  const left = fields.length - MOST_LISTED;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-muted"
    >
      {fields.slice(0, MOST_LISTED).map(({ field, label, runs }) => (
        <Command.Item
          key={field}
          value={field}
          onSelect={() => onChoose(field)}
          className="flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-12 select-none data-[selected=true]:bg-selected"
        >
          <span className="size-4 flex-none">
            {chosen.includes(field) && <Check className="text-accent-ink" />}
          </span>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {runs !== undefined && <span className="text-11 text-muted tabular-nums">{formatCount(runs)}</span>}
        </Command.Item>
      ))}
      {left > 0 && (
        <p className="px-2 py-1 text-11 text-muted">
          and {formatCount(left)}
          {left + MOST_LISTED >= 1000 ? ' or more' : ''} others: type to find them
        </p>
      )}
    </Command.Group>
  );
}
