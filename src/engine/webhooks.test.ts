import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { openReceiver, status } from './testing/receiver.ts';
import { openWebhooks } from './testing/webhooks.ts';

const URL_ = 'https://example.com/hook';
const CREATED = { entity: 'MODEL_VERSION', action: 'CREATED' } as const;
const SET = { entity: 'MODEL_VERSION_TAG', action: 'SET' } as const;
const HOOK = { name: 'hook', url: URL_, events: [CREATED] };

test('a webhook has the shape of MLflow, and no secret', async () => {
  await using engine = await openTestEngine();
  const { webhook } = await engine.call('createWebhook', {
    ...HOOK,
    description: 'tells the build',
    secret: 'tide',
  });
  expect(webhook).toEqual({
    ...{ webhook_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/), ...HOOK },
    ...{ description: 'tells the build', status: 'ACTIVE', secret_state: 'set' },
    ...{ creation_timestamp: 1_790_000_000_000, last_updated_timestamp: 1_790_000_000_000 },
  });
  expect(await engine.call('getWebhook', { webhook_id: webhook.webhook_id })).toEqual({ webhook });
  expect(await engine.call('listWebhooks', {})).toEqual({ webhooks: [webhook] });
});

test('an update sets what is given and leaves the rest', async () => {
  await using engine = await openTestEngine();
  const made = await engine.call('createWebhook', { ...HOOK, description: 'd', secret: 's' });
  const { webhook_id } = made.webhook;
  engine.advance(5);
  const later = { ...made.webhook, last_updated_timestamp: 1_790_000_000_005 };
  const empty = { name: '', url: '', events: [] };
  expect((await engine.call('updateWebhook', { webhook_id, ...empty })).webhook).toEqual(later);
  const asked = {
    name: 'new',
    url: 'https://other.example/',
    events: [SET, SET],
    status: 'DISABLED' as const,
  };
  const { webhook } = await engine.call('updateWebhook', { webhook_id, ...asked });
  expect(webhook).toEqual({ ...later, ...asked, events: [SET] });
  const bare = await engine.call('updateWebhook', { webhook_id, description: '', secret: '' });
  expect(bare.webhook).not.toHaveProperty('description');
  expect(bare.webhook).not.toHaveProperty('secret_state');
});

test('events are kept once each, in the order of their names', async () => {
  await using engine = await openTestEngine();
  const events = [SET, CREATED, { entity: 'PROMPT', action: 'CREATED' } as const, CREATED];
  const { webhook } = await engine.call('createWebhook', { ...HOOK, events });
  expect(webhook.events).toEqual([CREATED, SET, { entity: 'PROMPT', action: 'CREATED' }]);
});

test('webhooks are listed the newest first, a page at a time, none as an empty answer', async () => {
  await using engine = await openTestEngine();
  expect(await engine.call('listWebhooks', {})).toEqual({});
  for (const name of ['a', 'b', 'c']) await engine.call('createWebhook', { ...HOOK, name });
  const first = await engine.call('listWebhooks', { max_results: 2 });
  expect(first.webhooks?.map(({ name }) => name)).toEqual(['c', 'b']);
  const second = await engine.call('listWebhooks', { max_results: 2, page_token: first.next_page_token });
  expect(second.webhooks?.map(({ name }) => name)).toEqual(['a']);
  expect(second).not.toHaveProperty('next_page_token');
  for (const asked of [{ max_results: 1001 }, { max_results: -1 }, { page_token: 'junk' }])
    expect(await engine.refusal('listWebhooks', asked)).toMatch(/^INVALID_PARAMETER_VALUE/);
});

test('a deleted webhook is gone', async () => {
  await using engine = await openTestEngine();
  const { webhook_id } = (await engine.call('createWebhook', HOOK)).webhook;
  await engine.call('deleteWebhook', { webhook_id });
  for (const name of [
    'getWebhook',
    'updateWebhook',
    'deleteWebhook',
    'testWebhook',
    'listWebhookDeliveries',
  ] as const)
    expect(await engine.refusal(name, { webhook_id })).toMatch(
      /^RESOURCE_DOES_NOT_EXIST: No webhook with id/,
    );
});

