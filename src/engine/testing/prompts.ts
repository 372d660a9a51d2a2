import type { PromptContent } from '../../contract/index.ts';
import { promptTagsOf } from '../../prompts/index.ts';
import type { TestEngine } from './open.ts';

let prompts = 0;

export const textOf = (template: string): Extract<PromptContent, { type: 'text' }> => ({
  type: 'text',
  template,
});

/** A prompt without versions, as MLflow's client makes it. Answers its name. */
export async function newPrompt(engine: TestEngine): Promise<string> {
  prompts += 1;
  const name = `prompt-${prompts}`;
  await engine.send('createRegisteredModel', {
    name,
    tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
  });
  return name;
}

/** The next version of a prompt, as MLflow's client makes it. */
export async function newPromptVersion(
  engine: TestEngine,
  name: string,
  content: string | PromptContent,
  tags: readonly { key: string; value: string }[] = [],
): Promise<void> {
  const made = typeof content === 'string' ? textOf(content) : content;
  await engine.send('createModelVersion', {
    name,
    source: 'dummy-source',
    description: 'made by a client',
    tags: [...tags, ...promptTagsOf(made)],
  });
}
