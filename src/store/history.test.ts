import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Int64 } from '../contract/index.ts';
import { bulkHistory, type HistoryKey, historyPage, intervalHistory } from './history.ts';
import { seriesOf } from './metrics.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import {
  batches,
  comparePlaces,
  distinct,
  type LoggedPoint,
  placeOf,
  storedPoint,
  storeSeries,
} from './testing/series.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
const name = 'loss "é"';
const KEY = { id: await store.write(() => store.names.intern(name)), name };

const upTo = (last: number) =>
  Array.from({ length: last }, (_, step) => ({ step, timestamp: step, value: step / 2 }));

function naiveHistory(series: readonly LoggedPoint[][]): string {
  const points = distinct(series.flat().map((one) => storedPoint(KEY.id, one))).map(placeOf);
  const sorted = points.toSorted(([a, b, ...more], [c, d, ...others]) =>
    comparePlaces([b, a, ...more], [d, c, ...others]),
  );
  return sorted
    .map(
      ([step, timestamp, value, isNan]) =>
        `{"key":${JSON.stringify(name)},"value":${isNan ? '"NaN"' : value},"timestamp":${timestamp},"step":${step}}`,
    )
    .join(',');
}

function pagedHistory(run: number, sizes: readonly number[]): string {
  const pages: string[] = [];
  let after: HistoryKey | undefined;
  for (let page = 0; ; page += 1) {
    const limit = sizes[page % sizes.length] ?? 1;
    const { json, points, next } = historyPage(store.database, run, KEY, after, limit, true);
    if (json !== '') pages.push(json.replace(/"value":([^,"]+)/g, (_, value) => `"value":${Number(value)}`));
    if (next === undefined) return pages.join(',');
    expect(points).toBe(limit);
    after = JSON.parse(JSON.stringify(next)) as HistoryKey;
  }
}

test('a history is in the order of timestamp, step and value, whole and in pages, for series in any order', async () => {
  const seed = printedSeed('metric histories');
  const seen = { ordered: 0, unordered: 0 };
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
  const property = fc.asyncProperty(batches, sizes, async (series, limits) => {
    const { run } = await storeSeries(store, KEY.id, series);
    const expected = naiveHistory(series);
    expect(pagedHistory(run, [1000])).toBe(expected);
    expect(pagedHistory(run, limits)).toBe(expected);
    if (expected !== '') seen[seriesOf(store.database, run, KEY.id)?.ordered ? 'ordered' : 'unordered'] += 1;
  });
  await fc.assert(property, { numRuns: 1500, seed });
  expect(Math.min(seen.ordered, seen.unordered)).toBeGreaterThan(50);
});

test('a point written between two pages does not shift the next one', async () => {
  const points = [1, 2, 3, 4].map((step) => ({ step, timestamp: step, value: step }));
  const { run } = await storeSeries(store, KEY.id, [points]);
  const first = historyPage(store.database, run, KEY, undefined, 2, true);
  store.database.statement('INSERT INTO metrics VALUES (?, ?, 0, 0, 0.0, 0)').run(run, KEY.id);
  store.database.statement('UPDATE latest_metrics SET ordered = 0, points = 5 WHERE run = ?').run(run);
  const second = historyPage(store.database, run, KEY, first.next, 2, true);
  expect(JSON.parse(`[${second.json}]`)).toMatchObject([{ step: 3 }, { step: 4 }]);
});

test('a page that need not be exact is larger where the series has to be sorted', async () => {
  const inOrder = await storeSeries(store, KEY.id, [upTo(6)]);
  const backwards = await storeSeries(store, KEY.id, [
    upTo(6).map(({ step }) => ({ step, timestamp: 9 - step, value: 0 })),
  ]);
  const pointsOf = (run: number) => historyPage(store.database, run, KEY, undefined, 2, false).points;
  expect([pointsOf(inOrder.run), pointsOf(backwards.run)]).toEqual([2, 6]);
});

test('a history of nothing is empty', async () => {
  const { run } = await storeSeries(store, KEY.id, []);
  expect(historyPage(store.database, run, KEY, undefined, 10, true)).toEqual({
    json: '',
    points: 0,
    next: undefined,
  });
  expect(bulkHistory(store.database, { runs: [{ id: run, run_id: 'r' }], key: KEY, limit: 5 })).toBe(
    '{"metrics":[]}',
  );
});

test('a bulk history gives run after run and no more points than asked for in all', async () => {
  const [one, two] = [
    await storeSeries(store, KEY.id, [upTo(4)]),
    await storeSeries(store, KEY.id, [upTo(4)]),
  ];
  const runs = [one, two].map(({ run, run_id }) => ({ id: run, run_id }));
  const { metrics } = JSON.parse(bulkHistory(store.database, { runs, key: KEY, limit: 6 })) as {
    metrics: { run_id: string; step: number }[];
  };
  expect(metrics.map(({ run_id, step }) => [run_id, step])).toEqual([
    ...[0, 1, 2, 3].map((step) => [one.run_id, step]),
    ...[0, 1].map((step) => [two.run_id, step]),
  ]);
});

async function intervalSteps(
  points: LoggedPoint[],
  limit: number,
  range: [Int64?, Int64?] = [],
): Promise<string[]> {
  const { run, run_id } = await storeSeries(store, KEY.id, [points]);
  const [start, end] = range;
  const json = intervalHistory(store.database, {
    runs: [{ id: run, run_id }],
    key: KEY,
    limit,
    start_step: start === undefined ? undefined : Number(start),
    end_step: end === undefined ? undefined : Number(end),
  });
  return [...json.matchAll(/"step":(-?\d+)/g)].map(([, step]) => step ?? '');
}

test('an interval history is the first point of each even bucket, of the last bucket its last', async () => {
  expect(await intervalSteps(upTo(10), 5)).toEqual(['0', '2', '4', '6', '9']);
  expect(await intervalSteps(upTo(10), 3)).toEqual(['0', '4', '9']);
  expect(await intervalSteps(upTo(10), 1)).toEqual(['9']);
  expect(await intervalSteps(upTo(4), 10)).toEqual(['0', '1', '2', '3']);
  expect(await intervalSteps(upTo(1), 1)).toEqual(['0']);
});

test('an interval history is of the asked steps, both ends included', async () => {
  expect(await intervalSteps(upTo(10), 100, [3, 5])).toEqual(['3', '4', '5']);
  expect(await intervalSteps(upTo(10), 100, [20, 30])).toEqual([]);
});

test('an interval history without bounds holds steps beyond 2^53, exactly', async () => {
  const steps = [-(2n ** 63n), 5, 2n ** 53n + 1n, 2n ** 63n - 1n];
  const points = steps.map((step) => ({ step, timestamp: 1, value: 1 }));
  expect(await intervalSteps(points, 100)).toEqual(steps.map(String));
});
