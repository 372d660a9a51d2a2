import { afterAll, describe, expect, test } from 'vitest';
import type { RunRowData } from '../contract/index.ts';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());
const STRANGER = { actor: 'x', workspace: 'other' };

let time = 0;

/** A run whose metrics have these histories, logged step by step. */
async function logged(
  experiment_id: string,
  metrics: Record<string, readonly (number | string)[]>,
  params: Record<string, string> = {},
  tags: Record<string, string> = {},
): Promise<string> {
  time += 1;
  const pairs = (from: Record<string, string>) =>
    Object.entries(from).map(([key, value]) => ({ key, value }));
  const run_id = await newRun(engine, { experiment_id, start_time: time, tags: pairs(tags) });
  const points = Object.entries(metrics).flatMap(([key, values]) =>
    values.map((value, step) => ({ key, value, step, timestamp: step })),
  );
  await engine.send('logBatch', { run_id, metrics: points, params: pairs(params) });
  return run_id;
}

const experiment = await newExperiment(engine, 'table');
const first = await logged(
  experiment,
  { acc: [0.1, 0.9, 0.5], loss: [3, 'NaN'] },
  { lr: '1', net: 'a' },
  { team: 'blue' },
);
const second = await logged(
  experiment,
  { acc: [0.7] },
  { lr: '2', net: 'a' },
  { 'mlflow.parentRunId': first },
);
const third = await logged(experiment, { acc: ['NaN'] }, { lr: '2' });
const gone = await logged(experiment, { acc: [9], ghost: [1] }, { lr: '2' }, { 'mlflow.parentRunId': first });
await engine.call('deleteRun', { run_id: gone });

const search = (request: object) =>
  engine.send('searchRunRows', { experiment_ids: [experiment], ...request }) as Promise<{
    rows: RunRowData[];
    total: number;
    next_page_token?: string;
  }>;
const ids = async (request: object) => (await search(request)).rows.map(({ run_id }) => run_id);

describe('rows', () => {
  test('hold identity, the asked cells with the best of each history, parent and number of children', async () => {
    const { rows, total } = await search({
      metric_keys: ['acc', 'loss', 'none'],
      param_keys: ['lr'],
      tag_keys: ['team'],
    });
    expect(total).toBe(3);
    expect(rows.map(({ run_id }) => run_id)).toEqual([third, second, first]);
    expect(rows[2]).toEqual({
      run_id: first,
      run_name: expect.any(String),
      experiment_id: experiment,
      user_id: '',
      status: 'RUNNING',
      start_time: 1,
      lifecycle_stage: 'active',
      children: 1,
      metrics: {
        acc: { last: 0.5, min: 0.1, max: 0.9, first: 0.1, step: 2 },
        loss: { min: 3, max: 3, first: 3, step: 1, nan: true },
      },
      params: { lr: '1' },
      tags: { team: 'blue' },
    });
    expect(rows[1]).toMatchObject({ parent_run_id: first, children: 0 });
    expect(rows[0]?.metrics).toEqual({ acc: { step: 0, nan: true } });
  });

  test('without asked columns hold none', async () => {
    expect((await search({})).rows[0]).toMatchObject({ metrics: {}, params: {}, tags: {} });
  });

  test.each([
    [['max(metrics.acc) DESC'], () => [first, second, third]],
    [['min(metrics.acc) ASC'], () => [first, second, third]],
    [['first(metrics.acc) DESC'], () => [second, first, third]],
    [['metrics.acc DESC'], () => [second, first, third]],
    [['params.lr', 'start_time'], () => [first, second, third]],
  ])('come in the order of %j', async (order_by, expected) => {
    expect(await ids({ order_by })).toEqual(expected());
  });

  test('are filtered, and chosen by lifecycle stage', async () => {
    expect(await ids({ filter: "params.lr = '2'" })).toEqual([third, second]);
    expect(await ids({ filter: "params.lr = '2'", run_view_type: 'DELETED_ONLY' })).toEqual([gone]);
    const { rows } = await search({ run_view_type: 'ALL', filter: `run_id = '${first}'` });
    expect(rows[0]?.children).toBe(2);
  });

  test('are those below a run, or those below none', async () => {
    expect(await ids({ parent_run_id: first })).toEqual([second]);
    expect(await ids({ parent_run_id: '' })).toEqual([third, first]);
    expect(await ids({ parent_run_id: first, filter: "params.lr = '1'" })).toEqual([]);
  });

  test('come page by page; a token belongs to its order, and best of a history is an order of its own', async () => {
    const order_by = ['max(metrics.acc)'];
    const page = await search({ order_by, max_results: 2 });
    expect([page.rows.length, page.total]).toEqual([2, 3]);
    const rest = await search({ order_by, max_results: 2, page_token: page.next_page_token });
    expect(rest).toMatchObject({ rows: [{ run_id: third }], total: 3 });
    expect(rest).not.toHaveProperty('next_page_token');
    const other = {
      experiment_ids: [experiment],
      order_by: ['metrics.acc'],
      page_token: page.next_page_token,
    };
    expect(await engine.refusal('searchRunRows', other)).toContain('another order');
  });

  test('of experiments of another workspace are not shown', async () => {
    const asked = { experiment_ids: [experiment], metric_keys: ['acc'] };
    expect(await engine.send('searchRunRows', asked, STRANGER)).toEqual({ rows: [], total: 0 });
    const columns = await engine.send('listRunColumns', asked, STRANGER);
    expect(columns).toEqual({ runs: 0, metrics: [], params: [], tags: [] });
  });

  test.each([
    [{ experiment_ids: [] }, "required parameter 'experiment_ids'"],
    [{ experiment_ids: ['x'] }, "Invalid experiment id 'x'"],
    [{ experiment_ids: Array(1001).fill('1') }, 'at most 1000 experiment ids'],
    [{ filter: 'metrics.acc >' }, 'Expected'],
    [{ order_by: ['min(params.lr)'] }, 'order_by[0]: Expected a metric'],
    [{ order_by: Array(51).fill('start_time') }, 'the limit is 50'],
    [{ max_results: 1001 }, "parameter 'max_results': it must be a positive integer of at most 1000"],
    [{ max_results: 0 }, "Invalid value 0 for parameter 'max_results'"],
    [{ page_token: 'x.y' }, 'page_token'],
    [{ metric_keys: Array(1500).fill('k'), tag_keys: Array(501).fill('k') }, 'at most 2000 columns'],
  ])('are refused for %o', async (request, message) => {
    expect(await engine.refusal('searchRunRows', { experiment_ids: [experiment], ...request })).toContain(
      message,
    );
  });
});

