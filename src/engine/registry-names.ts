import { invalidParameter } from '../contract/index.ts';
import { checkKey, checkLength, LIMITS } from './limits.ts';

const PROMPT_TEXT_TAG = 'mlflow.prompt.text';

/** Control characters and halves of surrogate pairs: no name needs them, and logs and headers break on them. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

function checkName(name: string, field: string): void {
  if (name.trim() === '') throw invalidParameter(`Missing value for required parameter '${field}'.`);
  checkLength(name, LIMITS.registryName, field);
  const shown = JSON.stringify(name);
  if (/[/:]/.test(name))
    throw invalidParameter(`Invalid model name ${shown}. Names cannot contain '/' or ':'.`);
  if (name === '.' || name.startsWith('..'))
    throw invalidParameter(`Invalid value ${shown} for parameter '${field}': it reads as a folder above.`);
  if (UNPRINTABLE.test(name))
    throw invalidParameter(`Invalid value ${shown} for parameter '${field}': it holds control characters.`);
}

/** The name of a registered model or prompt, as MLflow takes it. Throws INVALID_PARAMETER_VALUE. */
export function checkModelName(name: string, field = 'name'): void {
  checkName(name, field);
}

/** The name of a prompt to be made: it also stands in `prompts:/name/1`, so that fewer characters are allowed. */
export function checkPromptName(name: string, field = 'name'): void {
  checkName(name, field);
  if (!/^[a-zA-Z0-9_.-]+$/.test(name))
    throw invalidParameter(
      `Invalid prompt name '${name}'. Names of prompts may hold letters, digits, underscores (_), dashes (-) and periods (.) only.`,
    );
}

/** The number of a version as clients write it. Throws INVALID_PARAMETER_VALUE where it is no whole number. */
export function versionNumber(version: string): number {
  if (!/^[+-]?\d{1,15}$/.test(version))
    throw invalidParameter(
      `Parameter 'version' must be an integer, got ${JSON.stringify(version.slice(0, 60))}.`,
    );
  return Number(version);
}

/** An alias that is asked for. Throws INVALID_PARAMETER_VALUE. */
export function checkAlias(alias: string): void {
  if (alias === '') throw invalidParameter('Registered model alias name cannot be empty.');
  checkLength(alias, LIMITS.aliasName, 'alias');
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias))
    throw invalidParameter(
      `Invalid alias name: ${JSON.stringify(alias)}. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
}

/** An alias to be set: some names mean versions already. Throws INVALID_PARAMETER_VALUE. */
export function checkNewAlias(alias: string): void {
  checkAlias(alias);
  if (alias.toLowerCase() === 'latest')
    throw invalidParameter("'latest' alias name (case insensitive) is reserved: it is the highest version.");
  if (/^v\p{Nd}+$/iu.test(alias))
    throw invalidParameter(`Version alias name '${alias}' is reserved: it reads as a version number.`);
}

/** A tag of the registry. Throws INVALID_PARAMETER_VALUE. */
export function checkRegistryTag(key: string, value: string): void {
  checkKey(key, 'key');
  const what = key === PROMPT_TEXT_TAG ? 'Prompt text' : 'value';
  checkLength(value, LIMITS.registryTagValue, what);
}

export function checkDescription(description: string | undefined): void {
  checkLength(description, LIMITS.registryDescription, 'description');
}
