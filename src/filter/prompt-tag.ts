import type { FilterNode } from './tree.ts';

/** The tag that makes a registered model a prompt. Whatever has it not, or otherwise than 'true', counts as 'false'. */
export const IS_PROMPT_TAG = 'mlflow.prompt.is_prompt';

/** Whether a filter says anything of prompts: a search whose filter does not leaves them out, as MLflow's searches do. */
export function namesPrompts(tree: FilterNode | undefined): boolean {
  if (tree === undefined) return false;
  if (tree.type === 'and' || tree.type === 'or') return tree.children.some(namesPrompts);
  if (tree.type === 'not') return namesPrompts(tree.child);
  return tree.field.kind === 'tag' && tree.field.key === IS_PROMPT_TAG;
}
