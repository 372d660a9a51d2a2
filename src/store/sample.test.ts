import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleColumns, type SampleBucket, sampleSeries } from '../contract/index.ts';
import { BLOCK } from './metric-blocks.ts';
import { seriesOf } from './metrics.ts';
import { sampleColumns } from './sample.ts';
import type { Axis } from './series-points.ts';
import {
  KEY,
  naivePoints,
  type Placed,
  storeTestSeries,
  testAxis,
  testSeries,
} from './testing/naive-series.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { type LoggedPoint, storeSeries } from './testing/series.ts';

const WHOLE: Axis = { x: 'step', x_key: undefined, from: undefined, to: undefined };
let store: Awaited<ReturnType<typeof openTestStore>>;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store[Symbol.asyncDispose]());

function sampled(run: number, axis: Axis, buckets: number) {
  const request = { runs: [{ id: run, run_id: 'r' }], keys: [{ id: KEY, name: 'loss' }], axis, buckets };
  const [series] = readSampleColumns(sampleColumns(store.database, request));
  if (series === undefined) throw new Error('a series is missing');
  return sampleSeries(series);
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? value : undefined);
const countOf = (points: readonly Placed[], wanted: number) =>
  points.filter(({ value }) => Object.is(value, wanted)).length;

function naiveBucket(points: readonly Placed[]): SampleBucket {
  const values = points.map(({ value }) => value).filter(Number.isFinite);
  const [first, last] = [finite(points[0]?.value), finite(points.at(-1)?.value)];
  return {
    x_first: points[0]?.x ?? Number.NaN,
    x_last: points.at(-1)?.x ?? Number.NaN,
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...(values.length > 0 && { min: Math.min(...values), max: Math.max(...values) }),
    count: points.length,
    nans: countOf(points, Number.NaN),
    positive_infinities: countOf(points, Number.POSITIVE_INFINITY),
    negative_infinities: countOf(points, Number.NEGATIVE_INFINITY),
  };
}

/** The buckets that a scan of the points makes of as many as each of these holds. */
function naiveBuckets(points: readonly Placed[], counts: readonly number[]): SampleBucket[] {
  let from = 0;
  return counts.map((count) => {
    from += count;
    return naiveBucket(points.slice(from - count, from));
  });
}

test('each bucket is what a scan of its points says, along any axis, in any range, in any order of writing', async () => {
  const seed = printedSeed('metric samples');
  const seen = { blocks: 0, exact: 0, merged: 0, none: 0 };
  const sizes = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 }), fc.constant(2000));
  const property = fc.asyncProperty(
    testSeries,
    fc.array(testAxis, { minLength: 4, maxLength: 4 }),
    sizes,
    async (series, axes, most) => {
      const run = await storeTestSeries(store, series);
      const stored = seriesOf(store.database, run, KEY);
      const blocks = Number(
        store.database.value('SELECT count(*) FROM metric_blocks WHERE run = ? AND key = ?', run, KEY),
      );
      expect(blocks).toBe(stored?.ordered ? Math.floor(stored.points / BLOCK) : 0);
      for (const axis of axes) {
        const points = naivePoints(series, axis);
        const found = sampled(run, axis, most);
        expect(found).toMatchObject({ points: stored?.points ?? 0, shown: points.length });
        expect(found.buckets).toEqual(
          naiveBuckets(
            points,
            found.buckets.map(({ count }) => count),
          ),
        );
        expect(found.buckets.length).toBeLessThanOrEqual(most);
        expect(found.exact).toBe(found.buckets.every(({ count }) => count === 1));
        if (points.length <= most) expect(found.exact).toBe(true);
        if (points.length === 0) seen.none += 1;
        else seen[found.exact ? 'exact' : blocks >= most / 4 ? 'blocks' : 'merged'] += 1;
      }
    },
  );
  await fc.assert(property, { numRuns: 200, seed });
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});

const steady = (length: number, valueOf: (step: number) => number): LoggedPoint[] =>
  Array.from({ length }, (_, step) => ({ step, timestamp: 5 * step, value: valueOf(step) }));

test('a series of few points comes back point by point, and its columns say no more than that', async () => {
  const { run } = await storeSeries(store, KEY, [steady(3, (step) => [3, Number.NaN, 2][step] as number)]);
  const request = {
    runs: [{ id: run, run_id: 'r' }],
    keys: [{ id: KEY, name: 'loss' }],
    axis: WHOLE,
    buckets: 10,
  };
  const [series] = readSampleColumns(sampleColumns(store.database, request));
  expect(series).toMatchObject({
    run_id: 'r',
    metric_key: 'loss',
    points: 3,
    shown: 3,
    exact: true,
    buckets: 3,
  });
  expect(series?.columns).toEqual({
    ...Object.fromEntries(['x_first', 'x_last'].map((name) => [name, Float64Array.of(0, 1, 2)])),
    ...Object.fromEntries(
      ['first', 'last', 'min', 'max'].map((name) => [name, Float64Array.of(3, Number.NaN, 2)]),
    ),
    count: undefined,
    nans: Uint32Array.of(0, 1, 0),
    positive_infinities: undefined,
    negative_infinities: undefined,
  });
});

test('a long series in order is read as blocks, of which none is looked into', async () => {
  const { run } = await storeSeries(store, KEY, [steady(100 * BLOCK, (step) => step)]);
  store.database.statement('DELETE FROM metrics WHERE run = ? AND step < ?').run(run, 100 * BLOCK);
  for (const x of ['step', 'wall'] as const) {
    const { shown, buckets } = sampled(run, { ...WHOLE, x }, 50);
    expect([shown, buckets.length, buckets[0]?.max]).toEqual([100 * BLOCK, 50, 2 * BLOCK - 1]);
  }
});

test('a series that was never logged has no points and no buckets', async () => {
  const { run } = await storeSeries(store, KEY + 5, [steady(3, () => 1)]);
  expect(sampled(run, WHOLE, 10)).toEqual({
    run_id: 'r',
    metric_key: 'loss',
    points: 0,
    shown: 0,
    exact: true,
    buckets: [],
  });
});