test('webhooks of another workspace are not seen', async () => {
  await using engine = await openTestEngine();
  const { webhook_id } = (await engine.call('createWebhook', HOOK)).webhook;
  const other = { actor: 'eve', workspace: 'other' };
  expect(await engine.refusal('getWebhook', { webhook_id }, other)).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await engine.send('listWebhooks', {}, other)).toEqual({});
});

test.each([
  [{ name: '' }, 'Invalid webhook name'],
  [{ name: 'ümlaut' }, 'Invalid webhook name'],
  [{ name: 'KK' }, 'Invalid webhook name'],
  [{ name: '-a' }, 'Invalid webhook name'],
  [{ name: 'a.' }, 'Invalid webhook name'],
  [{ name: 'a'.repeat(64) }, 'Invalid webhook name'],
  [{ url: 'http://example.com/' }, 'Invalid webhook URL: It begins with http://'],
  [
    { url: 'https://10.0.0.1/' },
    'Invalid webhook URL: 10.0.0.1 is an address of this machine or of its network',
  ],
  [{ url: `https://example.com/${'a'.repeat(500)}` }, "'url' is 520 characters long; the limit is 500."],
  [{ events: [] }, "Missing value for required parameter 'events'"],
  [{ events: undefined }, "Missing value for required parameter 'events'"],
  [{ events: [{ entity: 'MODEL_VERSION', action: 'SET' }] }, 'Invalid action SET for entity MODEL_VERSION'],
  [{ events: [{ entity: 'TRACE', action: 'SET' }] }, "Invalid value for parameter 'events[0].entity'"],
  [{ events: [{ entity: 0, action: 1 }] }, "Invalid value for parameter 'events[0].entity'"],
  [{ description: 'd'.repeat(1001) }, "'description' is 1001 characters long"],
  [{ secret: 's'.repeat(1001) }, "'secret' is 1001 characters long"],
])('%j is refused', async (wrong, message) => {
  await using engine = await openTestEngine();
  const refusal = await engine.refusal('createWebhook', { ...HOOK, ...wrong });
  expect(refusal).toMatch(/^INVALID_PARAMETER_VALUE: /);
  expect(refusal).toContain(message);
  expect(await engine.call('listWebhooks', {})).toEqual({});
});

test('an update is refused for the same reasons, and changes nothing', async () => {
  await using engine = await openTestEngine();
  const made = await engine.call('createWebhook', HOOK);
  const { webhook_id } = made.webhook;
  for (const wrong of [
    { name: 'two words' },
    { url: 'http://a.example/' },
    { events: [{ ...SET, action: 'CREATED' }] },
  ])
    expect(await engine.refusal('updateWebhook', { webhook_id, ...wrong })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
  expect(await engine.call('getWebhook', { webhook_id })).toEqual(made);
});

test('this machine is allowed by the owner, in a setting that stays', async () => {
  await using engine = await openTestEngine();
  const local = { ...HOOK, url: 'http://localhost:9000/' };
  expect(await engine.call('getWebhookSettings', {})).toEqual({ allow_private_addresses: false });
  expect(await engine.refusal('createWebhook', local)).toContain('settings of webhooks');
  await engine.call('updateWebhookSettings', { allow_private_addresses: true });
  await engine.restart();
  expect(await engine.call('getWebhookSettings', {})).toEqual({ allow_private_addresses: true });
  expect((await engine.call('createWebhook', local)).webhook.url).toBe(local.url);
});

test('a test sends the example of the first event, or of the one that is asked for, and logs nothing', async () => {
  const receiver = await openReceiver();
  receiver.answer((response) => response.end('thanks'));
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url, { secret: 's', status: 'DISABLED' });
  const answer = { result: { success: true, response_status: 200, response_body: 'thanks' } };
  expect(await engine.call('testWebhook', { webhook_id })).toEqual(answer);
  expect(await engine.call('testWebhook', { webhook_id, event: SET })).toEqual(answer);
  const sent = receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(sent).toMatchObject([
    { entity: 'registered_model', action: 'created', data: { name: 'example_model' } },
    { entity: 'model_version_tag', action: 'set', data: { value: 'example_value' } },
  ]);
  expect(receiver.received[0]?.headers['x-mlflow-signature']).toMatch(/^v1,/);
  expect(await engine.deliveries(webhook_id)).toEqual([]);
});

