import { TextField } from '../../../components/TextField.tsx';
import { actorWords } from '../../../your-name.ts';
import type { MoveFilter } from './move-filter.ts';

interface MoveFilterBarProps {
  filter: MoveFilter;
  /** What there is to choose from. */
  actors: readonly string[];
  stages: readonly string[];
  onChange: (filter: MoveFilter) => void;
}

/** Which moves are shown: of a version, of a stage, by somebody. */
export function MoveFilterBar({ filter, actors, stages, onChange }: MoveFilterBarProps) {
  return (
    <div className="flex flex-none gap-1.5 text-12">
      <TextField
        label="Version"
        hidesLabel
        placeholder="Version"
        value={filter.version}
        onChange={({ target }) => onChange({ ...filter, version: target.value })}
        className="w-16 flex-none"
      />
      <Choice
        label="Stage"
        all="All stages"
        choices={stages.map((stage) => [stage, stage])}
        chosen={filter.stage}
        onChoose={(stage) => onChange({ ...filter, stage })}
      />
      <Choice
        label="By"
        all="Everybody"
        choices={actors.map((actor) => [actor, actorWords(actor)])}
        chosen={filter.actor}
        onChoose={(actor) => onChange({ ...filter, actor })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  choices: readonly (readonly [value: string, words: string])[];
  chosen: string;
  onChoose: (value: string) => void;
}

function Choice({ label, all, choices, chosen, onChoose }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={chosen}
      onChange={({ target }) => onChoose(target.value)}
      className="h-7 min-w-0 max-w-40 flex-1 rounded-md border border-outline bg-canvas px-1.5"
    >
      <option value="">{all}</option>
      {choices.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}
