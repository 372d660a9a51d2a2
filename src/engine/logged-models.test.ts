import { afterAll, describe, expect, test } from 'vitest';
import { newModel } from './testing/logged-models.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const read = async (model_id: string) => (await engine.call('getLoggedModel', { model_id })).model;

describe('creating', () => {
  test('[s11] a logged model begins as PENDING, with its params and tags', async () => {
    const pairs = [{ key: 'k', value: 'v' }];
    const { model } = await engine.call('createLoggedModel', {
      experiment_id: '0',
      name: 'clf',
      model_type: 'agent',
      source_run_id: 'r1',
      params: pairs,
      tags: pairs,
    });
    const { model_id } = model.info;
    expect(model).toEqual({
      info: {
        model_id,
        experiment_id: '0',
        name: 'clf',
        creation_timestamp_ms: START,
        last_updated_timestamp_ms: START,
        artifact_uri: `mlflow-artifacts:/0/models/${model_id}/artifacts`,
        status: 'LOGGED_MODEL_PENDING',
        model_type: 'agent',
        source_run_id: 'r1',
        tags: pairs,
      },
      data: { params: pairs },
    });
    expect(await read(model_id)).toEqual(model);
  });

  test('[s2] its id is m- and 32 hex digits, and without a name it gets one like a run', async () => {
    const { model_id, name } = await newModel(engine);
    expect(model_id).toMatch(/^m-[0-9a-f]{32}$/);
    expect(name).toMatch(/^[a-z]+-[a-z]+-\d{1,4}$/);
    expect((await newModel(engine, { name: '' })).name).not.toBe('');
  });

  test('[s3] a name with any of / : . % " \' is INVALID_PARAMETER_VALUE', async () => {
    for (const sign of ['/', ':', '.', '%', '"', "'"])
      expect(await engine.refusal('createLoggedModel', { experiment_id: '0', name: `a${sign}b` })).toMatch(
        /^INVALID_PARAMETER_VALUE: Invalid model name/,
      );
    expect((await newModel(engine, { name: 'größe 日本_-+*' })).name).toBe('größe 日本_-+*');
  });

  test('an unknown experiment is RESOURCE_DOES_NOT_EXIST, a deleted or empty one INVALID_PARAMETER_VALUE', async () => {
    const deleted = await newExperiment(engine, 'deleted');
    await engine.call('deleteExperiment', { experiment_id: deleted });
    expect(await engine.refusal('createLoggedModel', { experiment_id: '9' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
    for (const experiment_id of [deleted, ''])
      expect(await engine.refusal('createLoggedModel', { experiment_id })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
  });

  test('a bad key or two values of one param refuse the whole model', async () => {
    const experiment_id = await newExperiment(engine, 'without models');
    const twice = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ];
    for (const bad of [
      { params: twice },
      { params: [{ key: '*', value: '' }] },
      { tags: [{ key: '../x', value: '' }] },
    ])
      expect(await engine.refusal('createLoggedModel', { experiment_id, ...bad })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    expect(await engine.call('searchLoggedModels', { experiment_ids: [experiment_id] })).toEqual({});
  });
});

describe('changing', () => {
  test('[s11] the status is set, and with it the time of update', async () => {
    const { model_id } = await newModel(engine);
    const before = (await read(model_id)).info;
    engine.advance(7);
    const { model } = await engine.call('finalizeLoggedModel', { model_id, status: 'LOGGED_MODEL_READY' });
    expect(model.info).toEqual({
      ...before,
      status: 'LOGGED_MODEL_READY',
      last_updated_timestamp_ms: before.last_updated_timestamp_ms + 7,
    });
    expect((await read(model_id)).info).toEqual(model.info);
    expect(await engine.refusal('finalizeLoggedModel', { model_id, status: 'READY' })).toContain(
      "INVALID_PARAMETER_VALUE: Invalid value for parameter 'status'",
    );
    expect(await engine.refusal('finalizeLoggedModel', { model_id })).toContain("'status'");
  });

  test('[s11] tags are set by a list and deleted one by one; one that is not there is RESOURCE_DOES_NOT_EXIST', async () => {
    const { model_id } = await newModel(engine, { tags: [{ key: 'a', value: '1' }] });
    const { model } = await engine.call('setLoggedModelTags', {
      model_id,
      tags: [
        { key: 'a', value: '2' },
        { key: 'b', value: undefined },
      ],
    });
    expect(model.info.tags).toEqual([
      { key: 'a', value: '2' },
      { key: 'b', value: '' },
    ]);
    await engine.call('deleteLoggedModelTag', { model_id, tag_key: 'a' });
    expect((await read(model_id)).info.tags).toEqual([{ key: 'b', value: '' }]);
    for (const tag_key of ['a', 'never seen'])
      expect(await engine.refusal('deleteLoggedModelTag', { model_id, tag_key })).toContain(
        `RESOURCE_DOES_NOT_EXIST: No tag with key '${tag_key}'`,
      );
  });

  test('params are written once: another value is INVALID_PARAMETER_VALUE and nothing of the request stands', async () => {
    const { model_id } = await newModel(engine, { params: [{ key: 'a', value: '1' }] });
    await engine.call('LogLoggedModelParams', { model_id, params: [{ key: 'a', value: '1' }] });
    const params = [
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
    ];
    expect(await engine.refusal('LogLoggedModelParams', { model_id, params })).toContain(
      "INVALID_PARAMETER_VALUE: Param 'a'",
    );
    expect((await read(model_id)).data.params).toEqual([{ key: 'a', value: '1' }]);
  });

  test('[s11] a deleted model is hidden unless allow_deleted is true, and finalising it still answers', async () => {
    const { model_id } = await newModel(engine, { name: 'deleted model' });
    await engine.call('deleteLoggedModel', { model_id });
    expect(await engine.refusal('getLoggedModel', { model_id })).toBe(
      `RESOURCE_DOES_NOT_EXIST: Logged model with ID '${model_id}' not found.`,
    );
    expect(await engine.refusal('getLoggedModel', { model_id, allow_deleted: false })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
    expect((await engine.call('getLoggedModel', { model_id, allow_deleted: true })).model.info.model_id).toBe(
      model_id,
    );
    expect(
      (await engine.call('finalizeLoggedModel', { model_id, status: 'LOGGED_MODEL_READY' })).model.info
        .status,
    ).toBe('LOGGED_MODEL_READY');
    expect(
      await engine.call('searchLoggedModels', { experiment_ids: ['0'], filter: "name = 'deleted model'" }),
    ).toEqual({});
  });

  test('every operation says when a model is unknown, or of another workspace', async () => {
    const { model_id } = await newModel(engine);
    const names = [
      'getLoggedModel',
      'finalizeLoggedModel',
      'deleteLoggedModel',
      'setLoggedModelTags',
      'deleteLoggedModelTag',
      'LogLoggedModelParams',
      'listLoggedModelArtifacts',
    ] as const;
    for (const name of names) {
      const rest = { status: 'LOGGED_MODEL_READY', tag_key: 'k' };
      expect([name, await engine.refusal(name, { ...rest, model_id: 'm-nobody' })]).toEqual([
        name,
        "RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-nobody' not found.",
      ]);
      expect(await engine.refusal(name, { ...rest, model_id }, { actor: 'x', workspace: 'other' })).toContain(
        'RESOURCE_DOES_NOT_EXIST',
      );
    }
  });
});

describe('metrics of a model', () => {
  test('[s5] metrics logged with a model id belong to the run and to the model, by dataset', async () => {
    const run_id = await newRun(engine);
    const { model_id } = await newModel(engine);
    const point = { key: 'acc', timestamp: 1, model_id };
    await engine.call('logBatch', {
      run_id,
      metrics: [
        { ...point, value: 0.5, step: 1, dataset_name: 'iris', dataset_digest: 'd' },
        { ...point, value: 0.7, step: 2, dataset_name: 'iris', dataset_digest: 'd' },
      ],
    });
    await engine.call('logMetric', { run_id, ...point, value: Number.NaN });
    const { metrics } = (await read(model_id)).data;
    expect(metrics).toEqual(
      expect.arrayContaining([
        {
          key: 'acc',
          value: 0.7,
          timestamp: 1,
          step: 2,
          dataset_name: 'iris',
          dataset_digest: 'd',
          run_id,
          model_id,
        },
        { key: 'acc', value: 'NaN', timestamp: 1, step: 0, run_id, model_id },
      ]),
    );
    expect(metrics).toHaveLength(2);
    expect((await engine.call('getMetricHistory', { run_id, metric_key: 'acc' })).metrics).toHaveLength(3);
  });

  test('[s12] a metric of a model that does not exist is INVALID_PARAMETER_VALUE and stores nothing', async () => {
    const run_id = await newRun(engine);
    const point = { key: 'acc', value: 1, timestamp: 1, model_id: 'm-nobody' };
    expect(await engine.refusal('logMetric', { run_id, ...point })).toContain(
      "INVALID_PARAMETER_VALUE: Metric 'acc' names logged model 'm-nobody'",
    );
    expect(await engine.call('getMetricHistory', { run_id, metric_key: 'acc' })).toEqual({});
  });
});
