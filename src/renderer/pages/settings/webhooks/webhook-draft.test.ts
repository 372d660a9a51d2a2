import { expect, test } from 'vitest';
import type { Webhook } from '../../../../contract/index.ts';
import { creationOf, draftOf, problemsOf, updateOf } from './webhook-draft.ts';

const webhook: Webhook = {
  webhook_id: 'w',
  name: 'deploy-bot',
  url: 'https://example.com/hook',
  events: [
    { entity: 'PROMPT_ALIAS', action: 'CREATED' },
    { entity: 'BUDGET_POLICY', action: 'EXCEEDED' },
  ],
  description: 'Tells the deploy bot.',
  status: 'DISABLED',
  creation_timestamp: 1,
  last_updated_timestamp: 1,
  secret_state: 'set',
};

test('a webhook that is opened and saved as it was stays what it was, its secret too', () => {
  const draft = draftOf(webhook);
  expect(problemsOf(draft, webhook, false)).toEqual({});
  expect(updateOf(draft, webhook)).toEqual({ webhook_id: 'w' });
});

test('what is changed is sent, and only that', () => {
  const draft = { ...draftOf(webhook), description: ' ', isActive: true, events: ['prompt_alias.created'] };
  expect(updateOf(draft, webhook)).toEqual({
    webhook_id: 'w',
    description: '',
    status: 'ACTIVE',
    events: [{ entity: 'PROMPT_ALIAS', action: 'CREATED' }],
  });
  expect(updateOf({ ...draftOf(webhook), name: 'other', url: 'https://example.com/2' }, webhook)).toEqual({
    webhook_id: 'w',
    name: 'other',
    url: 'https://example.com/2',
  });
});

test('an address that is not allowed any more stays until another one is written', () => {
  const local = { ...webhook, url: 'http://127.0.0.1:9000/' };
  expect(problemsOf(draftOf(local), local, false)).toEqual({});
  expect(problemsOf({ ...draftOf(local), url: 'http://127.0.0.1:9001/' }, local, false)).toHaveProperty(
    'url',
  );
});

test('a form that nobody touched asks for a name and an address, and no more', () => {
  expect(Object.keys(problemsOf(draftOf(), undefined, false))).toEqual(['name', 'url']);
});

test.each([
  ['https://example.com/hook', false, undefined],
  ['http://127.0.0.1:9000/hook', true, undefined],
  ['http://example.com', false, 'allow private addresses'],
  ['ftp://example.com', true, 'not ftp:'],
  ['example.com/hook', false, 'not an address'],
  ['  ', false, 'Give the address'],
])('the address %j, private ones allowed: %s, is told as wrong: %s', (url, allowsPrivate, words) => {
  const problem = problemsOf({ ...draftOf(webhook), url }, webhook, allowsPrivate).url;
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(words);
});

test.each([
  ['a', true],
  ['deploy-bot_2.x', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['-bot', false],
  ['bot.', false],
  ['deploy bot', false],
])('the name %j can be given: %s', (name, isGood) => {
  expect(problemsOf({ ...draftOf(webhook), name }, webhook, false).name === undefined).toBe(isGood);
});

test('a secret is sent when it is given, taken away when it is removed, and asked for when it is to be replaced', () => {
  const replaced = { ...draftOf(webhook), secretChange: 'set' as const };
  expect(problemsOf(replaced, webhook, false)).toHaveProperty('secret');
  expect(updateOf({ ...replaced, secret: 's3cret' }, webhook).secret).toBe('s3cret');
  expect(updateOf({ ...replaced, secretChange: 'remove', secret: 'typed before' }, webhook).secret).toBe('');
  const { secret_state: _, ...unsigned } = webhook;
  expect(problemsOf(draftOf(unsigned), unsigned, false)).toEqual({});
  expect(updateOf(draftOf(unsigned), unsigned)).not.toHaveProperty('secret');
  expect(creationOf({ ...draftOf(), secret: 's3cret' }).secret).toBe('s3cret');
  expect(creationOf(draftOf())).not.toHaveProperty('secret');
});
