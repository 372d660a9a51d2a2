import { afterAll, describe, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

type Search = Record<string, unknown>;

async function search(request: Search) {
  return (await engine.send('searchRuns', request)) as {
    runs?: { info: { run_id: string; run_name: string } }[];
    next_page_token?: string;
  };
}

async function names(request: Search): Promise<string[]> {
  return ((await search(request)).runs ?? []).map(({ info }) => info.run_name);
}

const experiment = await newExperiment(engine, 'searched');
const experiment_ids = [experiment];
const RUNS = [
  {
    run_name: 'a',
    start_time: 1,
    metrics: [{ key: 'acc', value: 0.5, timestamp: 1 }],
    params: [{ key: 'lr', value: '0.1' }],
  },
  {
    run_name: 'b',
    start_time: 2,
    metrics: [{ key: 'acc', value: Number.NaN, timestamp: 1 }],
    params: [{ key: 'lr', value: '0.01' }],
  },
  { run_name: 'c', start_time: 3, metrics: [{ key: 'acc', value: 0.9, timestamp: 1 }], params: [] },
  { run_name: 'd', start_time: 3, metrics: [], params: [] },
];
const runIds: Record<string, string> = {};
for (const { metrics, params, ...request } of RUNS) {
  const run_id = await newRun(engine, { experiment_id: experiment, ...request });
  runIds[request.run_name] = run_id;
  await engine.call('logBatch', { run_id, metrics, params });
}
await engine.call('updateRun', { run_id: runIds['a'] ?? '', status: 'FINISHED' });

describe('paging', () => {
  test('[s6] a page of more than 50000, of 0 or of less is INVALID_PARAMETER_VALUE', async () => {
    for (const max_results of [50_001, 0, -1])
      expect(await engine.refusal('searchRuns', { experiment_ids, max_results })).toMatch(
        /^INVALID_PARAMETER_VALUE: Invalid value/,
      );
    expect(await engine.refusal('searchRuns', { experiment_ids, max_results: 50_000 })).toBe('accepted');
  });

  test('[s6] a token is given only when more runs exist', async () => {
    expect(await search({ experiment_ids, max_results: 4 })).not.toHaveProperty('next_page_token');
    const first = await search({ experiment_ids, max_results: 3 });
    const second = await search({ experiment_ids, max_results: 3, page_token: first.next_page_token });
    expect(second.runs).toHaveLength(1);
    expect(second).not.toHaveProperty('next_page_token');
  });

  test('[s6] a page holds 1000 runs where no size is given', async () => {
    const experiment_id = await newExperiment(engine, 'many runs');
    await Promise.all(Array.from({ length: 1001 }, () => newRun(engine, { experiment_id })));
    const first = await search({ experiment_ids: [experiment_id] });
    expect(first.runs).toHaveLength(1000);
    expect(
      (await search({ experiment_ids: [experiment_id], page_token: first.next_page_token })).runs,
    ).toHaveLength(1);
  });

  test('[s6] runs that start meanwhile do not shift the pages, unlike in MLflow', async () => {
    const experiment_id = await newExperiment(engine, 'growing');
    for (const start_time of [1, 2, 3, 4])
      await newRun(engine, { experiment_id, start_time, run_name: `${start_time}` });
    const first = await search({ experiment_ids: [experiment_id], max_results: 2 });
    await newRun(engine, { experiment_id, start_time: 9 });
    expect(first.runs?.map(({ info }) => info.run_name)).toEqual(['4', '3']);
    expect(
      await names({ experiment_ids: [experiment_id], max_results: 2, page_token: first.next_page_token }),
    ).toEqual(['2', '1']);
  });

  test('[s6] a token that is junk, was changed, or is of another order is INVALID_PARAMETER_VALUE', async () => {
    const { next_page_token: token = '' } = await search({ experiment_ids, max_results: 1 });
    const junk = ['junk', '.', `${token}x`, token.slice(1), 'eyJvZmZzZXQiOiAxfQ=='];
    for (const page_token of junk)
      expect([page_token, await engine.refusal('searchRuns', { experiment_ids, page_token })]).toEqual([
        page_token,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE: page_token/),
      ]);
    expect(
      await engine.refusal('searchRuns', { experiment_ids, page_token: token, order_by: ['end_time'] }),
    ).toContain('another order');
    expect(await engine.refusal('searchRuns', { experiment_ids, page_token: '' })).toBe('accepted');
  });

  test('[s1] no runs found, no experiments given and unknown experiments are an empty object', async () => {
    for (const request of [
      { experiment_ids, filter: "run_name = 'nobody'" },
      {},
      { experiment_ids: [] },
      { experiment_ids: ['77'] },
    ])
      expect(await search(request)).toEqual({});
    expect(await engine.refusal('searchRuns', { experiment_ids: ['x'] })).toContain(
      'INVALID_PARAMETER_VALUE: Invalid experiment id',
    );
  });
});