describe('columns', () => {
  test('are the keys that active runs use, with their number', async () => {
    const { runs, metrics, params, tags } = await engine.call('listRunColumns', {
      experiment_ids: [experiment],
    });
    expect(runs).toBe(3);
    expect(metrics).toEqual([
      { key: 'acc', runs: 3 },
      { key: 'loss', runs: 1 },
    ]);
    expect(params).toEqual([
      { key: 'lr', runs: 3, differs: true },
      { key: 'net', runs: 2, differs: false },
    ]);
    expect(tags.map(({ key }) => key)).toEqual(['mlflow.runName', 'mlflow.parentRunId', 'team']);
  });

  test('show a key as soon as it is logged', async () => {
    const keys = async () => {
      const asked = { experiment_ids: [experiment], search: 'FRESH' };
      return (await engine.call('listRunColumns', asked)).metrics.map(({ key }) => key);
    };
    expect(await keys()).toEqual([]);
    await engine.call('logMetric', { run_id: third, key: 'fresh', value: 1, timestamp: 1 });
    expect(await keys()).toEqual(['fresh']);
  });

  test('are refused beyond 20000 of a kind', async () => {
    const asked = { experiment_ids: [experiment], limit: 20_001 };
    expect(await engine.refusal('listRunColumns', asked)).toContain("parameter 'limit'");
  });
});

describe('groups', () => {
  const group = (request: object) =>
    engine.send('groupRuns', { experiment_ids: [experiment], ...request }) as Promise<object>;

  test('are runs of equal values, with their latest numbers summarized', async () => {
    expect(await group({ group_by: ['params.lr', 'params.net'], metric_keys: ['acc'] })).toEqual({
      groups: [
        { values: ['2', null], runs: 1, run_ids: [third], metrics: {} },
        {
          values: ['2', 'a'],
          runs: 1,
          run_ids: [second],
          metrics: { acc: { mean: 0.7, min: 0.7, max: 0.7, std: 0, count: 1 } },
        },
        {
          values: ['1', 'a'],
          runs: 1,
          run_ids: [first],
          metrics: { acc: { mean: 0.5, min: 0.5, max: 0.5, std: 0, count: 1 } },
        },
      ],
      total: 3,
    });
  });

  test('are the largest where not all are asked for, and `total` counts all', async () => {
    const asked = { group_by: ['params.lr'], limit: 1, run_view_type: 'ALL' };
    expect(await group(asked)).toEqual({
      groups: [{ values: ['2'], runs: 3, run_ids: [gone, third, second], metrics: {} }],
      total: 2,
    });
    expect(await group({ group_by: ['status'], filter: "params.net = 'a'" })).toMatchObject({
      groups: [{ values: ['RUNNING'], runs: 2 }],
    });
  });

  test.each([
    [{}, "required parameter 'group_by'"],
    [{ group_by: ['metrics.acc'] }, 'group_by[0]: Runs cannot be grouped by metric'],
    [{ group_by: Array.from({ length: 9 }, (_, index) => `params.p${index}`) }, 'at most 8 fields'],
    [
      { group_by: ['status'], metric_keys: Array.from({ length: 51 }, (_, index) => `m${index}`) },
      'at most 50',
    ],
    [{ group_by: ['status'], limit: 501 }, "parameter 'limit'"],
    [{ group_by: ['status'], experiment_ids: [] }, "required parameter 'experiment_ids'"],
  ])('are refused for %o', async (request, message) => {
    expect(await engine.refusal('groupRuns', { experiment_ids: [experiment], ...request })).toContain(
      message,
    );
  });

  test('take as many fields, metrics and clauses as are allowed at once', async () => {
    const many = (prefix: string, length: number) =>
      Array.from({ length }, (_, index) => `${prefix}${index}`);
    const asked = {
      group_by: many('params.p', 8),
      metric_keys: many('m', 50),
      filter: many('params.f', 400)
        .map((field) => `${field} = 'x'`)
        .join(' OR '),
    };
    expect(await group(asked)).toEqual({ groups: [], total: 0 });
  });
});
