import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import type { DraftFieldsProps } from './ConditionFields.tsx';
import { ExperimentTicks } from './ExperimentTicks.tsx';
import type { ScopeKind } from './rule-draft.ts';

/** Which runs a rule looks at: all, those of experiments, or some; and of these only what a filter finds. */
export function ScopeFields({ draft, problems, onChange }: DraftFieldsProps) {
  const { of, runIds, filter } = draft;
  const choices: (readonly [ScopeKind, string])[] = [
    ['all', 'Every run'],
    ['experiments', 'Experiments'],
    ...(runIds.length > 0
      ? [['runs', runIds.length === 1 ? 'This run' : `These ${formatCount(runIds.length)} runs`] as const]
      : []),
  ];
  return (
    <div className="flex flex-col gap-2">
      <div>
        <span aria-hidden="true" className="mb-1 block text-muted">
          Of
        </span>
        <div className="flex">
          <SegmentedChoice
            label="Runs to look at"
            choices={choices}
            chosen={of}
            onChoose={(chosen) => onChange({ of: chosen })}
          />
        </div>
      </div>
      {of === 'experiments' && (
        <ExperimentTicks
          chosen={draft.experimentIds}
          onChange={(experimentIds) => onChange({ experimentIds })}
        />
      )}
      {problems.scope !== undefined && <p className="text-failed">{problems.scope}</p>}
      <TextField
        label="Only runs that match (optional)"
        placeholder="params.optimizer = 'adam'"
        value={filter}
        error={problems.filter}
        className="[&_input]:font-mono"
        onChange={({ target }) => onChange({ filter: target.value })}
      />
    </div>
  );
}
