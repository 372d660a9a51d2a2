import { afterAll, expect, test } from 'vitest';
import type { LoggedModel } from '../contract/index.ts';
import { newModel } from './testing/logged-models.ts';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

test('[s6] a page is 100 models where no size is given, 501 is accepted, 0 is not', async () => {
  const experiment_id = await newExperiment(engine, 'many models');
  await Promise.all(Array.from({ length: 101 }, () => newModel(engine, { experiment_id })));
  const first = await engine.call('searchLoggedModels', { experiment_ids: [experiment_id] });
  expect(first.models).toHaveLength(100);
  const rest = await engine.call('searchLoggedModels', {
    experiment_ids: [experiment_id],
    page_token: first.next_page_token ?? '',
  });
  expect([rest.models?.length, rest.next_page_token]).toEqual([1, undefined]);
  const all = await engine.call('searchLoggedModels', {
    experiment_ids: [experiment_id],
    max_results: 501,
  });
  expect([all.models?.length, all.next_page_token]).toEqual([101, undefined]);
  for (const max_results of [0, -1])
    expect(
      await engine.refusal('searchLoggedModels', { experiment_ids: [experiment_id], max_results }),
    ).toContain('INVALID_PARAMETER_VALUE');
});

test('[s8] the newest come first, and models of one time by their ids', async () => {
  const experiment_id = await newExperiment(engine, 'ordered models');
  const first = await newModel(engine, { experiment_id });
  const second = await newModel(engine, { experiment_id });
  engine.advance(1);
  const third = await newModel(engine, { experiment_id });
  const { models } = await engine.call('searchLoggedModels', { experiment_ids: [experiment_id] });
  const twins = [first.model_id, second.model_id].toSorted();
  expect(models?.map(({ info }) => info.model_id)).toEqual([third.model_id, ...twins]);
});

test('[s7] filter, datasets and order narrow metrics to a dataset', async () => {
  const experiment_id = await newExperiment(engine, 'measured models');
  const run_id = await newRun(engine, { experiment_id });
  const values = { one: [0.9, 0.1], two: [0.2, 0.8] };
  for (const [name, [train, holdout]] of Object.entries(values)) {
    const { model_id } = await newModel(engine, { experiment_id, name });
    const point = { key: 'acc', timestamp: 1, model_id, dataset_digest: 'd' };
    await engine.call('logBatch', {
      run_id,
      metrics: [
        { ...point, value: train ?? 0, dataset_name: 'train' },
        { ...point, value: holdout ?? 0, dataset_name: 'holdout' },
      ],
    });
  }
  const names = async (request: object) => {
    const answer = (await engine.send('searchLoggedModels', {
      experiment_ids: [experiment_id],
      ...request,
    })) as { models?: LoggedModel[] };
    return (answer.models ?? []).map(({ info }) => info.name);
  };
  const filter = 'metrics.acc > 0.5';
  expect((await names({ filter })).toSorted()).toEqual(['one', 'two']);
  expect(await names({ filter, datasets: [{ dataset_name: 'train' }] })).toEqual(['one']);
  const byHoldout = { field_name: 'metrics.acc', dataset_name: 'holdout', dataset_digest: 'd' };
  expect(await names({ order_by: [byHoldout] })).toEqual(['one', 'two']);
  expect(await names({ order_by: [{ ...byHoldout, ascending: false }] })).toEqual(['two', 'one']);
});

test('bad filters, orders, tokens and a missing experiment are INVALID_PARAMETER_VALUE', async () => {
  const bad = [
    { experiment_ids: [] },
    { experiment_ids: ['x'] },
    { filter: 'nothing = 1' },
    { order_by: [{ field_name: 'nothing' }] },
    { order_by: [{ field_name: 'name', dataset_name: 'd' }] },
    { order_by: Array.from({ length: 51 }, (_, index) => ({ field_name: `metrics.k${index}` })) },
    { page_token: 'junk' },
  ];
  for (const wrong of bad)
    expect([wrong, await engine.refusal('searchLoggedModels', { experiment_ids: ['0'], ...wrong })]).toEqual([
      wrong,
      expect.stringMatching(/^INVALID_PARAMETER_VALUE/),
    ]);
});
