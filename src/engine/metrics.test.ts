import { afterAll, describe, expect, test } from 'vitest';
import type { Metric } from '../contract/index.ts';
import { openTestEngine } from './testing/open.ts';
import { newRun, readRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const LARGEST = Number.MAX_VALUE;

async function latest(run_id: string, key = 'm') {
  return (await readRun(engine, run_id)).data.metrics?.find((metric) => metric.key === key);
}

async function runWith(...points: { value: unknown; timestamp?: number; step?: number }[]): Promise<string> {
  const run_id = await newRun(engine);
  for (const point of points) await engine.send('logMetric', { run_id, key: 'm', timestamp: 0, ...point });
  return run_id;
}

async function history(
  request: Record<string, unknown>,
): Promise<{ metrics: Metric[]; next_page_token?: string }> {
  const answer = (await engine.send('getMetricHistory', { metric_key: 'm', ...request })) as {
    metrics?: Metric[];
  };
  return { ...answer, metrics: answer.metrics ?? [] };
}

describe('logging', () => {
  test('[s5] a step defaults to 0 and may be negative; timestamp 0 is fine', async () => {
    expect(await latest(await runWith({ value: 1 }))).toEqual({ key: 'm', value: 1, timestamp: 0, step: 0 });
    expect(await latest(await runWith({ value: 1, step: -5 }))).toMatchObject({ step: -5 });
  });

  test('[s5] a timestamp is required and not negative', async () => {
    const run_id = await newRun(engine);
    expect(await engine.refusal('logMetric', { run_id, key: 'm', value: 1 })).toContain(
      "Missing value for required parameter 'timestamp'",
    );
    expect(await engine.refusal('logMetric', { run_id, key: 'm', value: 1, timestamp: -1 })).toContain(
      "INVALID_PARAMETER_VALUE: Invalid value -1 for parameter 'timestamp'",
    );
    expect(
      await engine.refusal('logBatch', { run_id, metrics: [{ key: 'm', value: 1, timestamp: -1 }] }),
    ).toContain("'metrics[0].timestamp'");
  });

  test('[s5] NaN and infinities arrive as text; NaN comes back as text, infinities as the largest doubles', async () => {
    expect(await latest(await runWith({ value: 'NaN' }))).toMatchObject({ value: 'NaN' });
    expect(await latest(await runWith({ value: 'Infinity' }))).toMatchObject({ value: LARGEST });
    expect(await latest(await runWith({ value: '-Infinity' }))).toMatchObject({ value: -LARGEST });
    const { metrics } = await history({
      run_id: await runWith({ value: 'NaN' }, { value: '-Infinity', step: 1 }),
    });
    expect(metrics.map(({ value }) => value)).toEqual(['NaN', -LARGEST]);
  });

  test('[s1] a value or timestamp of the wrong type is INVALID_PARAMETER_VALUE and stores nothing, unlike in MLflow', async () => {
    const run_id = await newRun(engine);
    for (const bad of [
      { value: 'many', timestamp: 1 },
      { value: '__proto__', timestamp: 1 },
      { value: 'constructor', timestamp: 1 },
      { value: null, timestamp: 1 },
      { value: 1, timestamp: 'soon' },
      { value: 1, timestamp: 1.5 },
      { value: 1, timestamp: 2n ** 63n },
    ])
      expect(await engine.refusal('logMetric', { run_id, key: 'm', ...bad })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
    expect(await history({ run_id })).toEqual({ metrics: [] });
  });
});

describe('the latest value', () => {
  test('[s5] is of the greatest step, then timestamp, then value, in whichever order they came', async () => {
    const run_id = await runWith(
      { value: 1, step: 2, timestamp: 1 },
      { value: 9, step: 1, timestamp: 9 },
      { value: 3, step: 2, timestamp: 2 },
      { value: 2, step: 2, timestamp: 2 },
    );
    expect(await latest(run_id)).toEqual({ key: 'm', value: 3, timestamp: 2, step: 2 });
  });

  test('[s5] counts NaN as 0: after 5 at the same step and time NaN loses, after -5 it wins', async () => {
    expect(await latest(await runWith({ value: 5 }, { value: 'NaN' }))).toMatchObject({ value: 5 });
    expect(await latest(await runWith({ value: -5 }, { value: 'NaN' }))).toMatchObject({ value: 'NaN' });
  });
});

describe('a history', () => {
  test('[s5] goes by timestamp, step and value, and holds a point that came twice once', async () => {
    const run_id = await runWith(
      { value: 2, timestamp: 5, step: 1 },
      { value: 1, timestamp: 5, step: 1 },
      { value: 3, timestamp: 1, step: 9 },
      { value: 3, timestamp: 1, step: 9 },
      { value: 0, timestamp: 5, step: 0 },
    );
    const { metrics } = await history({ run_id });
    expect(metrics.map(({ timestamp, step, value }) => [timestamp, step, value])).toEqual([
      [1, 9, 3],
      [5, 0, 0],
      [5, 1, 1],
      [5, 1, 2],
    ]);
  });

  test('[s5] without max_results is whole, however long', async () => {
    const run_id = await newRun(engine);
    const metrics = Array.from({ length: 1000 }, (_, step) => ({
      key: 'm',
      value: step,
      timestamp: step,
      step,
    }));
    for (let batch = 0; batch < 60; batch += 1)
      await engine.call('logBatch', {
        run_id,
        metrics: metrics.map((point) => ({
          ...point,
          step: point.step + batch * 1000,
          timestamp: point.step + batch * 1000,
        })),
      });
    const { metrics: points, next_page_token } = await history({ run_id });
    expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 60_000 }, (_, step) => step));
    expect(next_page_token).toBeUndefined();
  });

  test('[s5] with max_results comes in pages; 0 and less is INVALID_PARAMETER_VALUE', async () => {
    const run_id = await runWith(...[1, 2, 3].map((step) => ({ value: step, step, timestamp: step })));
    const first = await history({ run_id, max_results: 2 });
    const second = await history({ run_id, max_results: 2, page_token: first.next_page_token });
    expect([...first.metrics, ...second.metrics].map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(second.next_page_token).toBeUndefined();
    for (const max_results of [0, -1])
      expect(await engine.refusal('getMetricHistory', { run_id, metric_key: 'm', max_results })).toContain(
        'INVALID_PARAMETER_VALUE: Invalid value',
      );
  });

  test('[s6] a token of another series or junk is INVALID_PARAMETER_VALUE', async () => {
    const run_id = await runWith({ value: 1 }, { value: 2 });
    const { next_page_token } = await history({ run_id, max_results: 1 });
    const other = await runWith({ value: 1 });
    for (const message of [
      { run_id: other, page_token: next_page_token },
      { run_id, page_token: 'junk' },
    ])
      expect(
        await engine.refusal('getMetricHistory', { metric_key: 'm', max_results: 1, ...message }),
      ).toMatch(/^INVALID_PARAMETER_VALUE: page_token/);
  });

  test('[s1] of a metric that was never logged is an empty object', async () => {
    expect(
      await engine.call('getMetricHistory', { run_id: await newRun(engine), metric_key: 'never logged' }),
    ).toEqual({});
  });

  test('of a deleted run can still be read', async () => {
    const run_id = await runWith({ value: 1 });
    await engine.call('deleteRun', { run_id });
    expect((await history({ run_id })).metrics).toHaveLength(1);
  });
});

