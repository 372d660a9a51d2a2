import { z } from 'zod';
import { operation } from './operation.ts';
import { double, int32, int64, repeated, text } from './scalars.ts';

/** One point. `value` is NaN or ±Infinity as JSON strings on the wire; `step` defaults to 0 and may be negative. */
export const metric = z.object({
  key: text,
  value: double,
  timestamp: int64,
  step: int64.opt,
  model_id: text.opt,
  dataset_name: text.opt,
  dataset_digest: text.opt,
});

const nothing = z.object({});
const read = { resource: 'experiment', action: 'READ', by: 'run_id' } as const;
const metrics = z.object({ metrics: z.array(metric.extend({ run_id: text.opt })).optional() });

export const metricOperations = {
  logMetric: operation({
    path: '/mlflow/runs/log-metric',
    methods: ['POST'],
    version: '2.0',
    summary: 'Logs one point of a metric to an active run. The same point again is stored once.',
    request: metric.extend({ run_id: text.opt, run_uuid: text.opt }),
    response: nothing,
    permission: { resource: 'experiment', action: 'EDIT', by: 'run_id' },
  }),
  getMetricHistory: operation({
    path: '/mlflow/metrics/get-history',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Every point of one metric of a run, ordered by timestamp, step, value; all of them where no max_results is given.',
    request: z.object({
      run_id: text.opt,
      run_uuid: text.opt,
      metric_key: text,
      page_token: text.opt,
      max_results: int32.opt,
    }),
    response: z.object({ metrics: z.array(metric).optional(), next_page_token: z.string().optional() }),
    permission: read,
  }),
  getMetricHistoryBulk: operation({
    path: '/mlflow/metrics/get-history-bulk',
    methods: ['GET'],
    version: '2.0',
    summary: 'Points of one metric of up to 100 runs, 25000 at most.',
    request: z.object({ run_id: z.array(text), metric_key: text, max_results: int32.opt }),
    response: metrics,
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  }),
  getMetricHistoryBulkInterval: operation({
    path: '/mlflow/metrics/get-history-bulk-interval',
    methods: ['GET'],
    version: '2.0',
    summary: 'Evenly picked points of one metric of up to 100 runs, the last point of each run among them.',
    request: z.object({
      run_ids: repeated(text),
      metric_key: text,
      start_step: int32.opt,
      end_step: int32.opt,
      max_results: int32.opt,
    }),
    response: metrics,
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  }),
} as const;

export type Metric = z.infer<typeof metric>;
