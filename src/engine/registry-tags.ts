import { checkRegistryTag } from './registry-names.ts';

/** A tag as a request carries it. */
export interface Pair {
  key: string;
  value?: string | undefined;
}

/** Tags of a request by key; of a key given twice the last counts, as in MLflow. Throws INVALID_PARAMETER_VALUE. */
export function tagsOf(pairs: readonly Pair[] | null | undefined): Map<string, string> {
  const tags = new Map((pairs ?? []).map(({ key, value }) => [key, value ?? '']));
  for (const [key, value] of tags) checkRegistryTag(key, value);
  return tags;
}

/** Whether the value of the tag mlflow.prompt.is_prompt makes a prompt. */
export const isPromptValue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
