import { z } from 'zod';
import { keyValue, lifecycleStage, viewType } from './experiments.ts';
import { datasetInput, modelInput, modelOutput } from './inputs.ts';
import { metric } from './metrics.ts';
import { operation } from './operation.ts';
import { enumeration, int32, int64, repeated, text } from './scalars.ts';

export const RUN_STATUSES = { RUNNING: 1, SCHEDULED: 2, FINISHED: 3, FAILED: 4, KILLED: 5 } as const;
export const runStatus = enumeration(RUN_STATUSES);
export type RunStatus = keyof typeof RUN_STATUSES;

const pair = z.object({ key: z.string(), value: z.string() });

export const runInfo = z.object({
  run_id: z.string(),
  run_uuid: z.string(),
  run_name: z.string(),
  experiment_id: z.string(),
  user_id: z.string(),
  status: z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']),
  start_time: z.union([z.number(), z.bigint()]),
  end_time: z.union([z.number(), z.bigint()]).optional(),
  artifact_uri: z.string(),
  lifecycle_stage: lifecycleStage,
});

export const run = z.object({
  info: runInfo,
  data: z.object({
    metrics: z.array(metric).optional(),
    params: z.array(pair).optional(),
    tags: z.array(pair).optional(),
  }),
  inputs: z.object({
    dataset_inputs: z.array(datasetInput).optional(),
    model_inputs: z.array(modelInput).optional(),
  }),
  outputs: z.object({ model_outputs: z.array(modelOutput).optional() }).optional(),
});

const nothing = z.object({});
/** Clients before 1.0 name a run by run_uuid; either is accepted, and Java 2.17 sends both. */
const runId = { run_id: text.opt, run_uuid: text.opt };
const read = { resource: 'experiment', action: 'READ', by: 'run_id' } as const;
const edit = { resource: 'experiment', action: 'EDIT', by: 'run_id' } as const;

export const runOperations = {
  createRun: operation({
    path: '/mlflow/runs/create',
    methods: ['POST'],
    version: '2.0',
    summary: 'Starts a run in an active experiment. Without a name it is given one (word-word-number).',
    request: z.object({
      experiment_id: text.opt,
      user_id: text.opt,
      run_name: text.opt,
      start_time: int64.opt,
      tags: repeated(keyValue),
    }),
    response: z.object({ run }),
    permission: { resource: 'experiment', action: 'EDIT', by: 'experiment_id' },
  }),
  getRun: operation({
    path: '/mlflow/runs/get',
    methods: ['GET'],
    version: '2.0',
    summary: 'One run with its latest metrics, params, tags, inputs and outputs; deleted ones too.',
    request: z.object(runId),
    response: z.object({ run }),
    permission: read,
  }),
  searchRuns: operation({
    path: '/mlflow/runs/search',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Runs of the given experiments that match a filter, a page at a time (default 1000, at most 50000).',
    request: z.object({
      experiment_ids: repeated(text),
      filter: text.opt,
      run_view_type: viewType.opt,
      max_results: int32.opt,
      order_by: repeated(text),
      page_token: text.opt,
    }),
    response: z.object({ runs: z.array(run).optional(), next_page_token: z.string().optional() }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
  updateRun: operation({
    path: '/mlflow/runs/update',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets status, end time or name of an active run.',
    request: z.object({
      ...runId,
      status: runStatus.opt,
      end_time: int64.opt,
      run_name: text.opt,
    }),
    response: z.object({ run_info: runInfo }),
    permission: edit,
  }),
  deleteRun: operation({
    path: '/mlflow/runs/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Marks a run deleted; again is fine.',
    request: z.object(runId),
    response: nothing,
    permission: edit,
  }),
  restoreRun: operation({
    path: '/mlflow/runs/restore',
    methods: ['POST'],
    version: '2.0',
    summary: 'Brings a deleted run back.',
    request: z.object(runId),
    response: nothing,
    permission: edit,
  }),
  logBatch: operation({
    path: '/mlflow/runs/log-batch',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Logs at most 1000 metrics, 100 params and 100 tags (1000 in all) to an active run: all of them or, on any error, none.',
    request: z.object({
      ...runId,
      metrics: repeated(metric),
      params: repeated(keyValue),
      tags: repeated(keyValue),
    }),
    response: nothing,
    permission: edit,
  }),
  logParam: operation({
    path: '/mlflow/runs/log-parameter',
    methods: ['POST'],
    version: '2.0',
    summary: 'Logs a param once. The same value again is fine, another is INVALID_PARAMETER_VALUE.',
    request: z.object({ ...runId, key: text, value: text.opt }),
    response: nothing,
    permission: edit,
  }),
  setTag: operation({
    path: '/mlflow/runs/set-tag',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets one tag of an active run.',
    request: z.object({ ...runId, key: text, value: text.opt }),
    response: nothing,
    permission: edit,
  }),
  deleteTag: operation({
    path: '/mlflow/runs/delete-tag',
    methods: ['POST'],
    version: '2.0',
    summary: 'Deletes one tag of an active run; a missing tag is RESOURCE_DOES_NOT_EXIST.',
    request: z.object({ ...runId, key: text }),
    response: nothing,
    permission: edit,
  }),
  logModel: operation({
    path: '/mlflow/runs/log-model',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Records the JSON form of an MLmodel file in the run tag mlflow.log-model.history (clients before 3.0).',
    request: z.object({ ...runId, model_json: text }),
    response: nothing,
    permission: edit,
  }),
} as const;

export type Run = z.infer<typeof run>;
export type RunInfo = z.infer<typeof runInfo>;
