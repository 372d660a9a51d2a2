import { z } from 'zod';
import { operation } from './operation.ts';
import { enumeration, int64, repeated, text } from './scalars.ts';

export const VIEW_TYPES = { ACTIVE_ONLY: 1, DELETED_ONLY: 2, ALL: 3 } as const;
export const viewType = enumeration(VIEW_TYPES);
export type ViewType = keyof typeof VIEW_TYPES;
export type LifecycleStage = 'active' | 'deleted';

/** A tag or param on the wire; an unset value counts as empty. */
export const keyValue = z.object({ key: text, value: text.opt });
export const lifecycleStage = z.enum(['active', 'deleted']);

export const experiment = z.object({
  experiment_id: z.string(),
  name: z.string(),
  artifact_location: z.string(),
  lifecycle_stage: lifecycleStage,
  last_update_time: z.number(),
  creation_time: z.number(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
  workspace: z.string(),
});

const nothing = z.object({});
const read = { resource: 'experiment', action: 'READ', by: 'experiment_id' } as const;
const edit = { resource: 'experiment', action: 'EDIT', by: 'experiment_id' } as const;
const manage = { resource: 'experiment', action: 'MANAGE', by: 'experiment_id' } as const;

export const experimentOperations = {
  createExperiment: operation({
    path: '/mlflow/experiments/create',
    methods: ['POST'],
    version: '2.0',
    summary: 'Creates an experiment. A name in use, by a deleted experiment too, is RESOURCE_ALREADY_EXISTS.',
    request: z.object({ name: text, artifact_location: text.opt, tags: repeated(keyValue) }),
    response: z.object({ experiment_id: z.string() }),
    permission: { resource: 'workspace', action: 'EDIT', by: 'none' },
  }),
  getExperiment: operation({
    path: '/mlflow/experiments/get',
    methods: ['GET'],
    version: '2.0',
    summary: 'One experiment by id, deleted ones too.',
    request: z.object({ experiment_id: text }),
    response: z.object({ experiment }),
    permission: read,
  }),
  getExperimentByName: operation({
    path: '/mlflow/experiments/get-by-name',
    methods: ['GET'],
    version: '2.0',
    summary: 'One experiment by its exact name, deleted ones too.',
    request: z.object({ experiment_name: text }),
    response: z.object({ experiment }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_name' },
  }),
  searchExperiments: operation({
    path: '/mlflow/experiments/search',
    methods: ['POST', 'GET'],
    version: '2.0',
    summary: 'Experiments that match a filter, a page at a time. max_results is required: 1 to 50000.',
    request: z.object({
      max_results: int64.opt,
      page_token: text.opt,
      filter: text.opt,
      order_by: repeated(text),
      view_type: viewType.opt,
    }),
    response: z.object({
      experiments: z.array(experiment).optional(),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'experiment', action: 'READ', by: 'none' },
  }),
  deleteExperiment: operation({
    path: '/mlflow/experiments/delete',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Marks an experiment and all its runs deleted. One that is deleted already is RESOURCE_DOES_NOT_EXIST.',
    request: z.object({ experiment_id: text }),
    response: nothing,
    permission: manage,
  }),
  restoreExperiment: operation({
    path: '/mlflow/experiments/restore',
    methods: ['POST'],
    version: '2.0',
    summary: 'Brings a deleted experiment and all its runs back. An active one is RESOURCE_DOES_NOT_EXIST.',
    request: z.object({ experiment_id: text }),
    response: nothing,
    permission: manage,
  }),
  updateExperiment: operation({
    path: '/mlflow/experiments/update',
    methods: ['POST'],
    version: '2.0',
    summary: 'Renames an active experiment.',
    request: z.object({ experiment_id: text, new_name: text }),
    response: nothing,
    permission: edit,
  }),
  setExperimentTag: operation({
    path: '/mlflow/experiments/set-experiment-tag',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets one tag of an active experiment.',
    request: z.object({ experiment_id: text, key: text, value: text.opt }),
    response: nothing,
    permission: edit,
  }),
  deleteExperimentTag: operation({
    path: '/mlflow/experiments/delete-experiment-tag',
    methods: ['POST'],
    version: '2.0',
    summary: 'Deletes one tag of an active experiment; a missing tag is RESOURCE_DOES_NOT_EXIST.',
    request: z.object({ experiment_id: text, key: text }),
    response: nothing,
    permission: edit,
  }),
} as const;

export type Experiment = z.infer<typeof experiment>;
