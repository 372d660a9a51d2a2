import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';

const IS_PROMPT = { key: 'mlflow.prompt.is_prompt', value: 'true' };

interface PromptSample {
  /** A text, or the JSON of messages as Python's json.dumps writes it. */
  text: string;
  type?: 'text' | 'chat';
  message?: string;
  /** JSON texts, as the Python client puts them into tags. */
  responseFormat?: string;
  modelConfig?: string;
  tags?: readonly { key: string; value: string }[];
}

/** Makes a prompt without versions, as the Python client does it. */
export async function createPrompt(
  engine: Engine,
  name: string,
  tags: readonly { key: string; value: string }[] = [],
): Promise<void> {
  await engine.post('registered-models/create', { name, tags: [IS_PROMPT, ...tags] });
}

/** Registers a version over HTTP with the tags that the Python client 3.17.2 sends; answers with its number. */
export async function registerVersion(engine: Engine, name: string, sample: PromptSample): Promise<string> {
  const { text, type = 'text', message, responseFormat, modelConfig, tags = [] } = sample;
  const body = {
    name,
    source: 'dummy-source',
    ...(message !== undefined && { description: message }),
    tags: [
      ...tags,
      IS_PROMPT,
      { key: '_mlflow_prompt_type', value: type },
      { key: 'mlflow.prompt.text', value: text },
      ...(responseFormat === undefined
        ? []
        : [{ key: '_mlflow_prompt_response_format', value: responseFormat }]),
      ...(modelConfig === undefined ? [] : [{ key: '_mlflow_prompt_model_config', value: modelConfig }]),
    ],
  };
  const { model_version } = await engine.post<{ model_version: { version: string } }>(
    'model-versions/create',
    body,
  );
  return model_version.version;
}

/** Makes a prompt with versions of these texts; answers with nothing. */
export async function promptWith(engine: Engine, name: string, ...texts: readonly string[]): Promise<void> {
  await createPrompt(engine, name);
  for (const [index, text] of texts.entries())
    await registerVersion(engine, name, { text, message: `Version ${index + 1}` });
}

/** A chat prompt with everything, as the Python client registered it. */
export const CHAT_SAMPLE: PromptSample = {
  type: 'chat',
  text: '[{"role": "system", "content": "You are {{style}}."}, {"role": "user", "content": "{{ question }}"}]',
  responseFormat:
    '{"properties": {"answer": {"title": "Answer", "type": "string"}, "score": {"title": "Score", "type": "integer"}}, "required": ["answer", "score"], "title": "Ans", "type": "object"}',
  modelConfig: '{"provider": "openai", "model_name": "gpt-4o-mini", "temperature": 0.2, "max_tokens": 50}',
  tags: [{ key: 'team', value: 'support' }],
};

/** An operation of the tracker's own below /api/2.0/tidemark. */
export async function tidemark<Answer>(engine: Engine, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${engine.url}/api/2.0/tidemark/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

export const promptGrid = (page: Page) => page.getByRole('grid', { name: 'Prompts' });
export const promptRow = (page: Page, name: string) =>
  promptGrid(page).getByRole('row').filter({ hasText: name });
export const history = (page: Page) => page.getByRole('listbox', { name: 'Versions and drafts' });
export const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });
