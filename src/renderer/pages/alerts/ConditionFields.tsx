import { useId } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { useExperiments } from '../../queries/experiments.ts';
import { useRunColumns } from '../../queries/run-columns.ts';
import type { Problems, RuleDraft } from './rule-draft.ts';
import { ALL_ENDS, BEYOND, type End } from './rule-words.ts';

export interface DraftFieldsProps {
  draft: RuleDraft;
  problems: Problems;
  onChange: (changed: Partial<RuleDraft>) => void;
}

const END_WORDS: Record<End, string> = { FINISHED: 'Finished', FAILED: 'Failed', KILLED: 'Killed' };

/** What a rule of the chosen kind has to be told. */
export function ConditionFields({ draft, problems, onChange }: DraftFieldsProps) {
  switch (draft.kind) {
    case 'threshold':
      return (
        <div className="grid grid-cols-[minmax(0,1fr)_124px_112px] items-start gap-2">
          <MetricField draft={draft} problems={problems} onChange={onChange} />
          <ComparatorField draft={draft} onChange={onChange} />
          <TextField
            label="Value"
            inputMode="decimal"
            value={draft.value}
            error={problems.value}
            onChange={({ target }) => onChange({ value: target.value })}
          />
        </div>
      );
    case 'nan':
      return <MetricField draft={draft} problems={problems} onChange={onChange} />;
    case 'stall':
      return (
        <TextField
          label="Minutes without a write while it is running"
          inputMode="numeric"
          value={draft.minutes}
          error={problems.minutes}
          onChange={({ target }) => onChange({ minutes: target.value })}
          className="w-70"
        />
      );
    case 'finish':
      return <EndsField draft={draft} problems={problems} onChange={onChange} />;
  }
}

/** So many keys are offered at a time; any other may be typed, also one that no run has logged yet. */
const MOST_OFFERED = 100;

function MetricField({ draft, problems, onChange }: DraftFieldsProps) {
  const listId = useId();
  const { data: experiments = [] } = useExperiments();
  const isChosen = draft.of === 'experiments' && draft.experimentIds.length > 0;
  const ids = isChosen ? draft.experimentIds : experiments.map(({ experiment_id }) => experiment_id);
  return (
    <div>
      <TextField
        label="Metric"
        list={listId}
        placeholder={draft.kind === 'nan' ? 'Any metric' : 'loss'}
        value={draft.metric}
        error={problems.metric}
        onChange={({ target }) => onChange({ metric: target.value })}
      />
      <datalist id={listId}>
        {ids.length > 0 && <MetricOptions experimentIds={ids} search={draft.metric.trim()} />}
      </datalist>
    </div>
  );
}

function MetricOptions({ experimentIds, search }: { experimentIds: readonly string[]; search: string }) {
  const { data } = useRunColumns(experimentIds, search);
  return data?.metrics.slice(0, MOST_OFFERED).map(({ key }) => <option key={key} value={key} />);
}

function ComparatorField({ draft, onChange }: Omit<DraftFieldsProps, 'problems'>) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-muted">
        Is
      </label>
      <select
        id={id}
        value={draft.comparator}
        onChange={({ target }) => onChange({ comparator: target.value as RuleDraft['comparator'] })}
        className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5"
      >
        {Object.entries(BEYOND).map(([sign, words]) => (
          <option key={sign} value={sign}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function EndsField({ draft, problems, onChange }: DraftFieldsProps) {
  const toggle = (end: End) =>
    onChange({
      statuses: ALL_ENDS.filter((other) => draft.statuses.includes(other) !== (other === end)),
    });
  return (
    <fieldset>
      <legend className="mb-1 text-muted">Ends as</legend>
      <div className="flex h-7 items-center gap-4">
        {ALL_ENDS.map((end) => (
          <label key={end} className="flex items-center gap-1.5">
            <input
              type="checkbox"
              checked={draft.statuses.includes(end)}
              onChange={() => toggle(end)}
              className="accent-action"
            />
            {END_WORDS[end]}
          </label>
        ))}
      </div>
      {problems.statuses !== undefined && <p className="text-failed">{problems.statuses}</p>}
    </fieldset>
  );
}
