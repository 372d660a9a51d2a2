import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, as, moveTo, newRegisteredModel, newVersion } from './testing/model-versions.ts';
import { openTestEngine } from './testing/open.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const PROMPT = { key: 'mlflow.prompt.is_prompt', value: 'true' };
let count = 0;
let name = '';
beforeEach(() => {
  count += 1;
  name = `m${count}`;
});

const read = async (of = name) => (await engine.call('getRegisteredModel', { name: of })).registered_model;
const names = async (filter: string, order_by: string[] = []) =>
  ((await engine.call('searchRegisteredModels', { filter, order_by })).registered_models ?? []).map(
    (model) => model.name,
  );
const changes = () =>
  engine.store.changes
    .after(0, 10_000)
    .slice(-3)
    .map(({ operation, object_type, object_id }) => `${operation} ${object_type} ${object_id}`);

describe('one model', () => {
  test('[s10] is created with its tags, of which the last of a key counts, and read back alike', async () => {
    const tags = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ];
    const { registered_model } = await engine.call('createRegisteredModel', {
      name,
      description: 'about',
      tags,
    });
    expect(registered_model).toEqual({
      name,
      creation_timestamp: expect.any(Number),
      last_updated_timestamp: expect.any(Number),
      description: 'about',
      tags: [{ key: 'a', value: '2' }],
    });
    expect(await read()).toEqual(registered_model);
    expect(changes().at(-1)).toBe(`createRegisteredModel registered_model ${name}`);
  });

  test('[s10] has no description once it is updated without one', async () => {
    await engine.call('createRegisteredModel', { name, description: 'about' });
    engine.advance(5);
    const { registered_model } = await engine.call('updateRegisteredModel', { name });
    expect(registered_model.description).toBeUndefined();
    expect(registered_model.last_updated_timestamp).toBe(registered_model.creation_timestamp + 5);
  });

  test('[s10] is renamed with versions, tags and aliases, and leaves its old name free', async () => {
    await newRegisteredModel(engine, name, 2);
    await engine.call('setRegisteredModelTag', { name, key: 'k', value: 'v' });
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '1' });
    engine.advance(7);
    const { registered_model } = await engine.call('renameRegisteredModel', { name, new_name: `${name} b` });
    expect(registered_model).toMatchObject({
      name: `${name} b`,
      tags: [{ key: 'k', value: 'v' }],
      aliases: [{ alias: 'best', version: '1' }],
    });
    const { model_version } = await engine.call('getModelVersion', { name: `${name} b`, version: '1' });
    expect(model_version.last_updated_timestamp).toBe(model_version.creation_timestamp + 7);
    expect(changes().slice(-2)).toEqual([
      `renameRegisteredModel registered_model ${name}`,
      `renameRegisteredModel registered_model ${name} b`,
    ]);
    await newRegisteredModel(engine, name);
    expect(await engine.refusal('renameRegisteredModel', { name, new_name: `${name} b` })).toMatch(
      /^RESOURCE_ALREADY_EXISTS/,
    );
  });

  test('[s10] is deleted with all its versions, and made anew it begins at version 1', async () => {
    await newRegisteredModel(engine, name, 3);
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '1' });
    await engine.call('deleteRegisteredModel', { name });
    expect(await engine.refusal('getRegisteredModel', { name })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
    expect(await engine.refusal('getModelVersion', { name, version: '1' })).toMatch(
      /^RESOURCE_DOES_NOT_EXIST/,
    );
    await engine.call('createRegisteredModel', { name });
    expect(await newVersion(engine, name)).toBe('1');
    expect((await read()).aliases).toBeUndefined();
  });

  test('is not seen from another workspace', async () => {
    await newRegisteredModel(engine, name);
    const other = { actor: 'local', workspace: 'other' };
    expect(await engine.refusal('getRegisteredModel', { name }, other)).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
    expect(await engine.send('searchRegisteredModels', {}, other)).toEqual({});
    expect(await engine.send('searchModelVersions', {}, other)).toEqual({});
  });
});

