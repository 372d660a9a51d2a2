interface TagRow {
  key: string;
  value: string;
}

/** What a form for a registration asks for. */
export interface RegisterDraft {
  name: string;
  description: string;
  /** The last may be empty: it is where the next tag is written. */
  tags: readonly TagRow[];
}

export interface RegisterProblems {
  name?: string;
  tags?: string;
}

const RESERVED = 'mlflow.';

/** What keeps a draft from being registered; nothing where it can be. Prompts have the same names as models, so that one may be taken. */
export function problemsOf({ name, tags }: RegisterDraft, isPrompt: boolean): RegisterProblems {
  const title = nameProblem(name.trim(), isPrompt);
  const tag = tagProblem(tags);
  return { ...(title !== undefined && { name: title }), ...(tag !== undefined && { tags: tag }) };
}

function nameProblem(name: string, isPrompt: boolean): string | undefined {
  if (name === '') return 'Choose a model, or name a new one.';
  if (isPrompt) return `${name} is a prompt. Give the model another name.`;
  return /[/:]/.test(name) ? 'The name of a model has no “/” and no “:”.' : undefined;
}

function tagProblem(tags: readonly TagRow[]): string | undefined {
  const keys = tags.map(({ key }) => key.trim());
  const nameless = tags.find(({ key, value }) => key.trim() === '' && value.trim() !== '');
  if (nameless !== undefined) return `Name the tag that is to be ${nameless.value.trim()}.`;
  const twice = keys.find((key, index) => key !== '' && keys.indexOf(key) !== index);
  if (twice !== undefined) return `There are two tags ${twice}.`;
  const reserved = keys.find((key) => key.startsWith(RESERVED));
  return reserved === undefined ? undefined : `Tags that begin with ${RESERVED} are MLflow's own.`;
}

/** The tags of a draft without problems: rows that nobody filled are none. */
export function tagsOf(tags: readonly TagRow[]): TagRow[] {
  return tags
    .filter(({ key }) => key.trim() !== '')
    .map(({ key, value }) => ({ key: key.trim(), value: value.trim() }));
}

/** Which version of which model a registration makes, in words. */
export function outcomeWords(name: string, exact: { last: string | undefined } | undefined): string {
  if (name === '')
    return 'The model it becomes a version of. A name that is not there yet makes a new model.';
  if (exact === undefined) return `Makes the model ${name}, with this as version 1.`;
  return exact.last === undefined
    ? `Becomes the first version of ${name}.`
    : `Becomes the next version of ${name}, whose latest is ${exact.last}.`;
}
