import type { ModelConfig } from '../contract/index.ts';

/** A setting of a model. */
export interface ConfigField {
  name: Exclude<keyof ModelConfig, 'provider' | 'extra_params'>;
  label: string;
  kind: 'text' | 'number' | 'integer' | 'texts';
  min?: number;
  max?: number;
  /** Of `texts`: how many at most. */
  most?: number;
}

/** A provider with the settings that it takes; settings that are no fields of MLflow go into extra_params. */
export interface Provider {
  id: string;
  label: string;
  fields: readonly ConfigField[];
}

const model: ConfigField = { name: 'model_name', label: 'Model', kind: 'text' };
const maxTokens: ConfigField = { name: 'max_tokens', label: 'Max tokens', kind: 'integer', min: 1 };
const topP: ConfigField = { name: 'top_p', label: 'Top P', kind: 'number', min: 0, max: 1 };
const topK: ConfigField = { name: 'top_k', label: 'Top K', kind: 'integer', min: 1 };
const stops: ConfigField = { name: 'stop_sequences', label: 'Stop sequences', kind: 'texts' };

const temperature = (max?: number): ConfigField => ({
  name: 'temperature',
  label: 'Temperature',
  kind: 'number',
  min: 0,
  ...(max !== undefined && { max }),
});

const penalties = (bounds: { min?: number; max?: number }): ConfigField[] => [
  { name: 'frequency_penalty', label: 'Frequency penalty', kind: 'number', ...bounds },
  { name: 'presence_penalty', label: 'Presence penalty', kind: 'number', ...bounds },
];

const WIDE = { min: -2, max: 2 };

/** Providers with the settings they take and the ranges these may have, as their API references say; `custom` bounds as MLflow does. */
export const PROVIDERS: readonly Provider[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    fields: [model, temperature(2), maxTokens, topP, ...penalties(WIDE), { ...stops, most: 4 }],
  },
  { id: 'anthropic', label: 'Anthropic', fields: [model, temperature(1), maxTokens, topP, topK, stops] },
  {
    id: 'gemini',
    label: 'Gemini',
    fields: [model, temperature(2), maxTokens, topP, topK, ...penalties(WIDE), { ...stops, most: 5 }],
  },
  {
    id: 'mistral',
    label: 'Mistral',
    fields: [model, temperature(1.5), maxTokens, topP, ...penalties(WIDE), stops],
  },
  {
    id: 'ollama',
    label: 'Ollama',
    fields: [model, temperature(), maxTokens, topP, topK, ...penalties({}), stops],
  },
  {
    id: 'custom',
    label: 'Custom',
    fields: [model, temperature(), maxTokens, topP, topK, ...penalties({}), stops],
  },
];

const OTHER_NAMES: Readonly<Record<string, string>> = { google: 'gemini' };
const KNOWN_FIELDS: readonly string[] = [
  ...['provider', 'model_name', 'temperature', 'max_tokens', 'top_p', 'top_k'],
  ...['frequency_penalty', 'presence_penalty', 'stop_sequences'],
];

/** The provider of this name in any case, `custom` where it is none that is known. */
export function providerOf(name: string | undefined): Provider {
  const asked = name?.trim().toLowerCase() ?? '';
  const id = Object.hasOwn(OTHER_NAMES, asked) ? OTHER_NAMES[asked] : asked;
  const found = PROVIDERS.find((provider) => provider.id === id) ?? PROVIDERS.at(-1);
  if (found === undefined) throw new Error('There is no provider.');
  return found;
}

export interface ConfigProblem {
  field: string;
  message: string;
}

function rangeText({ min, max }: ConfigField): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function isNumberOf(field: ConfigField, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (field.kind === 'integer' && !Number.isInteger(value)) return false;
  return value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity);
}

function numberProblem(field: ConfigField, value: unknown): string | undefined {
  if (isNumberOf(field, value)) return undefined;
  const kind = field.kind === 'integer' ? 'a whole number' : 'a number';
  return `${field.label} must be ${kind}${rangeText(field)}.`;
}

function textsProblem({ label, most }: ConfigField, value: unknown): string | undefined {
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string' || entry === ''))
    return `${label} must be a list of texts, none of them empty.`;
  if (most === undefined || value.length <= most) return undefined;
  return `${label}: the provider takes at most ${most}.`;
}

function problemOf(field: ConfigField, value: unknown): string | undefined {
  if (field.kind === 'text') return typeof value === 'string' ? undefined : `${field.label} must be a text.`;
  return field.kind === 'texts' ? textsProblem(field, value) : numberProblem(field, value);
}

function extraProblems(extras: ModelConfig['extra_params']): ConfigProblem[] {
  const clash = Object.keys(extras ?? {}).find((key) => KNOWN_FIELDS.includes(key));
  if (clash === undefined) return [];
  return [{ field: 'extra_params', message: `${clash} has a field of its own: move it there.` }];
}

/**
 * What is wrong with a model configuration: settings that the provider does not take or that are outside its range. Empty where
 * nothing is.
 */
export function checkModelConfig(config: ModelConfig): ConfigProblem[] {
  const { provider: name, extra_params, ...settings } = config;
  const provider = providerOf(name);
  const problems = Object.entries(settings).flatMap(([key, value]): ConfigProblem[] => {
    if (value == null) return [];
    const field = provider.fields.find((one) => one.name === key);
    const message = field
      ? problemOf(field, value)
      : `${provider.label} has no ${key}: leave it out, or put it into extra_params.`;
    return message === undefined ? [] : [{ field: key, message }];
  });
  return [...problems, ...extraProblems(extra_params)];
}
