import { z } from 'zod';
import { type Column, readColumns } from './columns.ts';
import { operation } from './operation.ts';
import { double, enumeration, int32, repeated, text } from './scalars.ts';

/** What lies along a chart: the steps, the time, the milliseconds since the run began, or another metric's value at the same step. */
export const chartX = enumeration({ step: 0, wall: 1, relative: 2, metric: 3 });

/** Which part of which axis, and in how many buckets; shared by samples and aggregates. */
export const chartRange = {
  x: chartX.opt,
  /** Where `x` is `metric`: which one. It is joined by step; of several points at a step the last counts. */
  x_metric_key: text.opt,
  /** Both ends in it, in the unit of x: steps, epoch milliseconds, milliseconds, values. */
  x_from: double.opt,
  x_to: double.opt,
  max_buckets: int32.opt,
};

/**
 * Consecutive points of a series along x. `first` and `last` are the values of its first and last point, absent where they are not
 * finite; `min` and `max` are of the finite values, absent where there is none.
 */
const bucket = z.object({
  x_first: z.number(),
  x_last: z.number(),
  first: z.number().optional(),
  last: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  count: z.number(),
  nans: z.number(),
  positive_infinities: z.number(),
  negative_infinities: z.number(),
});

const head = {
  run_id: z.string(),
  metric_key: z.string(),
  /** Of the whole series. */
  points: z.number(),
  /** Of them in the range. */
  shown: z.number(),
  /** Whether each bucket is one point. */
  exact: z.boolean(),
};

export const sampleOperations = {
  sampleMetrics: operation({
    path: '/tidemark/metrics/sample',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Series of up to 500 runs and 100 metrics (2000 series at most) in at most 2000 buckets each, along steps, time, time since the start, or another metric: minimum, maximum, first and last of every point. Answers columns where these are accepted.',
    request: z.object({ run_ids: repeated(text), metric_keys: repeated(text), ...chartRange }),
    response: z.object({ series: z.array(z.object({ ...head, buckets: z.array(bucket) })) }),
    columns: true,
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  }),
} as const;

export type ChartX = 'step' | 'wall' | 'relative' | 'metric';
export type SampleBucket = z.infer<typeof bucket>;
export interface SampleHead {
  run_id: string;
  metric_key: string;
  points: number;
  shown: number;
  exact: boolean;
}

/** The values of buckets; NaN where absent. */
export const SAMPLE_VALUES = ['x_first', 'x_last', 'first', 'last', 'min', 'max'] as const;
export const SAMPLE_COUNTS = ['count', 'nans', 'positive_infinities', 'negative_infinities'] as const;

type Values = Readonly<Record<(typeof SAMPLE_VALUES)[number], Float64Array>>;
/** A column of counts is absent where all of them are 0, and `count` where all of them are 1. */
type Counts = Readonly<Record<(typeof SAMPLE_COUNTS)[number], Uint32Array | undefined>>;

/** A series of samples in columns. */
export interface SampleColumns extends SampleHead {
  /** How many: the length of every column. */
  buckets: number;
  columns: Values & Counts;
}

const asCounts = (column: Column | undefined) => column as Uint32Array | undefined;

function valuesOf(columns: Record<string, Column>, exact: boolean): Values {
  // Of single points only the place and the value are written.
  const named = (name: string) => columns[name] as Float64Array;
  return Object.fromEntries(
    SAMPLE_VALUES.map((name) => [
      name,
      exact ? named(name.startsWith('x_') ? 'x_first' : 'last') : named(name),
    ]),
  ) as unknown as Values;
}

/** What sampleMetrics answers in columns, as views of the bytes. */
export function readSampleColumns(bytes: ArrayBuffer | Uint8Array): SampleColumns[] {
  return readColumns<SampleHead & { buckets: number }>(bytes, ({ buckets }) => buckets).map(
    ({ columns, ...rest }) => ({
      ...rest,
      columns: {
        ...valuesOf(columns, rest.exact),
        count: asCounts(columns['count']),
        nans: asCounts(columns['nans']),
        positive_infinities: asCounts(columns['positive_infinities']),
        negative_infinities: asCounts(columns['negative_infinities']),
      },
    }),
  );
}

/** The same series as sampleMetrics answers it in JSON. */
export function sampleSeries({
  columns,
  buckets,
  ...rest
}: SampleColumns): SampleHead & { buckets: SampleBucket[] } {
  const made = Array.from({ length: buckets }, (_, index) => {
    const one: Partial<SampleBucket> = {};
    for (const name of SAMPLE_VALUES) {
      const value = columns[name][index] ?? Number.NaN;
      if (!Number.isNaN(value)) one[name] = value;
    }
    one.count = columns.count?.[index] ?? 1;
    for (const name of SAMPLE_COUNTS.slice(1)) one[name] = columns[name]?.[index] ?? 0;
    return one as SampleBucket;
  });
  return { ...rest, buckets: made };
}
