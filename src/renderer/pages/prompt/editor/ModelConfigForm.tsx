import { useId } from 'react';
import type { ModelConfig } from '../../../../contract/index.ts';
import { type ConfigField, checkModelConfig, PROVIDERS, providerOf } from '../../../../prompts/index.ts';
import { TextField } from '../../../components/TextField.tsx';
import { configWords, numberOf, stopsOf, stopsText, trimmedConfig } from './config-values.ts';
import { ExtraParams } from './ExtraParams.tsx';
import { Fold } from './Fold.tsx';
import { useTypedText } from './use-typed-text.ts';

interface ModelConfigFormProps {
  config: ModelConfig | undefined;
  isReadOnly: boolean;
  onChange: (config: ModelConfig | undefined) => void;
}

/** Which model the prompt is for, and its settings: those that the provider takes. */
export function ModelConfigForm({ config = {}, isReadOnly, onChange }: ModelConfigFormProps) {
  const set = (changed: Partial<ModelConfig>) => onChange(trimmedConfig({ ...config, ...changed }));
  const problems = checkModelConfig(config);
  const problemOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const { fields } = providerOf(config.provider);
  const strays = (Object.keys(config) as (keyof ModelConfig)[]).filter(
    (key) => key !== 'provider' && key !== 'extra_params' && !fields.some(({ name }) => name === key),
  );
  return (
    <Fold
      title="Model config"
      summary={configWords(config) || 'None'}
      isOpenAtFirst={problems.length > 0 && !isReadOnly}
    >
      <fieldset disabled={isReadOnly} className="grid grid-cols-2 items-start gap-x-3 gap-y-2">
        <legend className="sr-only">Model config</legend>
        <ProviderFields config={config} onChange={set} />
        {fields.map((field) => (
          <Setting
            key={field.name}
            field={field}
            config={config}
            problem={problemOf(field.name)}
            onChange={set}
          />
        ))}
        {strays.map((name) => (
          <p key={name} role="alert" className="col-span-2 flex items-baseline gap-2 text-failed">
            {problemOf(name) ?? `${name} is not a setting of this provider.`}
            <button
              type="button"
              onClick={() => set({ [name]: undefined })}
              className="flex-none text-accent-ink hover:underline"
            >
              Leave it out
            </button>
          </p>
        ))}
        <ExtraParams
          params={config.extra_params}
          problem={problemOf('extra_params')}
          isReadOnly={isReadOnly}
          onChange={(extra_params) => set({ extra_params })}
        />
      </fieldset>
    </Fold>
  );
}

interface ProviderFieldsProps {
  config: ModelConfig;
  onChange: (changed: Partial<ModelConfig>) => void;
}

function ProviderFields({ config, onChange }: ProviderFieldsProps) {
  const id = useId();
  const isGiven = config.provider !== undefined && config.provider !== '';
  const known = isGiven ? providerOf(config.provider).id : '';
  return (
    <>
      <div className={known === 'custom' ? '' : 'col-span-2'}>
        <label htmlFor={id} className="mb-1 block text-muted">
          Provider
        </label>
        <select
          id={id}
          value={known}
          onChange={({ target }) => onChange({ provider: target.value || undefined })}
          className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5"
        >
          <option value="">None</option>
          {PROVIDERS.map(({ id: value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {known === 'custom' && (
        <TextField
          label="Name of the provider"
          value={config.provider ?? ''}
          onChange={({ target }) => onChange({ provider: target.value || 'custom' })}
        />
      )}
    </>
  );
}

interface SettingProps {
  field: ConfigField;
  config: ModelConfig;
  problem: string | undefined;
  onChange: (changed: Partial<ModelConfig>) => void;
}

function Setting({ field, config, problem, onChange }: SettingProps) {
  const value = config[field.name];
  if (field.kind === 'texts')
    return (
      <StopsField
        label={field.label}
        stops={config.stop_sequences}
        problem={problem}
        onChange={(stop_sequences) => onChange({ stop_sequences })}
      />
    );
  if (field.kind === 'text')
    return (
      <TextField
        label={field.label}
        value={typeof value === 'string' ? value : ''}
        error={problem}
        onChange={({ target }) => onChange({ [field.name]: target.value })}
        className="col-span-2"
      />
    );
  return (
    <NumberField
      field={field}
      value={typeof value === 'number' ? value : undefined}
      problem={problem}
      onChange={(number) => onChange({ [field.name]: number })}
    />
  );
}

interface NumberFieldProps {
  field: ConfigField;
  value: number | undefined;
  problem: string | undefined;
  onChange: (value: number | undefined) => void;
}

function NumberField({ field: { label, min, max }, value, problem, onChange }: NumberFieldProps) {
  const [text, type] = useTypedText(value, (number) => number?.toString() ?? '');
  const typed = numberOf(text);
  const isNumber = typed === undefined || Number.isFinite(typed);
  const take = (next: string) => {
    const number = numberOf(next);
    const isValue = number === undefined || Number.isFinite(number);
    type(next, isValue ? number : value);
    if (isValue) onChange(number);
  };
  return (
    <TextField
      label={label}
      inputMode="decimal"
      placeholder={min === undefined ? '' : max === undefined ? `from ${min}` : `${min} – ${max}`}
      value={text}
      error={isNumber ? problem : `“${text}” is no number. It is saved when it is.`}
      onChange={({ target }) => take(target.value)}
    />
  );
}

interface StopsFieldProps {
  label: string;
  stops: readonly string[] | undefined;
  problem: string | undefined;
  onChange: (stops: string[]) => void;
}

function StopsField({ label, stops, problem, onChange }: StopsFieldProps) {
  const id = useId();
  const [text, type] = useTypedText(stops?.length ? stops : undefined, stopsText);
  const take = (next: string) => {
    const taken = stopsOf(next);
    type(next, taken.length === 0 ? undefined : taken);
    onChange(taken);
  };
  return (
    <div className="col-span-2">
      <label htmlFor={id} className="mb-1 block text-muted">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        value={text}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        placeholder="One a line; \n is a line break"
        onChange={({ target }) => take(target.value)}
        className="block w-full resize-y rounded-md border border-outline bg-canvas px-2 py-1 font-mono placeholder:font-sans placeholder:text-muted aria-invalid:border-failed"
      />
      {problem && <p className="mt-1 text-failed">{problem}</p>}
    </div>
  );
}