describe('order', () => {
  test('[s8] the newest come first, runs of one time by rising run id', async () => {
    const twins = [runIds['c'] ?? '', runIds['d'] ?? ''].toSorted();
    const { runs } = await search({ experiment_ids });
    expect(runs?.map(({ info }) => info.run_id)).toEqual([...twins, runIds['b'], runIds['a']]);
  });

  test('[s8] by a metric come numbers, then NaN, then missing, rising and falling alike', async () => {
    expect(await names({ experiment_ids, order_by: ['metrics.acc ASC'] })).toEqual(['a', 'c', 'b', 'd']);
    expect(await names({ experiment_ids, order_by: ['metrics.acc DESC'] })).toEqual(['c', 'a', 'b', 'd']);
  });

  test('[s8] by a param, runs without it come last, rising and falling alike', async () => {
    expect((await names({ experiment_ids, order_by: ['params.lr ASC'] })).slice(0, 2)).toEqual(['b', 'a']);
    expect((await names({ experiment_ids, order_by: ['params.lr DESC'] })).slice(0, 2)).toEqual(['a', 'b']);
  });

  test('[s8] one field twice is INVALID_PARAMETER_VALUE, not the 500 of MLflow, and so are more than 50', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `metrics.k${index}`);
    for (const order_by of [
      ['metrics.acc', 'metrics.acc DESC'],
      ['start_time', 'created'],
      ['nothing'],
      many,
    ])
      expect(await engine.refusal('searchRuns', { experiment_ids, order_by })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    expect(await names({ experiment_ids, order_by: many.slice(0, 50), max_results: 2 })).toHaveLength(2);
  });
});

describe('filter', () => {
  test('[s7] != needs the metric to exist, and NaN fits only !=', async () => {
    expect(await names({ experiment_ids, filter: 'metrics.acc != 0.5' })).toEqual(['c', 'b']);
    expect(await names({ experiment_ids, filter: 'metrics.acc <= 1' })).toEqual(['c', 'a']);
  });

  test('[s7] status minds case; LIKE minds case, ILIKE does not', async () => {
    expect(await names({ experiment_ids, filter: "status = 'FINISHED'" })).toEqual(['a']);
    expect(await names({ experiment_ids, filter: "status = 'finished'" })).toEqual([]);
    expect(await names({ experiment_ids, filter: "run_name LIKE 'A'" })).toEqual([]);
    expect(await names({ experiment_ids, filter: "run_name ILIKE 'A'" })).toEqual(['a']);
  });

  test('[s7] a key with a dot needs no quotes, and tags.mlflow.runName is the run name', async () => {
    expect(await names({ experiment_ids, filter: "tags.mlflow.runName = 'b'" })).toEqual(['b']);
  });

  test('[s7] lifecycle_stage and experiment_id are no attributes, IS NULL is not for metrics, and ; is refused', async () => {
    for (const filter of [
      "lifecycle_stage = 'active'",
      "experiment_id = '0'",
      'metrics.acc IS NULL',
      "run_name = 'a';",
      "params.lr > '0.1'",
      'metrics.acc = NaN',
    ])
      expect([filter, await engine.refusal('searchRuns', { experiment_ids, filter })]).toEqual([
        filter,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE/),
      ]);
  });

  test('a refused filter says where the fault is', async () => {
    const refused = engine.send('searchRuns', { experiment_ids, filter: 'metrics.acc ~ 1' });
    await expect(refused).rejects.toMatchObject({ status: 400, details: { position: 12 } });
  });

  test('a LIKE pattern that is too long for the database is INVALID_PARAMETER_VALUE', async () => {
    const filter = `run_name LIKE '${'%x'.repeat(30_000)}'`;
    expect(await engine.refusal('searchRuns', { experiment_ids, filter })).toContain(
      'INVALID_PARAMETER_VALUE: A LIKE pattern',
    );
  });
});

describe('views', () => {
  test('[s4] the view chooses active runs, deleted ones or all', async () => {
    const experiment_id = await newExperiment(engine, 'views');
    await newRun(engine, { experiment_id, run_name: 'kept' });
    await engine.call('deleteRun', { run_id: await newRun(engine, { experiment_id, run_name: 'deleted' }) });
    const view = async (run_view_type?: string | number) =>
      (await names({ experiment_ids: [experiment_id], run_view_type })).toSorted();
    expect(await view()).toEqual(['kept']);
    expect(await view('DELETED_ONLY')).toEqual(['deleted']);
    expect(await view('ALL')).toEqual(['deleted', 'kept']);
    expect(await view(3)).toEqual(['deleted', 'kept']);
  });

  test('a run comes whole: latest metrics, params, tags, inputs and outputs as get-run gives them', async () => {
    const experiment_id = await newExperiment(engine, 'whole');
    const run_id = await newRun(engine, { experiment_id });
    await engine.call('logBatch', {
      run_id,
      metrics: [{ key: 'm é', value: 1e21, timestamp: 1 }],
      params: [{ key: 'p', value: 'a"\\\n\u2028' }],
      tags: [],
    });
    await engine.call('logInputs', {
      run_id,
      datasets: [{ dataset: { name: 'd' } }],
      models: [{ model_id: 'm-1' }],
    });
    await engine.call('logOutputs', { run_id, models: [{ model_id: 'm-2', step: 3 }] });
    const { run } = await engine.call('getRun', { run_id });
    expect(await search({ experiment_ids: [experiment_id] })).toEqual({ runs: [run] });
    expect(run.outputs).toEqual({ model_outputs: [{ model_id: 'm-2', step: 3 }] });
  });
});
