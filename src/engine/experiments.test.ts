import { afterAll, describe, expect, test } from 'vitest';
import { openTestEngine, START } from './testing/open.ts';
import { newExperiment, newRun, readRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const get = async (experiment_id: string) =>
  (await engine.call('getExperiment', { experiment_id })).experiment;

describe('ids and names', () => {
  test('[s2] a new tracker has experiment "0", named Default', async () => {
    expect(await get('0')).toEqual({
      experiment_id: '0',
      name: 'Default',
      artifact_location: 'mlflow-artifacts:/0',
      lifecycle_stage: 'active',
      creation_time: START,
      last_update_time: START,
      workspace: 'default',
    });
  });

  test('[s2] an experiment id is a decimal integer as text, and ids grow', async () => {
    const first = await newExperiment(engine, 'first of two');
    const second = await newExperiment(engine, 'second of two');
    expect(first).toMatch(/^[1-9]\d*$/);
    expect(Number(second)).toBeGreaterThan(Number(first));
    expect(Number.isSafeInteger(Number(second))).toBe(true);
  });

  test('[s2] ids grow even where the clock goes back', async () => {
    const first = await newExperiment(engine, 'on time');
    engine.advance(-3_600_000);
    const second = await newExperiment(engine, 'back in time');
    engine.advance(3_600_000);
    expect(Number(second)).toBeGreaterThan(Number(first));
  });

  test('[s2] an id that is no integer is INVALID_PARAMETER_VALUE', async () => {
    for (const experiment_id of ['abc', '1.5', '', ' ', '0x1', '9'.repeat(30)])
      expect(await engine.refusal('getExperiment', { experiment_id })).toMatch(
        /^INVALID_PARAMETER_VALUE: Invalid experiment id/,
      );
  });

  test('[s2] an unknown id is RESOURCE_DOES_NOT_EXIST', async () => {
    for (const experiment_id of ['123456', '-1', '999999999999999999'])
      expect(await engine.refusal('getExperiment', { experiment_id })).toBe(
        `RESOURCE_DOES_NOT_EXIST: No experiment with id ${experiment_id} exists.`,
      );
  });

  test('[s3] an experiment name may be anything that is not empty, even a path', async () => {
    const names = ['../x y', '/', 'a:b', '日本語', "it's", 'a\nb', '%_'];
    for (const name of names) {
      const id = await newExperiment(engine, name);
      const { experiment } = await engine.call('getExperimentByName', { experiment_name: name });
      expect([experiment.experiment_id, experiment.name]).toEqual([id, name]);
    }
    expect(await engine.refusal('createExperiment', { name: '' })).toContain(
      'INVALID_PARAMETER_VALUE: An experiment needs a name',
    );
    expect(await engine.refusal('createExperiment', {})).toContain("required parameter 'name'");
  });

  test('[s3] an experiment name of 500 characters is accepted, of 501 it is INVALID_PARAMETER_VALUE', async () => {
    await newExperiment(engine, 'n'.repeat(500));
    const long = 'n'.repeat(501);
    expect(await engine.refusal('createExperiment', { name: long })).toContain(
      "INVALID_PARAMETER_VALUE: 'name' is 501",
    );
    const experiment_id = await newExperiment(engine, 'to be renamed long');
    expect(await engine.refusal('updateExperiment', { experiment_id, new_name: long })).toContain(
      'INVALID_PARAMETER_VALUE',
    );
  });

  test('[s4] a name in use is RESOURCE_ALREADY_EXISTS, on create and on rename', async () => {
    const experiment_id = await newExperiment(engine, 'one');
    await newExperiment(engine, 'two');
    expect(await engine.refusal('createExperiment', { name: 'two' })).toContain(
      'RESOURCE_ALREADY_EXISTS: Experiment(name=two)',
    );
    expect(await engine.refusal('updateExperiment', { experiment_id, new_name: 'two' })).toContain(
      'RESOURCE_ALREADY_EXISTS',
    );
    expect(await engine.refusal('updateExperiment', { experiment_id, new_name: 'one' })).toBe('accepted');
    await newExperiment(engine, 'One');
  });

  test('an experiment of another workspace does not exist for the caller', async () => {
    const stranger = { actor: 'x', workspace: 'other' };
    expect(await engine.refusal('getExperiment', { experiment_id: '0' }, stranger)).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
    expect(await engine.refusal('getExperimentByName', { experiment_name: 'Default' }, stranger)).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });
});

describe('artifact locations', () => {
  test('a folder of the artifact store and remote stores are kept', async () => {
    for (const location of [
      'mlflow-artifacts:/team/a',
      's3://bucket/path',
      'gs://bucket',
      'hdfs://host:8020/x',
    ]) {
      const { experiment_id } = await engine.call('createExperiment', {
        name: location,
        artifact_location: location,
      });
      expect((await get(experiment_id)).artifact_location).toBe(location);
    }
  });

  test('files, web addresses and ways out of the store are INVALID_PARAMETER_VALUE', async () => {
    const refused = [
      '/etc',
      'file:///etc',
      '../up',
      'http://host/x',
      'mlflow-artifacts:/a/../../b',
      'mlflow-artifacts:/',
      's3://b/../c',
      's3://b/%2e%2e/c',
      'C:\\x',
    ];
    for (const artifact_location of refused)
      expect(await engine.refusal('createExperiment', { name: 'x', artifact_location })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    expect(await engine.refusal('getExperimentByName', { experiment_name: 'x' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });
});

describe('tags', () => {
  test('[s3] tags are set, replaced and deleted; keys of 250 and values of 20000 characters are accepted', async () => {
    const { experiment_id } = await engine.call('createExperiment', {
      name: 'tagged',
      tags: [{ key: 'b', value: '1' }, { key: 'a' }],
    });
    expect((await get(experiment_id)).tags).toEqual([
      { key: 'a', value: '' },
      { key: 'b', value: '1' },
    ]);
    await engine.call('setExperimentTag', { experiment_id, key: 'b', value: '2' });
    await engine.call('deleteExperimentTag', { experiment_id, key: 'a' });
    const long = { key: 'k'.repeat(250), value: 'v'.repeat(20_000) };
    await engine.call('setExperimentTag', { experiment_id, ...long });
    expect((await get(experiment_id)).tags).toEqual([{ key: 'b', value: '2' }, long]);
  });

  test('[s3] a longer key or value, or a bad key, is INVALID_PARAMETER_VALUE', async () => {
    const bad = [
      { key: 'k'.repeat(251), value: '' },
      { key: 'k', value: 'v'.repeat(20_001) },
      { key: 'a*b', value: '' },
      { key: '', value: '' },
      { key: '../a', value: '' },
    ];
    for (const tag of bad) {
      expect(await engine.refusal('setExperimentTag', { experiment_id: '0', ...tag })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
      expect(await engine.refusal('createExperiment', { name: 'bad tag', tags: [tag] })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    }
    expect(await engine.refusal('getExperimentByName', { experiment_name: 'bad tag' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });

  test('deleting a tag that is not there is RESOURCE_DOES_NOT_EXIST', async () => {
    expect(await engine.refusal('deleteExperimentTag', { experiment_id: '0', key: 'nope' })).toContain(
      "RESOURCE_DOES_NOT_EXIST: No tag with name 'nope'",
    );
  });
});

describe('lifecycle', () => {
  test('[s4] a deleted experiment keeps its name, and get and get-by-name still return it', async () => {
    const experiment_id = await newExperiment(engine, 'gone');
    engine.advance(1000);
    await engine.call('deleteExperiment', { experiment_id });
    const deleted = await get(experiment_id);
    expect([deleted.lifecycle_stage, deleted.last_update_time - deleted.creation_time]).toEqual([
      'deleted',
      1000,
    ]);
    expect((await engine.call('getExperimentByName', { experiment_name: 'gone' })).experiment).toEqual(
      deleted,
    );
    expect(await engine.refusal('createExperiment', { name: 'gone' })).toContain(
      'already exists in deleted state',
    );
  });

  test('[s4] deleting an experiment deletes all its runs; restoring it revives all, also those deleted singly before', async () => {
    const experiment_id = await newExperiment(engine, 'with runs');
    const [one, two] = [await newRun(engine, { experiment_id }), await newRun(engine, { experiment_id })];
    const stages = async () => [
      (await readRun(engine, one)).info.lifecycle_stage,
      (await readRun(engine, two)).info.lifecycle_stage,
    ];
    await engine.call('deleteRun', { run_id: one });
    await engine.call('deleteExperiment', { experiment_id });
    expect(await stages()).toEqual(['deleted', 'deleted']);
    await engine.call('restoreExperiment', { experiment_id });
    expect(await stages()).toEqual(['active', 'active']);
  });

  test('[s4] deleting a deleted experiment is RESOURCE_DOES_NOT_EXIST, and so is restoring an active one', async () => {
    const experiment_id = await newExperiment(engine, 'twice');
    expect(await engine.refusal('restoreExperiment', { experiment_id })).toContain(
      'RESOURCE_DOES_NOT_EXIST: No deleted experiment',
    );
    await engine.call('deleteExperiment', { experiment_id });
    expect(await engine.refusal('deleteExperiment', { experiment_id })).toContain(
      'RESOURCE_DOES_NOT_EXIST: No active experiment',
    );
    await engine.call('restoreExperiment', { experiment_id });
    expect((await get(experiment_id)).lifecycle_stage).toBe('active');
  });

  test('[s4] the default experiment can be deleted, and restored', async () => {
    await engine.call('deleteExperiment', { experiment_id: '0' });
    expect((await get('0')).lifecycle_stage).toBe('deleted');
    await engine.call('restoreExperiment', { experiment_id: '0' });
  });

  test('[s4] a deleted experiment takes no runs, tags or new name: INVALID_PARAMETER_VALUE, not the 500 of MLflow', async () => {
    const experiment_id = await newExperiment(engine, 'closed');
    await engine.call('setExperimentTag', { experiment_id, key: 'k', value: 'v' });
    await engine.call('deleteExperiment', { experiment_id });
    for (const refusal of [
      engine.refusal('updateExperiment', { experiment_id, new_name: 'other' }),
      engine.refusal('createRun', { experiment_id }),
      engine.refusal('setExperimentTag', { experiment_id, key: 'k', value: 'w' }),
      engine.refusal('deleteExperimentTag', { experiment_id, key: 'k' }),
    ])
      expect(await refusal).toMatch(/^INVALID_PARAMETER_VALUE: .* is deleted. Restore it first/);
    expect(await get(experiment_id)).toMatchObject({ name: 'closed', tags: [{ key: 'k', value: 'v' }] });
  });

  test('renaming an experiment sets its name and its time of update', async () => {
    const experiment_id = await newExperiment(engine, 'before');
    engine.advance(5);
    await engine.call('updateExperiment', { experiment_id, new_name: 'after' });
    const { name, creation_time, last_update_time } = await get(experiment_id);
    expect([name, last_update_time - creation_time]).toEqual(['after', 5]);
    expect(await engine.refusal('getExperimentByName', { experiment_name: 'before' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });
});
