import fc from 'fast-check';
import type { Int64 } from '../../contract/index.ts';
import { insertExperiment } from '../experiments.ts';
import { cleanValue, insertPoints, type Point } from '../metrics.ts';
import { insertRun } from '../runs.ts';
import type { Store } from '../store.ts';

/** A point as a client logs it. */
export interface LoggedPoint {
  step: Int64;
  timestamp: Int64;
  value: number;
}

const beyond = 2n ** 53n;
const steps = fc.constantFrom<Int64>(
  0,
  1,
  2,
  3,
  -1,
  -5,
  beyond,
  beyond + 1n,
  beyond + 2n,
  -beyond - 1n,
  2n ** 63n - 1n,
);
const timestamps = fc.constantFrom<Int64>(0, 1, 2, 1000, beyond, beyond + 1n, 2n ** 63n - 1n);
const values = fc.constantFrom(
  0,
  -0,
  1,
  -5,
  0.5,
  1e21,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
);

const point: fc.Arbitrary<LoggedPoint> = fc.record({ step: steps, timestamp: timestamps, value: values });

/** Points as a training loop logs them: step by step, time going on. */
const orderly = fc
  .array(fc.record({ wait: fc.integer({ min: 0, max: 2 }), value: values }), { maxLength: 12 })
  .map((steps) => {
    let timestamp = 0;
    return steps.map(({ wait, value }, step): LoggedPoint => {
      timestamp += wait;
      return { step, timestamp, value };
    });
  });

/** A series in the batches it arrives in; some in order, some in none, with points that come twice. */
export const batches: fc.Arbitrary<LoggedPoint[][]> = fc.oneof(
  fc.array(fc.array(point, { maxLength: 6 }), { maxLength: 4 }),
  orderly.map((points) => [points.slice(0, 5), points.slice(5)]),
);

/** A point as it is stored. */
export function storedPoint(key: number, { step, timestamp, value }: LoggedPoint): Point {
  const clean = cleanValue(value);
  return { key, step, timestamp, ...clean, value: clean.value === 0 ? 0 : clean.value };
}

/** The place of a stored point, without the loss of numbers beyond 2^53. */
export const placeOf = ({ step, timestamp, value, is_nan }: Point) =>
  [BigInt(step), BigInt(timestamp), value, is_nan] as const;

/** Negative, 0 or positive by the first values that differ. */
export function comparePlaces(a: readonly (bigint | number)[], b: readonly (bigint | number)[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  if (index === -1) return 0;
  return (a[index] ?? 0) < (b[index] ?? 0) ? -1 : 1;
}

/** Every point once, in the order of their first arrival. */
export function distinct(points: readonly Point[]): Point[] {
  return [...new Map(points.map((one) => [placeOf(one).join(), one])).values()];
}

let made = 0;

/** Stores a series in a new run, a write per batch. */
export async function storeSeries(store: Store, key: number, series: readonly LoggedPoint[][]) {
  made += 1;
  const { database } = store;
  const experiment_id = 1;
  const id = await store.write(() => {
    if (database.value('SELECT 1 FROM experiments WHERE experiment_id = 1') === undefined)
      insertExperiment(database, {
        experiment_id,
        workspace: 'default',
        name: 'e',
        artifact_location: '',
        time: 0,
      });
    return insertRun(database, {
      run_id: `r${made}`,
      experiment_id,
      name: '',
      user_id: '',
      status: 'RUNNING',
      start_time: 0,
      artifact_uri: '',
    });
  });
  const added: number[] = [];
  for (const batch of series) {
    const points = batch.map((one) => ({ ...one, key, ...cleanValue(one.value) }));
    added.push(await store.write(() => insertPoints(database, { id, experiment_id }, points)));
  }
  return { run: id, run_id: `r${made}`, added: added.reduce((sum, count) => sum + count, 0) };
}
