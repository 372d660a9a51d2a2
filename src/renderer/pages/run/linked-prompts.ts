/** The tag in which MLflow's client keeps the versions of prompts that a run used. */
export const LINKED_PROMPTS_TAG = 'mlflow.linkedPrompts';

export interface LinkedPrompt {
  name: string;
  version: string;
}

/** The versions of prompts that the tag names, each once; undefined where the tag is not what the client writes. */
export function linkedPrompts(value: string): LinkedPrompt[] | undefined {
  const links = parsed(value);
  if (!Array.isArray(links)) return undefined;
  const prompts = links.map(promptOf);
  if (prompts.some((prompt) => prompt === undefined)) return undefined;
  const known = prompts.filter((prompt) => prompt !== undefined);
  return [...new Map(known.map((prompt) => [`${prompt.name}/${prompt.version}`, prompt])).values()];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function promptOf(link: unknown): LinkedPrompt | undefined {
  if (typeof link !== 'object' || link === null || !('name' in link) || !('version' in link))
    return undefined;
  const { name, version } = link;
  if (typeof name !== 'string' || (typeof version !== 'string' && typeof version !== 'number'))
    return undefined;
  return { name, version: String(version) };
}
