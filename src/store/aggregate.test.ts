import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AggregateRow, aggregateSeries, readAggregateColumns } from '../contract/index.ts';
import { aggregateColumns } from './aggregate.ts';
import { seriesOf } from './metrics.ts';
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
import { storeSeries } from './testing/series.ts';

const WHOLE: Axis = { x: 'step', x_key: undefined, from: undefined, to: undefined };
let store: Awaited<ReturnType<typeof openTestStore>>;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store[Symbol.asyncDispose]());

function aggregated(runs: readonly number[], axis: Axis, rows: number) {
  const request = { groups: [{ name: 'g', runs }], keys: [{ id: KEY, name: 'loss' }], axis, rows };
  const [series] = readAggregateColumns(aggregateColumns(store.database, request));
  if (series === undefined) throw new Error('a series is missing');
  return aggregateSeries(series);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

/** By counting: the share of the way between the two values around a place. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low * (1 - (place % 1)) + high * (place % 1);
}

function naiveRow(x: number, members: readonly (readonly Placed[])[]): AggregateRow {
  const finite = members.map((points) => points.map(({ value }) => value).filter(Number.isFinite));
  const values = finite.filter((list) => list.length > 0).map(mean);
  if (values.length === 0) return { x, count: 0 };
  const middle = mean(values);
  return {
    x,
    mean: middle,
    median: quantile(values, 0.5),
    min: Math.min(...values),
    max: Math.max(...values),
    std: Math.sqrt(mean(values.map((value) => (value - middle) ** 2))),
    q1: quantile(values, 0.25),
    q3: quantile(values, 0.75),
    count: values.length,
  };
}

/** A row for each place that `placeOf` gives a point, at the x that `xAt` gives the place. */
function rowsAt(
  members: readonly (readonly Placed[])[],
  placeOf: (x: number) => number,
  xAt: (place: number) => number,
): AggregateRow[] {
  const placed = members.map((points) => Map.groupBy(points, ({ x }) => placeOf(x)));
  const places = [...new Set(placed.flatMap((points) => [...points.keys()]))].toSorted((a, b) => a - b);
  return places.map((place) =>
    naiveRow(
      xAt(place),
      placed.map((points) => points.get(place) ?? []),
    ),
  );
}

function naiveRows(members: readonly (readonly Placed[])[], most: number) {
  const xs = [...new Set(members.flat().map(({ x }) => x))].toSorted((a, b) => a - b);
  const same = (x: number) => x;
  if (xs.length <= most) return { aligned: 'exact', rows: rowsAt(members, same, same) };
  const first = xs[0] as number;
  const range = (xs.at(-1) as number) - first;
  const rowOf = (x: number) => Math.min(most - 1, Math.floor(((x - first) / range) * most));
  return { aligned: 'buckets', rows: rowsAt(members, rowOf, (row) => first + ((row + 0.5) / most) * range) };
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 + 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** Sums in another order differ in their last digits: what is as near as that is taken for the same. */
function expectNear(rows: readonly AggregateRow[], wanted: readonly AggregateRow[]): void {
  const near = wanted.map((row, index) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const found = rows[index]?.[name as keyof AggregateRow];
        return [name, isNear(Number(found), Number(value)) ? found : value];
      }),
    ),
  );
  expect(rows).toEqual(near);
}

test('rows are what a scan of the members says, along any axis, in any range, exact or by width', async () => {
  const seed = printedSeed('metric aggregates');
  const seen = { exact: 0, buckets: 0 };
  const groups = fc.array(testSeries, { minLength: 1, maxLength: 5 });
  const axes = fc.array(testAxis, { minLength: 3, maxLength: 3 });
  const property = fc.asyncProperty(
    groups,
    axes,
    fc.constantFrom(3, 16, 64, 2000),
    async (group, three, most) => {
      // Among numbers that hardly anyone logs, which x is in which width is told by their last digits alone.
      const plain = group.filter(({ along }) =>
        along.flat().every(({ step, timestamp }) => Number(step) < 1e6 && Number(timestamp) < 1e6),
      );
      const runs: number[] = [];
      for (const series of plain) runs.push(await storeTestSeries(store, series));
      const sizes = runs.map((run) => seriesOf(store.database, run, KEY)?.points ?? 0);
      for (const axis of three) {
        const found = aggregated(runs, axis, most);
        const naive = naiveRows(
          plain.map((series) => naivePoints(series, axis)),
          most,
        );
        expect(found).toMatchObject({
          group: 'g',
          metric_key: 'loss',
          members: sizes.filter((size) => size > 0).length,
          points: sum(sizes),
          aligned: naive.aligned,
        });
        expectNear(found.rows, naive.rows);
        seen[found.aligned] += 1;
      }
    },
  );
  await fc.assert(property, { numRuns: 60, seed });
  expect(Math.min(seen.exact, seen.buckets)).toBeGreaterThan(2);
});

const line = (length: number, valueOf: (step: number) => number) =>
  Array.from({ length }, (_, step) => ({ step, timestamp: step, value: valueOf(step) }));

test('a member that is not finite at an x does not count there, and a row without any says so', async () => {
  const runs: number[] = [];
  for (const values of [
    [1, Number.NaN, Number.NaN],
    [3, 8, Number.POSITIVE_INFINITY],
  ])
    runs.push((await storeSeries(store, KEY, [line(3, (step) => values[step] as number)])).run);
  const { rows, ...head } = aggregated(runs, WHOLE, 10);
  expect(head).toEqual({ group: 'g', metric_key: 'loss', members: 2, points: 6, aligned: 'exact' });
  expect(rows).toEqual([
    { x: 0, mean: 2, median: 2, min: 1, max: 3, std: 1, q1: 1.5, q3: 2.5, count: 2 },
    { x: 1, mean: 8, median: 8, min: 8, max: 8, std: 0, q1: 8, q3: 8, count: 1 },
    { x: 2, count: 0 },
  ]);
});

test('numbers near the ends of the doubles make no statistic that JSON could not say', async () => {
  const { run } = await storeSeries(store, KEY, [line(2, (step) => (step === 0 ? 1e308 : -1e308))]);
  const other = (await storeSeries(store, KEY, [line(2, (step) => (step === 0 ? 1.5e308 : 1e308))])).run;
  const { rows } = aggregated([run, other], WHOLE, 1);
  for (const value of rows.flatMap((row) => Object.values(row))) expect(Number.isFinite(value)).toBe(true);
  expect(rows.map(({ count }) => count)).toEqual([2]);
});

test('a group without runs, and a metric that nobody logged, have no members and no rows', () => {
  const nothing = { group: 'g', metric_key: 'loss', members: 0, points: 0, aligned: 'exact', rows: [] };
  expect(aggregated([], WHOLE, 10)).toEqual(nothing);
  expect(aggregated([987_654], WHOLE, 10)).toEqual(nothing);
});
