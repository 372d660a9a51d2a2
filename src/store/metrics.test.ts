import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { insertPoints, type Point } from './metrics.ts';
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
const KEY = await store.write(() => store.names.intern('loss'));

interface Latest {
  place: readonly (bigint | number)[];
  points: number;
  ordered: boolean;
  best: readonly (number | null)[];
}

function latestOf(run: number): Latest | undefined {
  const row = store.database
    .statement(
      'SELECT CAST(step AS TEXT), CAST(timestamp AS TEXT), value, is_nan, points, ordered, min_value, max_value, first_value FROM latest_metrics WHERE run = ?',
    )
    .get(run);
  if (row === undefined) return undefined;
  const [step, timestamp, value, is_nan, points, ordered, ...best] = row;
  return {
    place: [BigInt(String(step)), BigInt(String(timestamp)), Number(value), Number(is_nan)],
    points: Number(points),
    ordered: ordered === 1,
    best: best as (number | null)[],
  };
}

/** Least, greatest and first number of the points along the key. */
function naiveBest(points: readonly Point[]): (number | null)[] {
  const numbers = points
    .filter(({ is_nan }) => is_nan === 0)
    .toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)))
    .map(({ value }) => value);
  if (numbers.length === 0) return [null, null, null];
  return [Math.min(...numbers), Math.max(...numbers), numbers[0] ?? null];
}

/** By (step, timestamp, value), NaN counting as 0; of equals the one that came first. */
function naiveLatest(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>(
    (best, one) =>
      best !== undefined && comparePlaces(placeOf(one).slice(0, 3), placeOf(best).slice(0, 3)) <= 0
        ? best
        : one,
    undefined,
  );
}

async function latestAfter(...series: LoggedPoint[][]): Promise<Latest | undefined> {
  const { run } = await storeSeries(store, KEY, series);
  return latestOf(run);
}

test('the latest point, the best, the number of points and their order are right for any series, whatever batches it came in', async () => {
  const seed = printedSeed('latest metrics');
  const property = fc.asyncProperty(batches, async (series) => {
    const { run, added } = await storeSeries(store, KEY, series);
    const points = distinct(series.flat().map((one) => storedPoint(KEY, one)));
    const best = naiveLatest(points);
    const latest = latestOf(run);
    expect(added).toBe(points.length);
    expect(latest?.place).toEqual(best && [...placeOf(best)]);
    expect(latest?.points ?? 0).toBe(points.length);
    if (latest === undefined) return;
    expect(latest.best).toEqual(naiveBest(points));
    const times = points
      .map(placeOf)
      .toSorted(comparePlaces)
      .map(([, timestamp]) => timestamp);
    const timesRise = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0n));
    if (latest.ordered) expect(timesRise).toBe(true);
  });
  await fc.assert(property, { numRuns: 1500, seed });
});

test('a series logged step by step, time going on, is known to be ordered; one that goes back is not', async () => {
  const steady = [0, 1, 2, 3].map((step) => ({ step, timestamp: 10 + Math.floor(step / 2), value: 1 }));
  expect((await latestAfter(steady.slice(0, 2), steady.slice(2)))?.ordered).toBe(true);
  expect((await latestAfter([...steady, { step: 4, timestamp: 10, value: 1 }]))?.ordered).toBe(false);
  expect((await latestAfter(steady, [{ step: 1, timestamp: 99, value: 1 }]))?.ordered).toBe(false);
});

test('a point that comes twice is stored once and keeps the series ordered', async () => {
  const one = { step: 1, timestamp: 1, value: 2 };
  expect(await latestAfter([one, one], [one])).toMatchObject({ points: 1, ordered: true });
});

test('NaN counts as 0: after 5 at the same step and time it loses, after -5 it wins', async () => {
  const nan = { step: 0, timestamp: 0, value: Number.NaN };
  expect((await latestAfter([{ ...nan, value: 5 }], [nan]))?.place).toEqual([0n, 0n, 5, 0]);
  expect((await latestAfter([{ ...nan, value: -5 }], [nan]))?.place).toEqual([0n, 0n, 0, 1]);
});

test('NaN is never the best; a history of nothing else has none', async () => {
  const at = (step: number, value: number) => ({ step, timestamp: 0, value });
  expect((await latestAfter([at(0, Number.NaN), at(1, 3), at(2, -2), at(3, Number.NaN)]))?.best).toEqual([
    -2, 3, 3,
  ]);
  expect((await latestAfter([at(0, Number.NaN)], [at(1, Number.NaN)]))?.best).toEqual([null, null, null]);
});

test('the first number is that of the earliest step, also when it arrives last', async () => {
  const at = (step: number, value: number) => ({ step, timestamp: 0, value });
  expect((await latestAfter([at(5, 1)], [at(6, 2)], [at(-1, 9)], [at(-2, Number.NaN)]))?.best).toEqual([
    1, 9, 9,
  ]);
});

test('a latest step beyond 2^53 stays exact when earlier points come later', async () => {
  const step = 2n ** 53n + 1n;
  const timestamp = 2n ** 63n - 1n;
  const latest = await latestAfter([{ step, timestamp, value: 1 }], [{ step: 3, timestamp: 4, value: 2 }]);
  expect(latest?.place).toEqual([step, timestamp, 1, 0]);
});

test('series of other keys and runs are left alone', async () => {
  const { run } = await storeSeries(store, KEY, [[{ step: 9, timestamp: 9, value: 9 }]]);
  const other = await store.write(() => store.names.intern('other'));
  const point = { key: other, step: 1, timestamp: 1, value: 1, is_nan: 0 } as const;
  await store.write(() => insertPoints(store.database, { id: run, experiment_id: 1 }, [point]));
  const rows = store.database
    .statement('SELECT key, step, points FROM latest_metrics WHERE run = ? ORDER BY key')
    .all(run);
  expect(rows).toEqual([
    [KEY, 9, 1],
    [other, 1, 1],
  ]);
});
