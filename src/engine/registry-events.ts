import type { WebhookEvent } from './webhook-events.ts';

interface Tag {
  key: string;
  value: string;
}

const PROMPT_TEXT = 'mlflow.prompt.text';
const PROMPT_MARKS = ['mlflow.prompt.is_prompt', '_mlflow_prompt_type'];

const tagsWithout = (tags: ReadonlyMap<string, string>, without: readonly string[]) =>
  Object.fromEntries([...tags].filter(([key]) => !without.includes(key)));

/** What webhooks are told of the registry (facts: mlflow/webhooks/types.py and the handlers of MLflow's server). */
export function registeredModelCreated(
  isPrompt: boolean,
  name: string,
  tags: ReadonlyMap<string, string>,
  description: string,
): WebhookEvent {
  return {
    entity: isPrompt ? 'prompt' : 'registered_model',
    action: 'created',
    data: { name, tags: tagsWithout(tags, isPrompt ? PROMPT_MARKS : []), description },
  };
}

export interface CreatedVersion {
  name: string;
  version: number;
  source: string;
  run_id: string | undefined;
  tags: ReadonlyMap<string, string>;
  description: string | undefined;
}

/** A prompt's text is its template, and none of its tags. */
export function modelVersionCreated(isPrompt: boolean, made: CreatedVersion): WebhookEvent {
  const { name, version, source, run_id, tags } = made;
  const named = { name, version: String(version) };
  const description = made.description || null;
  const ofModel = { ...named, source, run_id: run_id || null, tags: tagsWithout(tags, []), description };
  if (!isPrompt) return { entity: 'model_version', action: 'created', data: ofModel };
  const template = tags.get(PROMPT_TEXT) ?? null;
  const own = tagsWithout(tags, [PROMPT_TEXT, ...PROMPT_MARKS]);
  return {
    entity: 'prompt_version',
    action: 'created',
    data: { ...named, template, tags: own, description },
  };
}

/** MLflow has events of the tags of prompts, and none of those of registered models. */
export const promptTagSet = (name: string, { key, value }: Tag): WebhookEvent => ({
  entity: 'prompt_tag',
  action: 'set',
  data: { name, key, value },
});

export const promptTagDeleted = (name: string, key: string): WebhookEvent => ({
  entity: 'prompt_tag',
  action: 'deleted',
  data: { name, key },
});

export function modelVersionTagSet(
  isPrompt: boolean,
  name: string,
  version: number,
  { key, value }: Tag,
): WebhookEvent {
  const entity = isPrompt ? 'prompt_version_tag' : 'model_version_tag';
  return { entity, action: 'set', data: { name, version: String(version), key, value } };
}

export function modelVersionTagDeleted(
  isPrompt: boolean,
  name: string,
  version: number,
  key: string,
): WebhookEvent {
  const entity = isPrompt ? 'prompt_version_tag' : 'model_version_tag';
  return { entity, action: 'deleted', data: { name, version: String(version), key } };
}

const aliasEntity = (isPrompt: boolean) => (isPrompt ? 'prompt_alias' : 'model_version_alias');

/** Also where the alias pointed to another version before. */
export function aliasSet(isPrompt: boolean, name: string, alias: string, version: number): WebhookEvent {
  return {
    entity: aliasEntity(isPrompt),
    action: 'created',
    data: { name, alias, version: String(version) },
  };
}

export function aliasDeleted(isPrompt: boolean, name: string, alias: string): WebhookEvent {
  return { entity: aliasEntity(isPrompt), action: 'deleted', data: { name, alias } };
}
