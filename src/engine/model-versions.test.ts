import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openContext } from './context.ts';
import { insertModelVersion } from './model-versions.ts';
import { newModel } from './testing/logged-models.ts';
import { moveTo, newRegisteredModel, newVersion } from './testing/model-versions.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

let count = 0;
let name = '';
beforeEach(() => {
  count += 1;
  name = `m${count}`;
});

const get = async (version: string, of = name) =>
  (await engine.call('getModelVersion', { name: of, version })).model_version;
const found = async (filter: string, order_by: string[] = []) =>
  ((await engine.call('searchModelVersions', { filter, order_by })).model_versions ?? []).map(
    (version) => `${version.name}/${version.version}`,
  );
const noted = async (model_id: string) => {
  const { tags = [], registrations } = (await engine.call('getLoggedModel', { model_id })).model.info;
  return { tag: tags.find(({ key }) => key === 'mlflow.modelVersions')?.value, registrations };
};

describe('one version', () => {
  test('[s10] is answered with all it was made with, and its model counts as changed', async () => {
    await engine.call('createRegisteredModel', { name });
    const run_id = await newRun(engine);
    engine.advance(3);
    const tags = [{ key: 'k', value: 'v' }];
    const { model_version } = await engine.call('createModelVersion', {
      name,
      source: `runs:/${run_id}/m`,
      run_id,
      run_link: 'http://x/y',
      description: 'first',
      tags,
    });
    expect(model_version).toEqual({
      name,
      version: '1',
      creation_timestamp: START + 3,
      last_updated_timestamp: START + 3,
      current_stage: 'None',
      description: 'first',
      source: `runs:/${run_id}/m`,
      run_id,
      status: 'READY',
      tags,
      run_link: 'http://x/y',
    });
    expect(await get('1')).toEqual(model_version);
    const { registered_model } = await engine.call('getRegisteredModel', { name });
    expect(registered_model.last_updated_timestamp).toBe(START + 3);
    expect(registered_model.latest_versions).toEqual([model_version]);
  });

  test('[s10] gets a number that none had before, also after the highest was deleted', async () => {
    await newRegisteredModel(engine, name, 2);
    await engine.call('deleteModelVersion', { name, version: '2' });
    expect(await newVersion(engine, name)).toBe('3');
    expect(await engine.refusal('getModelVersion', { name, version: '2' })).toMatch(
      /^RESOURCE_DOES_NOT_EXIST/,
    );
  });

  test('a number is not used up by a version that is refused', async () => {
    await newRegisteredModel(engine, name);
    expect(await engine.refusal('createModelVersion', { name, source: '/etc' })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
    expect(await newVersion(engine, name)).toBe('2');
  });

  test('[s10] loses its description where it is updated without one', async () => {
    await newRegisteredModel(engine, name);
    const of = { name, version: '1' };
    await engine.call('updateModelVersion', { ...of, description: 'x' });
    expect((await get('1')).description).toBe('x');
    await engine.call('updateModelVersion', of);
    expect(await get('1')).not.toHaveProperty('description');
  });

  test.each(['', 'one', '1.5', '1e3', '0x1', ' 1', '9'.repeat(30)])(
    '[s10] %j is no number of a version',
    async (version) => {
      await newRegisteredModel(engine, name);
      for (const operation of ['getModelVersion', 'deleteModelVersion', 'updateModelVersion'] as const)
        expect(await engine.refusal(operation, { name, version })).toMatch(
          /^INVALID_PARAMETER_VALUE: Parameter 'version' must be an integer/,
        );
    },
  );

  test('[s10] outlives its run', async () => {
    await engine.call('createRegisteredModel', { name });
    const run_id = await newRun(engine);
    await newVersion(engine, name, { source: `runs:/${run_id}/m`, run_id });
    await engine.call('deleteRun', { run_id });
    expect((await get('1')).run_id).toBe(run_id);
  });
});

describe('of a logged model', () => {
  test('[s10] it takes the run and the place of the files, and is noted on the model', async () => {
    await engine.call('createRegisteredModel', { name });
    const { model_id, artifact_uri } = await newModel(engine, { source_run_id: 'r9' });
    const asked = { source: `models:/${model_id}`, model_id };
    await newVersion(engine, name, asked);
    await newVersion(engine, name, asked);
    expect(await get('2')).toMatchObject({ source: `models:/${model_id}`, run_id: 'r9' });
    expect(await engine.call('getModelVersionDownloadUri', { name, version: '2' })).toEqual({ artifact_uri });
    expect(await noted(model_id)).toEqual({
      tag: `[{"name": "${name}", "version": 1}, {"name": "${name}", "version": 2}]`,
      registrations: [
        { name, version: '1' },
        { name, version: '2' },
      ],
    });
    await engine.call('renameRegisteredModel', { name, new_name: `${name} b` });
    await engine.call('deleteModelVersion', { name: `${name} b`, version: '1' });
    expect((await noted(model_id)).registrations).toEqual([{ name: `${name} b`, version: '2' }]);
  });

  test('what stands in the tag already stays, and what is no list is replaced', async () => {
    await engine.call('createRegisteredModel', { name });
    for (const [standing, tag] of [
      [
        '[{"name": "o[ ther", "version": "7"}]',
        `[{"name": "o[ ther", "version": "7"}, {"name": "${name}", "version": 1}]`,
      ],
      ['no JSON', `[{"name": "${name}", "version": 2}]`],
      ['{}', `[{"name": "${name}", "version": 3}]`],
    ]) {
      const { model_id } = await newModel(engine);
      const tags = [{ key: 'mlflow.modelVersions', value: standing }];
      await engine.call('setLoggedModelTags', { model_id, tags });
      await newVersion(engine, name, { source: `models:/${model_id}`, model_id });
      expect((await noted(model_id)).tag).toBe(tag);
    }
  });
});

describe('copies', () => {
  test('[s10] a copy, and a copy of it, lie where the first one does and are of its run', async () => {
    await engine.call('createRegisteredModel', { name });
    await engine.call('createRegisteredModel', { name: `${name} c` });
    const { model_id, artifact_uri } = await newModel(engine, { source_run_id: 'r9' });
    await newVersion(engine, name, { source: `models:/${model_id}`, model_id });
    await moveTo(engine, name, '1', 'Staging');
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '1' });
    for (const suffix of ['/1', '/latest', '/staging', '@best']) {
      const version = await newVersion(engine, `${name} c`, { source: `models:/${name}${suffix}` });
      expect(await get(version, `${name} c`)).toMatchObject({ source: `models:/${name}/1`, run_id: 'r9' });
    }
    const again = await newVersion(engine, `${name} c`, { source: `models:/${name} c/1` });
    const copy = { name: `${name} c`, version: again };
    expect(await engine.call('getModelVersionDownloadUri', copy)).toEqual({ artifact_uri });
    expect((await noted(model_id)).tag).toBe(`[{"name": "${name}", "version": 1}]`);
  });

  test('[s10] what is not there, a prompt or another run cannot be copied', async () => {
    await newRegisteredModel(engine, name);
    const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
    await engine.call('createRegisteredModel', { name: `${name}.p`, tags });
    await newVersion(engine, `${name}.p`, { source: 'dummy-source', tags });
    const refusal = (source: string, more = {}) =>
      engine.refusal('createModelVersion', { name, source, ...more });
    for (const source of [
      `models:/${name}/7`,
      `models:/${name}/Production`,
      `models:/${name}@no`,
      'models:/no/1',
    ])
      expect(await refusal(source)).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
    for (const refused of [
      await refusal(`models:/${name}.p/1`),
      await refusal(`models:/${name}/1`, { run_id: 'other' }),
      await refusal(`models:/${name}/1`, { model_id: 'm-1' }),
      await refusal(`models://host/${name}/1`),
      await refusal(`models:/${name}/1/2`),
      await refusal(`models:/${name}/Testing`),
    ])
      expect(refused).toMatch(/^INVALID_PARAMETER_VALUE/);
  });
});

