import { z } from 'zod';
import { readColumns } from './columns.ts';
import { operation } from './operation.ts';
import { chartRange } from './samples.ts';
import { repeated, text } from './scalars.ts';

/** The members' values at an x. Each statistic is absent where no member has a finite value there. */
const row = z.object({
  x: z.number(),
  mean: z.number().optional(),
  median: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of the population. */
  std: z.number().optional(),
  q1: z.number().optional(),
  q3: z.number().optional(),
  /** Members with a finite value there. */
  count: z.number(),
});

const head = {
  group: z.string(),
  metric_key: z.string(),
  /** Runs of the group that have the metric. */
  members: z.number(),
  /** Points of all members. */
  points: z.number(),
  /** `exact`: a row for each x. `buckets`: a row for each of equal widths of x that holds a point, at its middle. */
  aligned: z.enum(['exact', 'buckets']),
};

export const aggregateOperations = {
  aggregateMetrics: operation({
    path: '/tidemark/metrics/aggregate',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Metrics of groups of runs (200 groups, 1000 runs) over x, in at most 2000 rows: mean, median, minimum, maximum, standard deviation and quartiles of the members. A value of a member is the mean of its finite points there. Answers columns where these are accepted.',
    request: z.object({
      groups: repeated(z.object({ name: text, run_ids: repeated(text) })),
      metric_keys: repeated(text),
      ...chartRange,
    }),
    response: z.object({ series: z.array(z.object({ ...head, rows: z.array(row) })) }),
    columns: true,
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  }),
} as const;

export type AggregateRow = z.infer<typeof row>;

export interface AggregateHead {
  group: string;
  metric_key: string;
  members: number;
  points: number;
  aligned: 'exact' | 'buckets';
}

export const AGGREGATE_VALUES = ['x', 'mean', 'median', 'min', 'max', 'std', 'q1', 'q3'] as const;

/** A series of aggregates in columns; NaN where absent. */
export interface AggregateColumns extends AggregateHead {
  /** How many: the length of every column. */
  rows: number;
  columns: Readonly<Record<(typeof AGGREGATE_VALUES)[number], Float64Array>> & {
    readonly count: Uint32Array;
  };
}

/** What aggregateMetrics answers in columns, as views of the bytes. */
export function readAggregateColumns(bytes: ArrayBuffer | Uint8Array): AggregateColumns[] {
  return readColumns<AggregateHead & { rows: number }>(
    bytes,
    ({ rows }) => rows,
  ) as unknown as AggregateColumns[];
}

/** The same series as aggregateMetrics answers it in JSON. */
export function aggregateSeries({
  columns,
  rows,
  ...rest
}: AggregateColumns): AggregateHead & { rows: AggregateRow[] } {
  const made = Array.from({ length: rows }, (_, index) => {
    const one: Partial<AggregateRow> = {};
    for (const name of AGGREGATE_VALUES) {
      const value = columns[name][index] ?? Number.NaN;
      if (!Number.isNaN(value)) one[name] = value;
    }
    one.count = columns.count[index] ?? 0;
    return one as AggregateRow;
  });
  return { ...rest, rows: made };
}
