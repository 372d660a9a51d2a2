import type { WebhookAction, WebhookEntity } from '../contract/index.ts';
import type { WebhookEvent } from './webhook-events.ts';

const MODEL = { name: 'example_model' };
const PROMPT = { name: 'example_prompt' };
const VERSION = { version: '1' };
const KEY = { key: 'example_key' };
const TAG = { ...KEY, value: 'example_value' };
const TAGS = { tags: { example_key: 'example_value' } };
const ALIAS = { alias: 'example_alias' };

const EXAMPLES: Readonly<Record<WebhookEntity, Partial<Record<WebhookAction, WebhookEvent['data']>>>> = {
  REGISTERED_MODEL: { CREATED: { ...MODEL, ...TAGS, description: 'An example registered model' } },
  MODEL_VERSION: {
    CREATED: {
      ...{ ...MODEL, ...VERSION, source: 'models:/123', run_id: 'abcd1234abcd5678', ...TAGS },
      description: 'An example model version',
    },
  },
  MODEL_VERSION_TAG: {
    SET: { ...MODEL, ...VERSION, ...TAG },
    DELETED: { ...MODEL, ...VERSION, ...KEY },
  },
  MODEL_VERSION_ALIAS: {
    CREATED: { ...MODEL, ...ALIAS, ...VERSION },
    DELETED: { ...MODEL, ...ALIAS },
  },
  PROMPT: { CREATED: { ...PROMPT, ...TAGS, description: 'An example prompt' } },
  PROMPT_VERSION: {
    CREATED: {
      ...{ ...PROMPT, ...VERSION, template: 'Hello {{name}}!', ...TAGS },
      description: 'An example prompt version',
    },
  },
  PROMPT_TAG: { SET: { ...PROMPT, ...TAG }, DELETED: { ...PROMPT, ...KEY } },
  PROMPT_VERSION_TAG: {
    SET: { ...PROMPT, ...VERSION, ...TAG },
    DELETED: { ...PROMPT, ...VERSION, ...KEY },
  },
  PROMPT_ALIAS: {
    CREATED: { ...PROMPT, ...ALIAS, ...VERSION },
    DELETED: { ...PROMPT, ...ALIAS },
  },
  BUDGET_POLICY: {
    EXCEEDED: {
      ...{ budget_policy_id: 'bp-abc123', budget_unit: 'USD', budget_amount: 100, current_spend: 105.5 },
      ...{ duration_unit: 'MONTHS', duration_value: 1, target_scope: 'ENDPOINT', workspace: 'default' },
      ...{ target_value: 'ep-abc123', window_start: 1_704_067_200_000 },
    },
  },
};

/** What MLflow sends when a webhook is tested with an event (facts: the `example` of each of its payload types). */
export function exampleEvent(entity: WebhookEntity, action: WebhookAction): WebhookEvent {
  const data = EXAMPLES[entity][action] ?? {};
  return { entity: entity.toLowerCase(), action: action.toLowerCase(), data };
}
