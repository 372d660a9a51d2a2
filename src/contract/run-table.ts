import { z } from 'zod';
import { lifecycleStage, viewType } from './experiments.ts';
import { operation, type RawOperation } from './operation.ts';
import { int32, repeated, text } from './scalars.ts';

const integer = z.union([z.number(), z.bigint()]);
const usedKey = z.object({ key: z.string(), runs: z.number() });
const read = { resource: 'experiment', action: 'READ', by: 'experiment_ids' } as const;

/** The latest point of a metric and the best of its history. A value that is absent is NaN; `nan` says that of `last`. */
const metricCell = z.object({
  last: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  first: z.number().optional(),
  step: integer,
  nan: z.literal(true).optional(),
});

const runRow = z.object({
  run_id: z.string(),
  run_name: z.string(),
  experiment_id: z.string(),
  user_id: z.string(),
  status: z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']),
  start_time: integer,
  end_time: integer.optional(),
  lifecycle_stage: lifecycleStage,
  parent_run_id: z.string().optional(),
  children: z.number(),
  metrics: z.record(z.string(), metricCell),
  params: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
});

const summary = z.object({
  mean: z.number(),
  min: z.number(),
  max: z.number(),
  std: z.number(),
  count: z.number(),
});

export const runTableOperations = {
  listRunColumns: operation({
    path: '/tidemark/runs/columns',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Keys of metrics, params and tags that active runs of the experiments use, most used first (1000 of each unless a limit up to 20000 is given). Counts the newest 5000 runs; `runs` says how many that were. A param `differs` where not all that have it have the same value.',
    request: z.object({ experiment_ids: repeated(text), search: text.opt, limit: int32.opt }),
    response: z.object({
      runs: z.number(),
      metrics: z.array(usedKey),
      params: z.array(usedKey.extend({ differs: z.boolean() })),
      tags: z.array(usedKey),
    }),
    permission: read,
  }),
  searchRunRows: operation({
    path: '/tidemark/runs/rows',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Rows of a table of runs, a page at a time (default 100, at most 1000), with the columns that are asked for alone. Orders also by min(metrics.k), max(metrics.k), first(metrics.k). An empty parent_run_id asks for runs without a parent.',
    request: z.object({
      experiment_ids: repeated(text),
      filter: text.opt,
      run_view_type: viewType.opt,
      order_by: repeated(text),
      max_results: int32.opt,
      page_token: text.opt,
      metric_keys: repeated(text),
      param_keys: repeated(text),
      tag_keys: repeated(text),
      parent_run_id: text.opt,
    }),
    response: z.object({
      rows: z.array(runRow),
      total: z.number(),
      next_page_token: z.string().optional(),
    }),
    permission: read,
  }),
  groupRuns: operation({
    path: '/tidemark/runs/groups',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Matching runs by equal params, tags or attributes, the largest group first (500 at most), with the latest values of metrics summarized. NaN is left out of a summary.',
    request: z.object({
      experiment_ids: repeated(text),
      filter: text.opt,
      run_view_type: viewType.opt,
      group_by: repeated(text),
      metric_keys: repeated(text),
      limit: int32.opt,
    }),
    response: z.object({
      groups: z.array(
        z.object({
          values: z.array(z.string().nullable()),
          runs: z.number(),
          run_ids: z.array(z.string()),
          metrics: z.record(z.string(), summary),
        }),
      ),
      total: z.number(),
    }),
    permission: read,
  }),
} as const;

export const rawRunTableOperations = {
  exportRuns: {
    paths: ['/api/2.0/tidemark/runs/export', '/ajax-api/2.0/tidemark/runs/export'],
    methods: ['GET', 'POST'],
    summary:
      'Every matching run with all its columns as a file: ?format=csv|parquet&experiment_ids=…&run_ids=…&filter=…&order_by=…&run_view_type=… or, as POST, the same in a JSON body; X-Tidemark-Total is the number of rows.',
    permission: read,
  },
} as const satisfies Record<string, RawOperation>;

export type RunRowData = z.infer<typeof runRow>;
export type RunMetricCell = z.infer<typeof metricCell>;
