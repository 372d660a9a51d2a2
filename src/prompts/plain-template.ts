import { checkOutput } from './output-limit.ts';
import { textOf } from './python-text.ts';
import { TemplateError } from './template-error.ts';

/** What `\s` means to Python in a text. */
export const SPACE =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const NAME = '[a-zA-Z_][a-zA-Z0-9_]*';
const VARIABLE = new RegExp(`\\{\\{${SPACE}*(${NAME}(?:\\.${NAME})*)${SPACE}*\\}\\}`, 'g');

/** The variables of a plain template in order of appearance, by MLflow's expression; each once. */
export function plainVariables(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), (match) => match[1] ?? ''))];
}

/** MLflow's client puts a name into an expression as it is, so that a point in it stands for any character. */
function occurrencesOf(name: string): RegExp {
  const escaped = name.replace(/[\\^$*+?()[\]{}|/-]/g, '\\$&').replaceAll('.', '[^\\n]');
  return new RegExp(`\\{\\{${SPACE}*${escaped}${SPACE}*\\}\\}`, 'gu');
}

function replaceOne(text: string, name: string, value: string): string {
  let length = text.length;
  return text.replace(occurrencesOf(name), (found) => {
    length += value.length - found.length;
    checkOutput(length);
    return value;
  });
}

/** Puts values in, one name after the other, as MLflow's client does: a value may hold a variable that comes later. */
export function renderPlain(text: string, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .reduce((template, [name, value]) => replaceOne(template, name, textOf(value)), text);
}

/** Throws where a variable has no value. */
export function checkAllGiven(variables: readonly string[], values: Readonly<Record<string, unknown>>): void {
  const missing = variables.filter((name) => !Object.hasOwn(values, name) || values[name] === undefined);
  if (missing.length === 0) return;
  throw new TemplateError(
    missing.length === 1
      ? `The variable ${missing[0]} has no value.`
      : `The variables ${missing.join(', ')} have no values.`,
  );
}
