import { type Caller, invalidParameter, type PromptContent } from '../contract/index.ts';
import { checkModelConfig, MAX_TEMPLATE, promptContentOf, promptTagsOf } from '../prompts/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { getModelVersionRow, getRegisteredModelRow } from './find.ts';
import { checkLength } from './limits.ts';

/** A prompt by its name. Throws RESOURCE_DOES_NOT_EXIST, INVALID_PARAMETER_VALUE for a model that is no prompt. */
export function getPromptRow(context: Context, caller: Caller, name: string): store.RegisteredModelRow {
  const model = getRegisteredModelRow(context, caller, name);
  if (model.is_prompt) return model;
  throw invalidParameter(`'${name}' is a registered model, not a prompt: it has no template.`);
}

/** What a version holds. Throws INVALID_PARAMETER_VALUE where its tags are no prompt. */
export function versionContent(
  context: Context,
  caller: Caller,
  name: string,
  number: string | number,
): { version: number; content: PromptContent } {
  const { version } = getModelVersionRow(context, caller, name, number);
  const tags = store.modelVersionTags(context.store.database, [version.id]).get(version.id) ?? [];
  const what = `Version ${version.version} of '${name}' cannot be edited here`;
  return { version: version.version, content: readable(what, () => promptContentOf(tags)) };
}

/** Runs work over contents; its complaint becomes INVALID_PARAMETER_VALUE. */
export function readable<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && error.constructor === Error)
      throw invalidParameter(`${what}: ${error.message}`);
    throw error;
  }
}

/** Refuses numbers that JSON would not give back, and halves of characters, wherever they stand. */
function checkJson(value: unknown, path: string): void {
  const isLost = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  if (isLost)
    throw invalidParameter(`'${path}' is ${String(value)}, which a prompt cannot keep: send it as a text.`);
  if (typeof value === 'string' && !value.isWellFormed())
    throw invalidParameter(`'${path}' holds half of a character (an unpaired surrogate).`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    checkJson(key, path);
    checkJson(entry, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  }
}

/** Refuses what no version of a prompt could hold: texts beyond the limit of a tag, numbers that JSON has not. */
export function checkContent(content: PromptContent): void {
  checkJson(content, 'content');
  for (const { key, value } of promptTagsOf(content)) checkLength(value, MAX_TEMPLATE, `content (${key})`);
}

/** Refuses what MLflow's client would not register: no text, a setting of the model outside MLflow's range. */
export function checkPublishable(content: PromptContent): void {
  checkContent(content);
  if (content.type === 'text' ? content.template === '' : content.messages.length === 0)
    throw invalidParameter('The draft is empty: write a template, or a message, before it is published.');
  const { provider: _, ...settings } = content.model_config ?? {};
  const [problem] = checkModelConfig(settings);
  if (problem) throw invalidParameter(`'content.model_config.${problem.field}': ${problem.message}`);
}
