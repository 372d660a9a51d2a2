import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, as, moveTo, newRegisteredModel } from './testing/model-versions.ts';
import { openTestEngine } from './testing/open.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

let count = 0;
let name = '';
beforeEach(async () => {
  count += 1;
  name = `m${count}`;
  await newRegisteredModel(engine, name, 4);
});

const stages = async () => {
  const { model_versions = [] } = await engine.call('searchModelVersions', {
    filter: `name = '${name}'`,
    order_by: ['version_number'],
  });
  return model_versions.map(({ current_stage }) => current_stage);
};

const COLUMNS = 'version, kind, stage, from_stage, alias, from_version, archived_by, comment, actor' as const;

/** The lines of the history after the four that made the versions, without what is not set. */
function moves(): Record<string, unknown>[] {
  const rows = engine.store.database
    .statement(
      `SELECT ${COLUMNS} FROM version_moves WHERE model = (SELECT id FROM registered_models WHERE name = ?) ORDER BY id`,
    )
    .all(name);
  const named = rows.map((row) => COLUMNS.split(', ').map((column, index) => [column, row[index]]));
  return named.slice(4).map((row) => Object.fromEntries(row.filter(([, value]) => value !== null)));
}

/** What of versions changed since a point of the log. */
const changed = (since: number) =>
  engine.store.changes.after(since, 100).map(({ operation, object_id }) => `${operation} ${object_id}`);

describe('to a stage', () => {
  test('[s10] a move archives the others of the stage where that is asked for, a line and a change each', async () => {
    await moveTo(engine, name, '1', 'production');
    await moveTo(engine, name, '2', 'Production', { archive_existing_versions: false });
    await moveTo(engine, name, '3', 'Staging');
    expect(await stages()).toEqual(['Production', 'Production', 'Staging', 'None']);
    const since = engine.store.changes.head();
    await moveTo(engine, name, '4', 'Production', { archive_existing_versions: true, comment: 'better' });
    expect(await stages()).toEqual(['Archived', 'Archived', 'Staging', 'Production']);
    const common = { kind: 'stage', comment: 'better', actor: 'local' };
    expect(moves().slice(3)).toEqual([
      { ...common, version: 1, stage: 'Archived', from_stage: 'Production', archived_by: 4 },
      { ...common, version: 2, stage: 'Archived', from_stage: 'Production', archived_by: 4 },
      { ...common, version: 4, stage: 'Production', from_stage: 'None' },
    ]);
    expect(changed(since)).toEqual(
      ['1', '2', '4'].map((version) => `transitionModelVersionStage ${name}/${version}`),
    );
  });

  test('[s10] only stages that stand for Staging or Production archive; a refused move changes nothing', async () => {
    await moveTo(engine, name, '1', 'Archived');
    const since = engine.store.changes.head();
    for (const stage of ['None', 'Archived'])
      expect(
        await engine.refusal('transitionModelVersionStage', {
          name,
          version: '2',
          stage,
          archive_existing_versions: true,
        }),
      ).toMatch(/^INVALID_PARAMETER_VALUE: Existing versions cannot be archived/);
    expect(await engine.refusal('transitionModelVersionStage', { name, version: '2', stage: 'X' })).toMatch(
      /^INVALID_PARAMETER_VALUE: Invalid Model Version stage/,
    );
    expect(
      await engine.refusal('transitionModelVersionStage', { name, version: '9', stage: 'None' }),
    ).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
    expect(changed(since)).toEqual([]);
    expect(await stages()).toEqual(['Archived', 'None', 'None', 'None']);
  });

  test('to where it is already, a version only counts as changed: the history has no such move', async () => {
    await moveTo(engine, name, '1', 'Staging');
    const before = moves().length;
    const again = await moveTo(engine, name, '1', 'Staging', { archive_existing_versions: true });
    expect(moves()).toHaveLength(before);
    expect(again.last_updated_timestamp).toBeGreaterThan(again.creation_timestamp);
    const { registered_model } = await engine.call('getRegisteredModel', { name });
    expect(registered_model.last_updated_timestamp).toBe(again.last_updated_timestamp);
  });

  test('a line names who moved', async () => {
    await as(engine, ANA, 'transitionModelVersionStage', { name, version: '1', stage: 'Staging' });
    expect(moves().at(-1)).toMatchObject({ actor: 'ana' });
  });
});

