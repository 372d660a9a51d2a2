import { afterAll, describe, expect, test } from 'vitest';
import { openTestEngine, START } from './testing/open.ts';
import { newExperiment, newRun, readRun, tagsOf } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

describe('creating', () => {
  test('[s1] a new run answers its whole info, run_id and run_uuid alike, and leaves out what is unset', async () => {
    const { run } = await engine.call('createRun', {
      experiment_id: '0',
      user_id: 'me',
      run_name: 'n',
      start_time: START,
    });
    const { run_id } = run.info;
    expect(run).toEqual({
      info: {
        run_id,
        run_uuid: run_id,
        run_name: 'n',
        experiment_id: '0',
        user_id: 'me',
        status: 'RUNNING',
        start_time: START,
        artifact_uri: `mlflow-artifacts:/0/${run_id}/artifacts`,
        lifecycle_stage: 'active',
      },
      data: { tags: [{ key: 'mlflow.runName', value: 'n' }] },
      inputs: {},
      outputs: {},
    });
    expect(await readRun(engine, run_id)).toEqual(run);
  });

  test('[s2] a run id is 32 hex digits', async () => {
    expect(await newRun(engine)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('[s2] a start time that is missing is 0, and one beyond 2^53 is kept to the last digit', async () => {
    expect((await readRun(engine, await newRun(engine))).info.start_time).toBe(0);
    const run_id = await newRun(engine, { start_time: 1_790_000_000_123_456_789n });
    const { run_info } = await engine.call('updateRun', { run_id, end_time: 1_790_000_000_123_456_791n });
    expect([run_info.start_time, run_info.end_time]).toEqual([
      1_790_000_000_123_456_789n,
      1_790_000_000_123_456_791n,
    ]);
  });

  test('[s2] a run without a name gets one: word-word-number, at most 20 characters', async () => {
    for (let index = 0; index < 50; index += 1) {
      const { run_name } = (await readRun(engine, await newRun(engine))).info;
      expect(run_name).toMatch(/^[a-z]+-[a-z]+-\d{1,4}$/);
      expect(run_name.length).toBeLessThanOrEqual(20);
      expect(Number(run_name.split('-')[2])).toBeLessThanOrEqual(1000);
    }
  });

  test('[s2] an empty or missing experiment_id is INVALID_PARAMETER_VALUE that names it, without SQL', async () => {
    for (const message of [{}, { experiment_id: '' }, { experiment_id: null }])
      expect(await engine.refusal('createRun', message)).toMatch(
        /^INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'/,
      );
  });

  test('[s2] a run of an unknown experiment is RESOURCE_DOES_NOT_EXIST', async () => {
    expect(await engine.refusal('createRun', { experiment_id: '77' })).toContain('RESOURCE_DOES_NOT_EXIST');
  });

  test('a bad tag key refuses the whole run', async () => {
    const experiment_id = await newExperiment(engine, 'stays empty');
    expect(await engine.refusal('createRun', { experiment_id, tags: [{ key: 'a*', value: '' }] })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
    expect(await engine.call('searchRuns', { experiment_ids: [experiment_id] })).toEqual({});
  });
});

describe('names', () => {
  const NAME = 'mlflow.runName';

  test('[s2] run_name and the tag mlflow.runName are one value when a run is created', async () => {
    const byName = await readRun(engine, await newRun(engine, { run_name: 'a' }));
    const byTag = await readRun(engine, await newRun(engine, { tags: [{ key: NAME, value: 'b' }] }));
    const byBoth = await readRun(
      engine,
      await newRun(engine, { run_name: 'c', tags: [{ key: NAME, value: 'c' }] }),
    );
    expect([byName, byTag, byBoth].map((run) => [run.info.run_name, tagsOf(run)[NAME]])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  test('[s2] differing values on create are INVALID_PARAMETER_VALUE', async () => {
    const message = { experiment_id: '0', run_name: 'a', tags: [{ key: NAME, value: 'b' }] };
    expect(await engine.refusal('createRun', message)).toMatch(
      /^INVALID_PARAMETER_VALUE: Both 'run_name' \('a'\)/,
    );
  });

  test('[s2] renaming sets the tag, and setting the tag renames, alone or in a batch', async () => {
    const run_id = await newRun(engine);
    const both = async () => {
      const run = await readRun(engine, run_id);
      return [run.info.run_name, tagsOf(run)[NAME]];
    };
    const { run_info } = await engine.call('updateRun', { run_id, run_name: 'one' });
    expect([run_info.run_name, await both()]).toEqual(['one', ['one', 'one']]);
    await engine.call('setTag', { run_id, key: NAME, value: 'two' });
    expect(await both()).toEqual(['two', 'two']);
    await engine.call('logBatch', { run_id, tags: [{ key: NAME, value: 'three' }] });
    expect(await both()).toEqual(['three', 'three']);
  });
});

describe('updating', () => {
  test('status and end time are set, each without touching the other', async () => {
    const run_id = await newRun(engine, { run_name: 'kept' });
    await engine.call('updateRun', { run_id, status: 'FINISHED' });
    await engine.call('updateRun', { run_id, end_time: 5 });
    expect((await readRun(engine, run_id)).info).toMatchObject({
      status: 'FINISHED',
      end_time: 5,
      run_name: 'kept',
    });
  });

  test('[s1] a status that does not exist is INVALID_PARAMETER_VALUE and changes nothing, unlike in MLflow', async () => {
    const run_id = await newRun(engine);
    const refusal = await engine.refusal('updateRun', { run_id, end_time: 7, status: 'BOGUS' });
    expect(refusal).toContain("INVALID_PARAMETER_VALUE: Invalid value for parameter 'status'");
    expect((await readRun(engine, run_id)).info).not.toHaveProperty('end_time');
  });

  test('[s1] a run is named by run_id or, as old clients do, by run_uuid or by both', async () => {
    const run_id = await newRun(engine);
    for (const message of [{ run_id }, { run_uuid: run_id }, { run_id, run_uuid: run_id }])
      expect(await engine.send('getRun', message)).toMatchObject({ run: { info: { run_id } } });
    await engine.send('updateRun', { run_uuid: run_id, run_id, status: 'KILLED' });
    expect((await readRun(engine, run_id)).info.status).toBe('KILLED');
  });

  test('every operation on a run names run_id when it is missing, and says when the run is unknown', async () => {
    const rest = {
      key: 'k',
      value: '1',
      timestamp: 1,
      metric_key: 'k',
      model_json: '{"artifact_path":1,"flavors":1,"utc_time_created":1,"run_id":1}',
      models: [{ model_id: 'm' }],
    };
    const names = [
      'getRun',
      'updateRun',
      'deleteRun',
      'restoreRun',
      'logBatch',
      'logMetric',
      'logParam',
      'setTag',
      'deleteTag',
      'logModel',
      'logInputs',
      'logOutputs',
      'getMetricHistory',
      'listRunArtifacts',
    ] as const;
    for (const name of names) {
      expect([name, await engine.refusal(name, rest)]).toEqual([
        name,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE: .*'run_id'/),
      ]);
      expect([name, await engine.refusal(name, { ...rest, run_id: 'nobody' })]).toEqual([
        name,
        'RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found.',
      ]);
    }
  });

  test('a run of another workspace does not exist for the caller', async () => {
    const run_id = await newRun(engine);
    expect(await engine.refusal('getRun', { run_id }, { actor: 'x', workspace: 'other' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });
});

describe('lifecycle', () => {
  test('[s4] deleting is soft: a deleted run can be read, and restored', async () => {
    const run_id = await newRun(engine);
    await engine.call('deleteRun', { run_id });
    expect((await readRun(engine, run_id)).info.lifecycle_stage).toBe('deleted');
    await engine.call('restoreRun', { run_id });
    expect((await readRun(engine, run_id)).info.lifecycle_stage).toBe('active');
  });

  test('[s4] deleting a deleted run is fine, and so is restoring an active one', async () => {
    const run_id = await newRun(engine);
    await engine.call('restoreRun', { run_id });
    await engine.call('deleteRun', { run_id });
    expect(await engine.call('deleteRun', { run_id })).toEqual({});
  });

  test('[s4] every write to a deleted run is INVALID_PARAMETER_VALUE and leaves it as it was', async () => {
    const run_id = await newRun(engine, { tags: [{ key: 't', value: '1' }] });
    await engine.call('deleteRun', { run_id });
    const before = await readRun(engine, run_id);
    const writes = {
      updateRun: { status: 'FINISHED' },
      logBatch: { params: [{ key: 'p', value: '1' }] },
      logMetric: { key: 'm', value: 1, timestamp: 1 },
      logParam: { key: 'p', value: '1' },
      setTag: { key: 't', value: '2' },
      deleteTag: { key: 't' },
      logModel: { model_json: '{"artifact_path":1,"flavors":1,"utc_time_created":1,"run_id":1}' },
      logInputs: { datasets: [{ dataset: { name: 'd' } }] },
      logOutputs: { models: [{ model_id: 'm' }] },
    } as const;
    for (const name of Object.keys(writes) as (keyof typeof writes)[])
      expect([name, await engine.refusal(name, { run_id, ...writes[name] })]).toEqual([
        name,
        `INVALID_PARAMETER_VALUE: The run ${run_id} is deleted. Restore it first.`,
      ]);
    expect(await readRun(engine, run_id)).toEqual(before);
  });

  test('[s4] deleting a tag removes it; deleting one that is not there is RESOURCE_DOES_NOT_EXIST', async () => {
    const run_id = await newRun(engine, {
      tags: [
        { key: 'kept', value: '1' },
        { key: 'gone', value: '1' },
      ],
    });
    await engine.call('deleteTag', { run_id, key: 'gone' });
    expect(Object.keys(tagsOf(await readRun(engine, run_id))).toSorted()).toEqual(['kept', 'mlflow.runName']);
    for (const key of ['gone', 'never seen'])
      expect(await engine.refusal('deleteTag', { run_id, key })).toBe(
        `RESOURCE_DOES_NOT_EXIST: No tag with name '${key}' in run with id ${run_id}.`,
      );
  });
});

describe('log-model of old clients', () => {
  const HISTORY = 'mlflow.log-model.history';
  const model = (artifact_path: string) =>
    JSON.stringify({ artifact_path, flavors: {}, utc_time_created: 'now', run_id: 'r' });
  const historyOf = async (run_id: string) =>
    JSON.parse(tagsOf(await readRun(engine, run_id))[HISTORY] ?? '');

  test('models are added to the history tag, one after the other', async () => {
    const run_id = await newRun(engine);
    for (const path of ['a', 'b', 'c'])
      await engine.call('logModel', { run_id, model_json: ` ${model(path)}\n` });
    expect(await historyOf(run_id)).toEqual(['a', 'b', 'c'].map((path) => JSON.parse(model(path))));
  });

  test('what is no JSON, no object, or lacks fields is INVALID_PARAMETER_VALUE', async () => {
    const run_id = await newRun(engine);
    for (const model_json of ['', '{', '[]', 'null', '"x"', '3', '{"flavors":{}}'])
      expect(await engine.refusal('logModel', { run_id, model_json })).toMatch(
        /^INVALID_PARAMETER_VALUE: 'model_json'/,
      );
    expect(tagsOf(await readRun(engine, run_id))).not.toHaveProperty([HISTORY]);
  });

  test('a history tag that a client has set to something else is kept, and said to be in the way', async () => {
    for (const value of ['not JSON', '{}', '3']) {
      const run_id = await newRun(engine, { tags: [{ key: HISTORY, value }] });
      expect(await engine.refusal('logModel', { run_id, model_json: model('a') })).toMatch(
        /^INVALID_PARAMETER_VALUE: .*mlflow\.log-model\.history/,
      );
      expect(tagsOf(await readRun(engine, run_id))[HISTORY]).toBe(value);
    }
  });

  test('a model that is nested very deep is kept as it came', async () => {
    const run_id = await newRun(engine);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const model_json = model('a').replace('{}', deep);
    await engine.call('logModel', { run_id, model_json });
    expect(tagsOf(await readRun(engine, run_id))[HISTORY]).toBe(`[${model_json}]`);
  });
});
