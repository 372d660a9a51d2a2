import fc from 'fast-check';
import type { ChartX, Int64 } from '../../contract/index.ts';
import { BLOCK } from '../metric-blocks.ts';
import { insertPoints } from '../metrics.ts';
import type { Axis } from '../series-points.ts';
import type { Store } from '../store.ts';
import {
  batches,
  comparePlaces,
  distinct,
  type LoggedPoint,
  placeOf,
  storedPoint,
  storeSeries,
} from './series.ts';

const LARGEST = Number.MAX_VALUE;

/** A point where it lies on an axis; an infinity is what was logged, not what is stored for it. */
export interface Placed {
  x: number;
  value: number;
}

/** A series and the metric it may be drawn over, in the batches they arrive in. */
export interface TestSeries {
  start: number;
  along: LoggedPoint[][];
  over: LoggedPoint[][];
}

export const KEY = 1;
export const X_KEY = 2;

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function inBatches(points: readonly LoggedPoint[], size: number): LoggedPoint[][] {
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size),
  );
}

const shape = fc.record({
  length: fc.integer({ min: 0, max: 5 * BLOCK }),
  batch: fc.integer({ min: 1, max: 2 * BLOCK }),
  steps: fc.constantFrom('steady', 'repeated', 'sparse', 'falling back'),
  times: fc.constantFrom('rising', 'rising', 'standing', 'wild'),
  /** How many values are not finite. */
  odd: fc.constantFrom(0, 0.01, 0.3),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

type Shape = typeof shape extends fc.Arbitrary<infer Of> ? Of : never;

function nextStep(step: number, steps: Shape['steps'], next: () => number): number {
  if (steps === 'steady') return step + 1;
  if (steps === 'repeated') return step + (next() < 0.3 ? 1 : 0);
  if (steps === 'sparse') return step + 1 + Math.floor(next() * 50);
  return step + (next() < 0.02 ? -30 : 1);
}

function nextTime(time: number, times: Shape['times'], next: () => number): number {
  if (times === 'rising') return time + Math.floor(next() * 3);
  return times === 'standing' ? time : Math.floor(next() * 2000);
}

function pointsOf({ length, steps, times, odd, seed }: Shape): LoggedPoint[] {
  const next = generator(seed);
  let [step, timestamp] = [-20, 500];
  return Array.from({ length }, () => {
    step = nextStep(step, steps, next);
    timestamp = nextTime(timestamp, times, next);
    const isOdd = next() < odd;
    const oddity = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][
      Math.floor(next() * 3)
    ] as number;
    return { step, timestamp, value: isOdd ? oddity : Math.round((next() - 0.5) * 100) / 4 + 0 };
  });
}

const shaped = shape.map((one) => inBatches(pointsOf(one), one.batch));

/** Series as loops log them, in order and out of it, and some of numbers that hardly anyone logs. */
export const testSeries: fc.Arbitrary<TestSeries> = fc.record({
  start: fc.constantFrom(0, 400, 1000),
  along: fc.oneof({ weight: 6, arbitrary: shaped }, { weight: 1, arbitrary: batches }),
  over: fc.oneof({ weight: 3, arbitrary: shaped }, { weight: 1, arbitrary: batches }),
});

const end = fc.option(
  fc.oneof(
    fc.integer({ min: -60, max: 2500 }),
    fc.double({ min: -60, max: 2500, noNaN: true }),
    fc.constantFrom(-1e300, 1e300, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2 ** 53),
  ),
  { nil: undefined },
);

/** Every axis, with ranges that lie before, in and behind the points. */
export const testAxis: fc.Arbitrary<Axis> = fc
  .tuple(fc.constantFrom<ChartX>('step', 'wall', 'relative', 'metric'), end, end)
  .map(([x, a, b]) => {
    const isSwapped = a !== undefined && b !== undefined && a > b;
    const [from, to] = isSwapped ? [b, a] : [a, b];
    return { x, x_key: x === 'metric' ? X_KEY : undefined, from, to };
  });

const logged = (stored: number) =>
  Math.abs(stored) === LARGEST ? Math.sign(stored) * Number.POSITIVE_INFINITY : stored;

/** The points of a series once each, in the order of the key, as they were logged. */
function inOrder(series: readonly LoggedPoint[][]) {
  return distinct(series.flat().map((point) => storedPoint(KEY, point)))
    .toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)))
    .map((point) => ({ ...point, value: point.is_nan === 1 ? Number.NaN : logged(point.value) }));
}

const isBetween = (x: Int64, { from, to }: Axis) =>
  (from === undefined || x >= from) && (to === undefined || x <= to);

/** The points of a series that lie in the range of an axis, along it: what a scan of all of them says. */
export function naivePoints({ start, along, over }: TestSeries, axis: Axis): Placed[] {
  const lastOf = new Map(inOrder(over).map(({ step, value }) => [step, value]));
  const xOf = ({ step, timestamp }: { step: Int64; timestamp: Int64 }): Int64 => {
    if (axis.x === 'step') return step;
    if (axis.x === 'metric') return lastOf.get(step) ?? Number.NaN;
    const since = BigInt(timestamp) - (axis.x === 'relative' ? BigInt(start) : 0n);
    return since;
  };
  return inOrder(along)
    .map((point) => ({ x: xOf(point), value: point.value }))
    .filter(({ x }) => (typeof x === 'bigint' || Number.isFinite(x)) && isBetween(x, axis))
    .map(({ x, value }, index) => ({ x: Number(x), value, index }))
    .toSorted((a, b) => a.x - b.x || a.index - b.index)
    .map(({ x, value }) => ({ x, value }));
}

/** Stores a series and what it may be drawn over in a new run; answers the run's number. */
export async function storeTestSeries(store: Store, { start, along, over }: TestSeries): Promise<number> {
  const { database } = store;
  const { run } = await storeSeries(store, KEY, along);
  await store.write(() => {
    database.statement('UPDATE runs SET start_time = ? WHERE id = ?').run(start, run);
    for (const batch of over)
      insertPoints(
        database,
        { id: run, experiment_id: 1 },
        batch.map((point) => storedPoint(X_KEY, point)),
      );
  });
  return run;
}
