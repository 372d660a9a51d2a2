import { expect, test } from 'vitest';
import { WEBHOOK_EVENTS } from '../contract/index.ts';
import { openWebhooks } from './testing/webhooks.ts';

const PROMPT = { key: 'mlflow.prompt.is_prompt', value: 'true' };

/** An engine with a webhook for everything, and what it was told of so far, in order. */
async function told() {
  const engine = await openWebhooks();
  const all = Object.entries(WEBHOOK_EVENTS).flatMap(([entity, actions]) =>
    actions.map((action) => ({ entity: entity as 'MODEL_VERSION', action: action as 'CREATED' })),
  );
  await engine.newWebhook('http://127.0.0.1:9/', { events: all });
  const events = () =>
    engine.context.store.database
      .statement('SELECT entity, action, data FROM webhook_events ORDER BY id')
      .all()
      .map(([entity, action, data]) => [`${entity}.${action}`, JSON.parse(String(data))]);
  return { ...engine, events };
}

test('webhooks are told of a registered model, its versions, their tags and aliases, with what MLflow sends', async () => {
  const { call, events } = await told();
  const of = { name: 'm', version: '1' };
  await call('createRegisteredModel', { name: 'm', tags: [{ key: 'a', value: 'b' }] });
  await call('createModelVersion', { name: 'm', source: 's3://b/m', tags: [{ key: 'c', value: 'd' }] });
  await call('setModelVersionTag', { ...of, key: 'k', value: 'v' });
  await call('deleteModelVersionTag', { ...of, key: 'k' });
  await call('setRegisteredModelAlias', { ...of, alias: 'best' });
  await call('deleteRegisteredModelAlias', { name: 'm', alias: 'best' });
  expect(events()).toEqual([
    ['registered_model.created', { name: 'm', tags: { a: 'b' }, description: '' }],
    [
      'model_version.created',
      { ...of, source: 's3://b/m', run_id: null, tags: { c: 'd' }, description: null },
    ],
    ['model_version_tag.set', { ...of, key: 'k', value: 'v' }],
    ['model_version_tag.deleted', { ...of, key: 'k' }],
    ['model_version_alias.created', { ...of, alias: 'best' }],
    ['model_version_alias.deleted', { name: 'm', alias: 'best' }],
  ]);
});

test('of a prompt they are told its template, and not the tags that only mark it', async () => {
  const { call, events } = await told();
  const of = { name: 'p', version: '1' };
  const tags = [
    PROMPT,
    { key: '_mlflow_prompt_type', value: 'text' },
    { key: 'mlflow.prompt.text', value: 'Hi {{name}}' },
    { key: 'team', value: 'x' },
  ];
  await call('createRegisteredModel', { name: 'p', tags: [PROMPT], description: 'about' });
  await call('setRegisteredModelTag', { name: 'p', key: 'k', value: 'v' });
  await call('deleteRegisteredModelTag', { name: 'p', key: 'k' });
  await call('createModelVersion', { name: 'p', source: 'dummy-source', tags, description: 'first' });
  await call('setModelVersionTag', { ...of, key: 'k', value: 'v' });
  await call('deleteModelVersionTag', { ...of, key: 'k' });
  await call('setRegisteredModelAlias', { ...of, alias: 'best' });
  await call('deleteRegisteredModelAlias', { name: 'p', alias: 'best' });
  expect(events()).toEqual([
    ['prompt.created', { name: 'p', tags: {}, description: 'about' }],
    ['prompt_tag.set', { name: 'p', key: 'k', value: 'v' }],
    ['prompt_tag.deleted', { name: 'p', key: 'k' }],
    ['prompt_version.created', { ...of, template: 'Hi {{name}}', tags: { team: 'x' }, description: 'first' }],
    ['prompt_version_tag.set', { ...of, key: 'k', value: 'v' }],
    ['prompt_version_tag.deleted', { ...of, key: 'k' }],
    ['prompt_alias.created', { ...of, alias: 'best' }],
    ['prompt_alias.deleted', { name: 'p', alias: 'best' }],
  ]);
});

test('of the tags of a registered model, of moves to stages and of what is refused they are told nothing', async () => {
  const { call, events } = await told();
  await call('createRegisteredModel', { name: 'm' });
  await call('createModelVersion', { name: 'm', source: 's3://b/m' });
  const before = events().length;
  await call('setRegisteredModelTag', { name: 'm', key: 'k', value: 'v' });
  await call('transitionModelVersionStage', { name: 'm', version: '1', stage: 'Staging' });
  await expect(call('createModelVersion', { name: 'm', source: '/etc' })).rejects.toThrow('Invalid model');
  await expect(call('setRegisteredModelAlias', { name: 'm', alias: 'x', version: '9' })).rejects.toThrow();
  expect(events()).toHaveLength(before);
});