describe('names', () => {
  test.each(['', ' ', '\n', 'a/b', 'a:b', '.', '..', '..a', 'a\0b', 'a\u001bb', '\ud800', 'x'.repeat(257)])(
    '[s10] %j is INVALID_PARAMETER_VALUE, made, read or given',
    async (bad) => {
      await engine.call('createRegisteredModel', { name });
      for (const refusal of [
        await engine.refusal('createRegisteredModel', { name: bad }),
        await engine.refusal('getRegisteredModel', { name: bad }),
        await engine.refusal('getModelVersion', { name: bad, version: '1' }),
        await engine.refusal('createModelVersion', { name: bad, source: 's3://b/m' }),
        await engine.refusal('renameRegisteredModel', { name, new_name: bad }),
      ])
        expect(refusal).toMatch(/^INVALID_PARAMETER_VALUE/);
    },
  );

  test.each(['größe 日本', "'; DROP TABLE x; --", '%2e%2e', '__proto__', 'a..', 'x'.repeat(256)])(
    '%j is as good as any',
    async (good) => {
      await newRegisteredModel(engine, good);
      expect(await names(`name = "${good}"`)).toEqual([good]);
      expect((await read(good)).latest_versions).toHaveLength(1);
      await engine.call('deleteRegisteredModel', { name: good });
    },
  );

  test('of prompts hold letters, digits, _ - and . only, also where a model becomes one', async () => {
    expect(await engine.refusal('createRegisteredModel', { name: 'a b', tags: [PROMPT] })).toMatch(
      /^INVALID_PARAMETER_VALUE: Invalid prompt name/,
    );
    await engine.call('createRegisteredModel', { name: `${name} b` });
    expect(await engine.refusal('setRegisteredModelTag', { name: `${name} b`, ...PROMPT })).toMatch(
      /^INVALID_PARAMETER_VALUE: Invalid prompt name/,
    );
    await engine.call('createRegisteredModel', { name: `${name}.p_-1`, tags: [PROMPT] });
    expect(await engine.refusal('renameRegisteredModel', { name: `${name}.p_-1`, new_name: 'a b' })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
  });

  test('[s10] in use are RESOURCE_ALREADY_EXISTS, which says by what', async () => {
    await engine.call('createRegisteredModel', { name });
    expect(await engine.refusal('createRegisteredModel', { name })).toBe(
      `RESOURCE_ALREADY_EXISTS: Registered Model (name=${name}) already exists.`,
    );
    expect(await engine.refusal('createRegisteredModel', { name, tags: [PROMPT] })).toContain(
      'already taken by a registered model',
    );
  });
});

describe('tags', () => {
  test('[s10] are set, replaced and deleted; a missing one is fine and no change', async () => {
    await newRegisteredModel(engine, name);
    const of = { name, version: '1' };
    for (const value of ['v', 'w']) {
      await engine.call('setRegisteredModelTag', { name, key: 'k', value });
      await engine.call('setModelVersionTag', { ...of, key: 'k', value });
    }
    const read = async () => [
      (await engine.call('getRegisteredModel', { name })).registered_model.tags,
      (await engine.call('getModelVersion', of)).model_version.tags,
    ];
    expect(await read()).toEqual([[{ key: 'k', value: 'w' }], [{ key: 'k', value: 'w' }]]);
    await engine.call('deleteRegisteredModelTag', { name, key: 'k' });
    await engine.call('deleteModelVersionTag', { ...of, key: 'k' });
    expect(await read()).toEqual([undefined, undefined]);
    const head = engine.store.changes.head();
    await engine.call('deleteRegisteredModelTag', { name, key: 'k' });
    await engine.call('deleteModelVersionTag', { ...of, key: 'k' });
    expect(engine.store.changes.head()).toBe(head);
  });

  test('[s3] have keys of 250 characters and values of 100000 at most, on models and versions', async () => {
    await newRegisteredModel(engine, name);
    for (const [operation, of] of [
      ['setRegisteredModelTag', { name }],
      ['setModelVersionTag', { name, version: '1' }],
    ] as const) {
      const set = (key: string, value: string) => engine.refusal(operation, { ...of, key, value });
      expect(await set('k'.repeat(250), '😀'.repeat(100_000))).toBe('accepted');
      expect(await set('k'.repeat(251), 'v')).toMatch(/^INVALID_PARAMETER_VALUE/);
      expect(await set('k', 'v'.repeat(100_001))).toMatch(/^INVALID_PARAMETER_VALUE/);
      expect(await set('mlflow.prompt.text', 'v'.repeat(1_000_000))).toContain('Prompt text');
      for (const key of ['', '../a', 'a//b', 'a$', '\0'])
        expect(await set(key, 'v')).toMatch(/^INVALID_PARAMETER_VALUE/);
    }
  });

  test('a description of a megabyte is refused, and nothing of the request stays', async () => {
    const description = 'd'.repeat(1_000_000);
    expect(await engine.refusal('createRegisteredModel', { name, description })).toMatch(
      /^INVALID_PARAMETER_VALUE: 'description' is 1000000 characters long/,
    );
    expect(await engine.refusal('getRegisteredModel', { name })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
    await newRegisteredModel(engine, name);
    for (const operation of ['updateRegisteredModel', 'updateModelVersion'] as const)
      expect(await engine.refusal(operation, { name, version: '1', description })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
  });
});

describe('searching', () => {
  test('[s10] prompts are found only where the filter asks for them, and follow their tag', async () => {
    await engine.call('createRegisteredModel', { name, tags: [PROMPT] });
    const asked = `name = '${name}' AND tags.\`mlflow.prompt.is_prompt\` = 'true'`;
    expect([await names(`name = '${name}'`), await names(asked)]).toEqual([[], [name]]);
    await engine.call('deleteRegisteredModelTag', { name, key: PROMPT.key });
    expect([await names(`name = '${name}'`), await names(asked)]).toEqual([[name], []]);
    await engine.call('setRegisteredModelTag', { name, key: PROMPT.key, value: 'TRUE' });
    expect(await names(`name = '${name}'`)).toEqual([]);
    await engine.call('setRegisteredModelTag', { name, key: PROMPT.key, value: 'no' });
    expect(await names(`name = '${name}'`)).toEqual([name]);
  });

  test('[s10] a model shows the latest version of each stage, its tags and aliases', async () => {
    await newRegisteredModel(engine, name, 3);
    await moveTo(engine, name, '1', 'Production');
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '1' });
    const { registered_models } = await engine.call('searchRegisteredModels', {
      filter: `name = '${name}'`,
    });
    expect(registered_models).toEqual([await read()]);
    expect(registered_models?.[0]?.latest_versions?.map(({ version }) => version)).toEqual(['1', '3']);
    expect(registered_models?.[0]?.latest_versions?.some((version) => 'aliases' in version)).toBe(false);
  });

  test('[s6] pages follow each other whatever is made meanwhile; a foreign token is refused', async () => {
    for (const suffix of ['b', 'd', 'f']) await engine.call('createRegisteredModel', { name: name + suffix });
    const search = { filter: `name LIKE '${name}_'`, max_results: 1 };
    const first = await engine.call('searchRegisteredModels', search);
    await engine.call('createRegisteredModel', { name: `${name}a` });
    const page_token = first.next_page_token;
    const second = await engine.call('searchRegisteredModels', { ...search, page_token });
    expect(second.registered_models?.[0]?.name).toBe(`${name}d`);
    for (const refused of [
      await engine.refusal('searchRegisteredModels', { ...search, page_token, order_by: ['name DESC'] }),
      await engine.refusal('searchModelVersions', { page_token }),
      await engine.refusal('searchRegisteredModels', { page_token: 'junk' }),
      await engine.refusal('searchRegisteredModels', { max_results: 1001 }),
      await engine.refusal('searchRegisteredModels', { max_results: 0 }),
      await engine.refusal('searchModelVersions', { max_results: 200_001 }),
    ])
      expect(refused).toMatch(/^INVALID_PARAMETER_VALUE/);
  });

  test('patterns made to be slow are answered or refused, and soon', async () => {
    await engine.call('createRegisteredModel', { name: 'a'.repeat(256) });
    const slow = `name LIKE '${'%a'.repeat(120)}%b'`;
    const started = performance.now();
    expect(await names(slow)).toEqual([]);
    expect(await names(slow.replace('LIKE', 'ILIKE'))).toEqual([]);
    expect(await engine.refusal('searchModelVersions', { filter: slow })).toBe('accepted');
    expect(
      await engine.refusal('searchRegisteredModels', { filter: `name LIKE '${'%'.repeat(60_000)}'` }),
    ).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('latest versions', () => {
  const latest = async (stages?: string[]) =>
    ((await engine.call('getLatestVersions', { name, stages })).model_versions ?? []).map(
      ({ version, current_stage }) => `${version} ${current_stage}`,
    );

  test('[s10] are one a stage, of all stages or of those asked for in any case', async () => {
    await newRegisteredModel(engine, name, 5);
    await moveTo(engine, name, '1', 'Production');
    await moveTo(engine, name, '2', 'Production');
    await moveTo(engine, name, '5', 'Staging');
    expect(await latest()).toEqual(['2 Production', '4 None', '5 Staging']);
    expect(await latest(['pRODUCTION', 'production', 'staging'])).toEqual(['2 Production', '5 Staging']);
    expect(await latest(['Archived'])).toEqual([]);
    expect(await engine.refusal('getLatestVersions', { name, stages: ['Testing'] })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
  });
});

describe('aliases', () => {
  const aliased = async (alias: string) =>
    (await engine.call('getModelVersionByAlias', { name, alias })).model_version.version;

  test('[s10] latest, in any case, is the highest version that exists', async () => {
    await engine.call('createRegisteredModel', { name });
    expect(await engine.refusal('getModelVersionByAlias', { name, alias: 'latest' })).toMatch(
      /^RESOURCE_DOES_NOT_EXIST/,
    );
    for (let made = 0; made < 3; made += 1) await newVersion(engine, name);
    await moveTo(engine, name, '3', 'Archived');
    expect(await aliased('Latest')).toBe('3');
    await engine.call('deleteModelVersion', { name, version: '3' });
    expect(await aliased('latest')).toBe('2');
  });

  test.each(['', ' ', 'a b', 'a.b', 'a/b', 'a\n', 'latest', 'LATEST', 'v1', 'V22', 'a'.repeat(256)])(
    '[s10] an alias cannot be called %j',
    async (alias) => {
      await newRegisteredModel(engine, name);
      expect(await engine.refusal('setRegisteredModelAlias', { name, alias, version: '1' })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    },
  );

  test('[s10] an alias that is not there is INVALID_PARAMETER_VALUE to read and fine to remove', async () => {
    await newRegisteredModel(engine, name);
    expect(await engine.refusal('getModelVersionByAlias', { name, alias: 'no' })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
    const head = engine.store.changes.head();
    expect(await engine.call('deleteRegisteredModelAlias', { name, alias: 'no' })).toEqual({});
    expect(engine.store.changes.head()).toBe(head);
  });

  test('[s10] deleting a version takes its aliases along', async () => {
    await newRegisteredModel(engine, name, 2);
    await engine.call('setRegisteredModelAlias', { name, alias: 'one', version: '1' });
    await engine.call('setRegisteredModelAlias', { name, alias: 'two', version: '2' });
    await engine.call('deleteModelVersion', { name, version: '1' });
    expect((await read()).aliases).toEqual([{ alias: 'two', version: '2' }]);
  });
});

test('whoever is told apart by name is the user of the versions they make, and nobody else is', async () => {
  await engine.call('createRegisteredModel', { name });
  const asked = { name, source: 's3://b/m' };
  expect((await as(engine, ANA, 'createModelVersion', asked)).model_version.user_id).toBe('ana');
  expect((await engine.call('createModelVersion', asked)).model_version.user_id).toBeUndefined();
});