describe('searching', () => {
  test('[s10] finds by run and by name, the last changed first, name and number breaking ties', async () => {
    const run_id = await newRun(engine);
    await newRegisteredModel(engine, `${name} b`, 2);
    await newRegisteredModel(engine, name, 2);
    await newVersion(engine, name, { run_id });
    engine.advance(1);
    await engine.call('updateModelVersion', { name, version: '1', description: 'x' });
    const mine = `name LIKE '${name}%'`;
    expect(await found(mine)).toEqual([`${name}/1`, `${name}/3`, `${name}/2`, `${name} b/2`, `${name} b/1`]);
    expect(await found(`run_id = '${run_id}'`)).toEqual([`${name}/3`]);
    expect(await found(`${mine} AND run_id != '${run_id}' AND version_number < 2`)).toHaveLength(2);
    expect(await found(`name = '${name}'`, ['version_number ASC'])).toEqual(
      ['1', '2', '3'].map((version) => `${name}/${version}`),
    );
  });
});

describe('made by the engine itself', () => {
  test('within a transaction it keeps its parents, and goes with what undoes the transaction', async () => {
    const tags = [
      { key: 'mlflow.prompt.is_prompt', value: 'true' },
      { key: 'mlflow.prompt.text', value: 'Hi {{name}}' },
    ];
    await engine.call('createRegisteredModel', { name, tags: tags.slice(0, 1) });
    const { store, artifacts } = engine;
    const about = { version: '', start_time: START, url: () => undefined };
    const report = (error: unknown) => {
      throw error;
    };
    const world = { store, artifacts, now: () => START, random: () => 0, newId: () => '0', about, report };
    const context = openContext(world);
    const caller = { actor: 'ana', workspace: 'default' };
    const asked = { name, source: 'dummy-source', tags, parent_version: 1, merged_version: 2 };
    await expect(
      store.write(() => {
        insertModelVersion(context, caller, asked);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    const made = await store.write(() => insertModelVersion(context, caller, asked));
    expect(made.version).toBe(1);
    const row = store.database
      .statement('SELECT parent_version, merged_version, user_id FROM model_versions WHERE id = ?')
      .get(made.id);
    expect(row).toEqual([1, 2, 'ana']);
    const [change] = store.changes.after(store.changes.head() - 1, 1);
    expect(change).toMatchObject({ object_type: 'prompt_version', object_id: `${name}/1`, actor: 'ana' });
  });
});
