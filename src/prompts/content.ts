import type { ModelConfig, PromptContent, PromptMessage } from '../contract/index.ts';
import { jsonText, PythonFloat } from './python-text.ts';

/** A tag of a registered model or of a version. */
export interface Tag {
  key: string;
  value: string;
}

/** Characters that a value of a tag may have, and so the text of a prompt. */
export const MAX_TEMPLATE = 100_000;

export const PROMPT_TAGS = {
  isPrompt: 'mlflow.prompt.is_prompt',
  text: 'mlflow.prompt.text',
  type: '_mlflow_prompt_type',
  responseFormat: '_mlflow_prompt_response_format',
  modelConfig: '_mlflow_prompt_model_config',
} as const;

/** In MLflow's order, which is the order of the stored JSON. */
const CONFIG_FIELDS = [
  'provider',
  'model_name',
  'temperature',
  'max_tokens',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'stop_sequences',
] as const;
const FLOATS: ReadonlySet<string> = new Set([
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
]);

type Json = Readonly<Record<string, unknown>>;

function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${what} of the prompt is not JSON.`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageOf(value: unknown, index: number): PromptMessage {
  const { role, content, ...rest } = isObject(value) ? value : {};
  if (typeof role !== 'string' || typeof content !== 'string')
    throw new Error(`Message ${index + 1} of the prompt has no role and content that are texts.`);
  return { role, content, ...rest };
}

function messagesOf(text: string): PromptMessage[] {
  const messages = parsedJson(text, 'The list of messages');
  if (!Array.isArray(messages)) throw new Error('The chat prompt is not a list of messages.');
  return messages.map(messageOf);
}

function isOfField(field: (typeof CONFIG_FIELDS)[number], value: unknown): boolean {
  if (field === 'provider' || field === 'model_name') return typeof value === 'string';
  if (field !== 'stop_sequences') return typeof value === 'number';
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** A stored configuration: what is no field of MLflow's is an extra. */
function modelConfigOf(text: string): ModelConfig {
  const stored = parsedJson(text, 'The model configuration');
  if (!isObject(stored)) throw new Error('The model configuration of the prompt is not an object.');
  const config: Record<string, unknown> = {};
  const extras: Record<string, unknown> = { ...stored };
  for (const field of CONFIG_FIELDS) {
    const value = stored[field];
    delete extras[field];
    if (value == null) continue;
    if (!isOfField(field, value)) throw new Error(`The model configuration has another type of ${field}.`);
    config[field] = value;
  }
  if (Object.keys(extras).length > 0) config.extra_params = extras;
  return config as ModelConfig;
}

/**
 * What the tags of a prompt version say. Throws an Error that says what is broken: no text, JSON that is none, messages
 * without role and text.
 */
export function promptContentOf(tags: readonly Tag[]): PromptContent {
  const values = new Map(tags.map(({ key, value }) => [key, value]));
  const text = values.get(PROMPT_TAGS.text);
  if (text === undefined) throw new Error('The version has no text of a prompt.');
  const format = values.get(PROMPT_TAGS.responseFormat);
  const config = values.get(PROMPT_TAGS.modelConfig);
  const extras = {
    ...(format !== undefined && { response_format: parsedJson(format, 'The response format') }),
    ...(config !== undefined && { model_config: modelConfigOf(config) }),
  };
  return values.get(PROMPT_TAGS.type) === 'chat'
    ? { type: 'chat', messages: messagesOf(text), ...extras }
    : { type: 'text', template: text, ...extras };
}

function isEmpty(value: unknown): boolean {
  if (value == null || value === false || value === 0 || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function storedConfig({ extra_params, ...fields }: ModelConfig): Json {
  const set = CONFIG_FIELDS.flatMap((field) => {
    const value = fields[field];
    if (value == null) return [];
    return [[field, typeof value === 'number' && FLOATS.has(field) ? new PythonFloat(value) : value]];
  });
  return { ...Object.fromEntries(set), ...extra_params };
}

/** The template of a text, or the messages as MLflow's client stores them. */
export function storedText(content: PromptContent): string {
  return content.type === 'text' ? content.template : jsonText(content.messages);
}

/** The tags that MLflow's client 3.17.2 gives a version of this content, in its order; those of the user come before. */
export function promptTagsOf(content: PromptContent): Tag[] {
  const config = storedConfig(content.model_config ?? {});
  const tags: Tag[] = [
    { key: PROMPT_TAGS.isPrompt, value: 'true' },
    { key: PROMPT_TAGS.type, value: content.type },
    { key: PROMPT_TAGS.text, value: storedText(content) },
  ];
  if (!isEmpty(content.response_format))
    tags.push({ key: PROMPT_TAGS.responseFormat, value: jsonText(content.response_format) });
  if (!isEmpty(config)) tags.push({ key: PROMPT_TAGS.modelConfig, value: jsonText(config) });
  return tags;
}