describe('histories of several runs', () => {
  test('[s5] NaN in a bulk history is text, so that the answer is valid JSON, unlike in MLflow', async () => {
    const run_id = await runWith({ value: 'NaN' });
    expect(await engine.call('getMetricHistoryBulk', { run_id: [run_id], metric_key: 'm' })).toEqual({
      metrics: [{ key: 'm', value: 'NaN', timestamp: 0, step: 0, run_id }],
    });
  });

  test('[s3] a bulk history is of at most 100 runs, and max_results bounds its points', async () => {
    const runs = [await runWith({ value: 1 }, { value: 2, step: 1 }), await runWith({ value: 3 })];
    const { metrics } = await engine.call('getMetricHistoryBulk', {
      run_id: runs,
      metric_key: 'm',
      max_results: 2,
    });
    expect(metrics?.map(({ run_id, value }) => [run_id, value])).toEqual([
      [runs[0], 1],
      [runs[0], 2],
    ]);
    const many = Array.from({ length: 101 }, () => runs[0] ?? '');
    expect(await engine.refusal('getMetricHistoryBulk', { run_id: many, metric_key: 'm' })).toContain(
      'INVALID_PARAMETER_VALUE: A request may hold at most 100 runs',
    );
    expect(await engine.refusal('getMetricHistoryBulk', { run_id: [], metric_key: 'm' })).toContain(
      'INVALID_PARAMETER_VALUE',
    );
    expect(await engine.refusal('getMetricHistoryBulk', { run_id: ['nobody'], metric_key: 'm' })).toContain(
      'RESOURCE_DOES_NOT_EXIST',
    );
  });

  test('[s5] interval history takes even buckets by step and always the last point', async () => {
    const run_id = await newRun(engine);
    await engine.call('logBatch', {
      run_id,
      metrics: Array.from({ length: 100 }, (_, step) => ({
        key: 'm',
        value: step,
        timestamp: 99 - step,
        step,
      })),
    });
    const { metrics } = await engine.call('getMetricHistoryBulkInterval', {
      run_ids: [run_id],
      metric_key: 'm',
      max_results: 4,
    });
    expect(metrics?.map(({ step }) => step)).toEqual([0, 25, 50, 99]);
    const part = await engine.call('getMetricHistoryBulkInterval', {
      run_ids: [run_id],
      metric_key: 'm',
      start_step: 10,
      end_step: 12,
    });
    expect(part.metrics?.map(({ step }) => step)).toEqual([10, 11, 12]);
  });

  test('[s3] interval history takes 1 to 2500 points a run, both steps or neither, in order, and 100 runs', async () => {
    const run_id = await runWith({ value: 1 });
    const ask = { run_ids: [run_id], metric_key: 'm' };
    const bad = [
      { max_results: 0 },
      { max_results: 2501 },
      { start_step: 1 },
      { end_step: 1 },
      { start_step: 2, end_step: 1 },
      { run_ids: [] },
      { run_ids: Array.from({ length: 101 }, () => run_id) },
    ];
    for (const wrong of bad)
      expect([wrong, await engine.refusal('getMetricHistoryBulkInterval', { ...ask, ...wrong })]).toEqual([
        wrong,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE/),
      ]);
    expect(await engine.refusal('getMetricHistoryBulkInterval', { ...ask, max_results: 2500 })).toBe(
      'accepted',
    );
  });
});
