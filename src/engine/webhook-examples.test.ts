import { expect, test } from 'vitest';
import { WEBHOOK_EVENTS, type WebhookEntity } from '../contract/index.ts';
import { exampleEvent } from './webhook-examples.ts';

test('there is an example of every event that a webhook may want, named as it is sent', () => {
  for (const [entity, actions] of Object.entries(WEBHOOK_EVENTS))
    for (const action of actions) {
      const example = exampleEvent(entity as WebhookEntity, action);
      expect(example).toMatchObject({ entity: entity.toLowerCase(), action: action.toLowerCase() });
      expect(Object.keys(example.data).length).toBeGreaterThan(1);
    }
});

test('an example has the fields of its payload type in their order', () => {
  expect(Object.entries(exampleEvent('MODEL_VERSION', 'CREATED').data)).toEqual([
    ['name', 'example_model'],
    ['version', '1'],
    ['source', 'models:/123'],
    ['run_id', 'abcd1234abcd5678'],
    ['tags', { example_key: 'example_value' }],
    ['description', 'An example model version'],
  ]);
});