test('a test tells of failures', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  const tested = async () => (await engine.call('testWebhook', { webhook_id })).result;
  receiver.answer((response) => response.writeHead(500).end('oops'));
  expect(await tested()).toEqual({ success: false, response_status: 500, response_body: 'oops' });
  receiver.answer(status(302, { location: 'https://example.com/' }));
  expect(await tested()).toEqual({ success: false, response_status: 302 });
  await receiver.close();
  expect(await tested()).toEqual({
    success: false,
    error_message: expect.stringContaining('nobody listens'),
  });
  await engine.call('updateWebhookSettings', { allow_private_addresses: false });
  expect(await tested()).toEqual({ success: false, error_message: expect.stringContaining('http://') });
});

test('the log is read a page at a time', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  for (const name of ['a', 'b', 'c']) await engine.tell(name);
  await expect.poll(async () => (await engine.deliveries(webhook_id)).length).toBe(3);
  const first = await engine.call('listWebhookDeliveries', { webhook_id, max_results: 2 });
  expect(first.deliveries.map(({ object }) => object)).toEqual(['c', 'b']);
  const { next_page_token: page_token } = first;
  const second = await engine.call('listWebhookDeliveries', { webhook_id, max_results: 2, page_token });
  expect(second.deliveries.map(({ object }) => object)).toEqual(['a']);
  expect(second).not.toHaveProperty('next_page_token');
});

test('only what the log tells of can be sent again, and not to a disabled webhook', async () => {
  const receiver = await openReceiver();
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook(receiver.url);
  await engine.tell('a');
  await expect.poll(async () => (await engine.deliveries(webhook_id)).length).toBe(1);
  const [{ delivery_id } = { delivery_id: '' }] = await engine.deliveries(webhook_id);
  await engine.call('updateWebhook', { webhook_id, status: 'DISABLED' });
  await expect(engine.call('redeliverWebhookEvent', { delivery_id })).rejects.toThrow('is disabled');
  await expect(engine.call('redeliverWebhookEvent', { delivery_id: 'x' })).rejects.toThrow(
    'No delivery with id',
  );
});

test('every change of a webhook is on record, without its URL and secret', async () => {
  const engine = await openWebhooks();
  const webhook_id = await engine.newWebhook('https://example.com/token-in-url', { secret: 'tide' });
  await engine.call('updateWebhook', { webhook_id, secret: 'other' });
  await engine.call('deleteWebhook', { webhook_id });
  const changes = engine.context.store.changes
    .after(0, 10)
    .filter(({ object_type }) => object_type === 'webhook');
  expect(changes.map(({ operation, object_id }) => [operation, object_id])).toEqual([
    ['updateWebhookSettings', ''],
    ...['createWebhook', 'updateWebhook', 'deleteWebhook'].map((operation) => [operation, webhook_id]),
  ]);
});

test('the secret is in no file of the data directory', async () => {
  const engine = await openWebhooks();
  await engine.newWebhook('https://example.com/', { secret: 'not-to-be-found' });
  await engine.close();
  const database = readFileSync(join(engine.directory, 'tidemark.db'));
  expect(database.includes('https://example.com/')).toBe(true);
  expect(database.includes('not-to-be-found')).toBe(false);
  expect(readFileSync(join(engine.directory, 'secret.key')).includes('not-to-be-found')).toBe(false);
});
