import { afterAll, describe, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun, readRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const iris = {
  name: 'iris',
  digest: 'd1',
  source_type: 'local',
  source: '{"uri":"/x"}',
  schema: '{}',
  profile: '{"rows":150}',
};
const context = { key: 'mlflow.data.context', value: 'train' };

describe('log-inputs', () => {
  test('[s5] datasets come back as they were logged, in their order, with their tags', async () => {
    const run_id = await newRun(engine);
    const datasets = [{ tags: [context], dataset: iris }, { dataset: { ...iris, name: 'a later one' } }];
    await engine.call('logInputs', { run_id, datasets });
    expect((await readRun(engine, run_id)).inputs).toEqual({ dataset_inputs: datasets });
  });

  test('[s5] the same dataset and tags again add nothing', async () => {
    const run_id = await newRun(engine);
    for (let time = 0; time < 2; time += 1)
      await engine.call('logInputs', {
        run_id,
        datasets: [{ tags: [context], dataset: iris }],
        models: [{ model_id: 'm-1' }],
      });
    expect((await readRun(engine, run_id)).inputs).toEqual({
      dataset_inputs: [{ tags: [context], dataset: iris }],
      model_inputs: [{ model_id: 'm-1' }],
    });
  });

  test('[s5] a dataset with empty digest, source type and source is accepted, and so is one with a name alone', async () => {
    const run_id = await newRun(engine);
    const empty = { name: 'bare', digest: '', source_type: '', source: '' };
    await engine.call('logInputs', { run_id, datasets: [{ dataset: empty }] });
    await engine.call('logInputs', { run_id, datasets: [{ dataset: { name: 'bare' } }] });
    expect((await readRun(engine, run_id)).inputs.dataset_inputs).toEqual([{ dataset: empty }]);
  });

  test('a dataset of one name and digest is shared by the runs of an experiment, its tags are not', async () => {
    const [one, two] = [await newRun(engine), await newRun(engine)];
    await engine.call('logInputs', { run_id: one, datasets: [{ tags: [context], dataset: iris }] });
    await engine.call('logInputs', { run_id: two, datasets: [{ dataset: iris }] });
    expect((await readRun(engine, two)).inputs.dataset_inputs).toEqual([{ dataset: iris }]);
  });

  test.each([
    ['name', 501],
    ['digest', 37],
    ['source', 65_536],
    ['schema', 1_048_576],
    ['profile', 16_777_216],
  ])('[s3] a dataset %s of %i characters is INVALID_PARAMETER_VALUE', async (field, length) => {
    const run_id = await newRun(engine);
    const dataset = { ...iris, [field]: 'x'.repeat(length) };
    expect(await engine.refusal('logInputs', { run_id, datasets: [{ dataset }] })).toBe(
      `INVALID_PARAMETER_VALUE: 'datasets[0].dataset.${field}' is ${length} characters long; the limit is ${length - 1}.`,
    );
  });

  test('[s3] input tags are limited to keys of 255 and values of 500 characters', async () => {
    const run_id = await newRun(engine);
    const refusal = (key: string, value: string) =>
      engine.refusal('logInputs', { run_id, datasets: [{ dataset: iris, tags: [{ key, value }] }] });
    expect(await refusal('k'.repeat(255), 'v'.repeat(500))).toBe('accepted');
    expect(await refusal('k'.repeat(256), '')).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(await refusal('k', 'v'.repeat(501))).toMatch(/^INVALID_PARAMETER_VALUE/);
  });

  test('one bad dataset refuses the whole request', async () => {
    const run_id = await newRun(engine);
    const datasets = [{ dataset: iris }, { dataset: { name: '' } }];
    expect(await engine.refusal('logInputs', { run_id, datasets })).toContain(
      "'datasets[1].dataset.name' is empty",
    );
    expect(await engine.refusal('logInputs', { run_id, datasets: [{}] })).toContain("'datasets[0].dataset'");
    expect((await readRun(engine, run_id)).inputs).toEqual({});
  });
});

describe('outputs', () => {
  test('models are linked with their step, once each', async () => {
    const run_id = await newRun(engine);
    const models = [
      { model_id: 'm-1', step: 0 },
      { model_id: 'm-2', step: 2n ** 53n + 1n },
    ];
    await engine.call('logOutputs', { run_id, models });
    await engine.call('logOutputs', { run_id, models: [{ model_id: 'm-1', step: undefined }] });
    const { chunks } = (await engine.raw('getRun', { run_id })) as { chunks: Iterable<Uint8Array> };
    expect(Buffer.concat([...chunks]).toString()).toContain(
      '"model_outputs":[{"model_id":"m-1","step":0},{"model_id":"m-2","step":9007199254740993}]',
    );
  });

  test('no models at all is INVALID_PARAMETER_VALUE', async () => {
    expect(await engine.refusal('logOutputs', { run_id: await newRun(engine) })).toContain(
      "INVALID_PARAMETER_VALUE: Missing value for required parameter 'models'",
    );
  });
});

describe('search-datasets', () => {
  test('name, digest and context of each dataset that runs of the experiments used come once', async () => {
    const experiment_id = await newExperiment(engine, 'datasets');
    for (let run = 0; run < 2; run += 1) {
      const run_id = await newRun(engine, { experiment_id });
      await engine.call('logInputs', {
        run_id,
        datasets: [{ dataset: iris, tags: [context] }, { dataset: { name: 'bare' } }],
      });
    }
    const { dataset_summaries } = await engine.call('searchDatasets', {
      experiment_ids: [experiment_id, '5'],
    });
    expect(dataset_summaries?.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { experiment_id, name: 'bare', digest: '' },
      { experiment_id, name: 'iris', digest: 'd1', context: 'train' },
    ]);
  });

  test('[s3] it takes 1 to 20 experiments', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index + 100}`);
    expect(await engine.call('searchDatasets', { experiment_ids: ids(20) })).toEqual({});
    for (const experiment_ids of [[], ids(21), ['x']])
      expect(await engine.refusal('searchDatasets', { experiment_ids })).toMatch(/^INVALID_PARAMETER_VALUE/);
  });
});
