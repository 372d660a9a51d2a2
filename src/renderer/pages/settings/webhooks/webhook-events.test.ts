import { expect, test } from 'vitest';
import { WEBHOOK_EVENTS, type WebhookEntity } from '../../../../contract/index.ts';
import { EVENT_GROUPS, eventOfName, nameOfEvent, ungrouped, wordsOfEvents } from './webhook-events.ts';

const grouped = EVENT_GROUPS.flatMap(({ events }) => events.map(([name]) => name));

test('the groups hold each event that MLflow knows once, but those of budgets, which are not kept here', () => {
  const known = (Object.keys(WEBHOOK_EVENTS) as WebhookEntity[]).flatMap((entity) =>
    WEBHOOK_EVENTS[entity].map((action) => nameOfEvent({ entity, action })),
  );
  expect([...grouped, 'budget_policy.exceeded'].toSorted()).toEqual(known.toSorted());
});

test('a name stands for its event, and back', () => {
  for (const name of grouped) expect(nameOfEvent(eventOfName(name))).toBe(name);
  expect(eventOfName('model_version_tag.set')).toEqual({ entity: 'MODEL_VERSION_TAG', action: 'SET' });
});

test('what a client asked for beyond the groups is told apart', () => {
  expect(ungrouped(['prompt.created', 'budget_policy.exceeded'])).toEqual(['budget_policy.exceeded']);
});

test('events are told in a few words', () => {
  const [models, prompts] = EVENT_GROUPS.map(({ events }) => events.map(([name]) => name));
  expect(wordsOfEvents(grouped)).toBe('Every event');
  expect(wordsOfEvents(models ?? [])).toBe('Everything of models');
  expect(wordsOfEvents(prompts ?? [])).toBe('Everything of prompts');
  expect(wordsOfEvents(['prompt.created'])).toBe('Prompt created');
  expect(wordsOfEvents(['prompt.created', 'model_version.created', 'x.y', 'z.z'])).toBe(
    'Prompt created, Version created and 2 more',
  );
});
