import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOCK, join, type Place, type Summary, summaryOf } from './metric-blocks.ts';
import { cleanValue, seriesOf } from './metrics.ts';
import { sample } from './sample.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { type LoggedPoint, storeSeries } from './testing/series.ts';

const KEY = 1;
let store: Awaited<ReturnType<typeof openTestStore>>;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store[Symbol.asyncDispose]());

function placeOf({ step, timestamp, value }: LoggedPoint): Place {
  const clean = cleanValue(value);
  return [step, timestamp, clean.value, clean.is_nan];
}

function along(a: Place, b: Place): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] as number;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function naive(points: readonly LoggedPoint[], from: number, to: number): Summary | undefined {
  const distinct = new Map(points.map((point) => [placeOf(point).join(), placeOf(point)]));
  const inRange = [...distinct.values()].filter(([step]) => step >= from && step <= to).toSorted(along);
  return inRange.length === 0 ? undefined : inRange.map(summaryOf).reduce(join);
}

const lengths = fc.integer({ min: 0, max: 5 * BLOCK });
const series = fc.record({
  length: lengths,
  batch: fc.integer({ min: 1, max: 2 * BLOCK }),
  /** How often a step is repeated, skipped, or goes back. */
  shape: fc.constantFrom('steady', 'repeated', 'sparse', 'falling back'),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

function pointsOf({ length, shape, seed }: { length: number; shape: string; seed: number }): LoggedPoint[] {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  let step = -20;
  return Array.from({ length }, (_, index) => {
    if (shape === 'steady') step += 1;
    if (shape === 'repeated') step += next() < 0.3 ? 1 : 0;
    if (shape === 'sparse') step += 1 + Math.floor(next() * 50);
    if (shape === 'falling back') step += next() < 0.02 ? -30 : 1;
    const value = next() < 0.05 ? Number.NaN : Math.round((next() - 0.5) * 1000) + 0;
    return { step, timestamp: index, value };
  });
}

function inBatches(points: readonly LoggedPoint[], size: number): LoggedPoint[][] {
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size),
  );
}

test('buckets, joined, are what a scan of the points says, for any range, number of buckets and order of writing', async () => {
  const seed = printedSeed('metric samples');
  const seen = { blocks: 0, scan: 0 };
  const range = fc.tuple(fc.integer({ min: -40, max: 700 }), fc.integer({ min: 0, max: 900 }), fc.boolean());
  const property = fc.asyncProperty(
    series,
    range,
    fc.integer({ min: 1, max: 40 }),
    async (shape, [start, size, whole], buckets) => {
      const points = pointsOf(shape);
      const { run } = await storeSeries(store, KEY, inBatches(points, shape.batch));
      const [from, to] = whole ? [undefined, undefined] : [start, start + size];
      const found = sample(store.database, { run, key: KEY, start_step: from, end_step: to, buckets });
      expect(found.buckets.length).toBeLessThanOrEqual(buckets);
      const joined = found.buckets.length === 0 ? undefined : found.buckets.reduce(join);
      expect(joined).toEqual(naive(points, from ?? -1e9, to ?? 1e9));
      const blocks = store.database.value('SELECT count(*) FROM metric_blocks WHERE run = ?', run);
      const stored = seriesOf(store.database, run, KEY);
      expect(blocks).toBe(stored?.ordered ? Math.floor(stored.points / BLOCK) : 0);
      seen[Number(blocks) >= buckets / 4 && Number(blocks) > 0 ? 'blocks' : 'scan'] += 1;
    },
  );
  await fc.assert(property, { numRuns: 400, seed });
  expect(Math.min(seen.blocks, seen.scan)).toBeGreaterThan(20);
});

test('a series of few points comes back point by point', async () => {
  const points = [3, 1, 2].map((value, step) => ({ step, timestamp: step, value }));
  const { run } = await storeSeries(store, KEY, [points]);
  const { buckets } = sample(store.database, {
    run,
    key: KEY,
    start_step: undefined,
    end_step: undefined,
    buckets: 10,
  });
  expect(buckets.map(({ first_step, min, count }) => [first_step, min, count])).toEqual([
    [0, 3, 1],
    [1, 1, 1],
    [2, 2, 1],
  ]);
});