describe('of an alias', () => {
  test('[s10] setting it takes it from the version that had it, and the line says from which', async () => {
    const alias = 'best';
    for (const version of ['1', '2', '2'])
      await engine.call('setRegisteredModelAlias', { name, alias, version, comment: `to ${version}` });
    const common = { kind: 'alias_set', alias, actor: 'local' };
    expect(moves()).toEqual([
      { ...common, version: 1, comment: 'to 1' },
      { ...common, version: 2, from_version: 1, comment: 'to 2' },
    ]);
    const { registered_model } = await engine.call('getRegisteredModel', { name });
    expect(registered_model.aliases).toEqual([{ alias, version: '2' }]);
  });

  test('[s10] removing it is a line of the version that had it', async () => {
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '3' });
    const since = engine.store.changes.head();
    await engine.call('deleteRegisteredModelAlias', { name, alias: 'best', comment: 'worse' });
    expect(moves().at(-1)).toEqual({
      version: 3,
      kind: 'alias_removed',
      alias: 'best',
      comment: 'worse',
      actor: 'local',
    });
    expect(changed(since)).toEqual([`deleteRegisteredModelAlias ${name}/3`]);
  });

  test('[s10] a deleted version loses its aliases before it goes, and the history keeps both', async () => {
    await engine.call('setRegisteredModelAlias', { name, alias: 'best', version: '3' });
    await moveTo(engine, name, '3', 'Staging');
    await engine.call('deleteModelVersion', { name, version: '3' });
    expect(moves().slice(-2)).toMatchObject([
      { version: 3, kind: 'alias_removed', alias: 'best' },
      { version: 3, kind: 'deleted', from_stage: 'Staging' },
    ]);
  });
});

describe('where the workspace has stages of its own', () => {
  test('[s10] the wire shows what they stand for, and takes their names and those of MLflow', async () => {
    const list = [
      { name: 'Draft', classic: 'None' },
      { name: 'QA', classic: 'Staging' },
      { name: 'Canary', classic: 'Staging' },
      { name: 'Live', classic: 'Production' },
      { name: 'Old', classic: 'Archived' },
    ] as const;
    const own = await openTestEngine();
    await own.call('updateRegistrySettings', { stages: [...list] });
    await newRegisteredModel(own, 'm', 3);
    const moved = async (version: string, stage: string) =>
      (await moveTo(own, 'm', version, stage)).current_stage;
    expect([await moved('1', 'canary'), await moved('2', 'Staging'), await moved('3', 'LIVE')]).toEqual([
      'Staging',
      'Staging',
      'Production',
    ]);
    const stageOf = (version: number) =>
      own.store.database.value('SELECT stage FROM model_versions WHERE version = ?', version);
    expect([stageOf(1), stageOf(2), stageOf(3)]).toEqual(['Canary', 'QA', 'Live']);
    const latest = async (stages?: string[]) =>
      ((await own.call('getLatestVersions', { name: 'm', stages })).model_versions ?? []).map(
        ({ version }) => version,
      );
    expect([await latest(['staging']), await latest(['Canary']), await latest()]).toEqual([
      ['2'],
      ['1'],
      ['1', '2', '3'],
    ]);
    await own.call('createModelVersion', { name: 'm', source: 's3://b/m' });
    expect(stageOf(4)).toBe('Draft');
    await moveTo(own, 'm', '4', 'Live', { archive_existing_versions: true });
    expect(stageOf(3)).toBe('Old');
    await own[Symbol.asyncDispose]();
  });

  test('a comment or an approval that they ask for is needed on the wire too', async () => {
    const own = await openTestEngine();
    await own.call('updateRegistrySettings', { comment_required: true, approval_stages: ['Production'] });
    await newRegisteredModel(own, 'm');
    const move = (stage: string, comment?: string) =>
      own.refusal('transitionModelVersionStage', { name: 'm', version: '1', stage, comment });
    expect(await move('Staging')).toMatch(/^INVALID_PARAMETER_VALUE: .*'comment'/);
    expect(await move('Staging', 'tested')).toBe('accepted');
    expect(await move('Production', 'tested')).toMatch(/^PERMISSION_DENIED/);
    const alias = { name: 'm', alias: 'best', version: '1' };
    expect(await own.refusal('setRegisteredModelAlias', alias)).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(await own.refusal('setRegisteredModelAlias', { ...alias, comment: 'x' })).toBe('accepted');
    expect(await own.refusal('deleteRegisteredModelAlias', alias)).toMatch(/^INVALID_PARAMETER_VALUE/);
    await own[Symbol.asyncDispose]();
  });
});
