import { z } from 'zod';
import { keyValue } from './experiments.ts';
import { metric } from './metrics.ts';
import { operation } from './operation.ts';
import { bool, enumeration, int32, repeated, text } from './scalars.ts';

export const LOGGED_MODEL_STATUSES = {
  LOGGED_MODEL_STATUS_UNSPECIFIED: 0,
  LOGGED_MODEL_PENDING: 1,
  LOGGED_MODEL_READY: 2,
  LOGGED_MODEL_UPLOAD_FAILED: 3,
} as const;
export const loggedModelStatus = enumeration(LOGGED_MODEL_STATUSES);
export type LoggedModelStatus = keyof typeof LOGGED_MODEL_STATUSES;

const pair = z.object({ key: z.string(), value: z.string() });

export const loggedModel = z.object({
  info: z.object({
    model_id: z.string(),
    experiment_id: z.string(),
    name: z.string(),
    creation_timestamp_ms: z.number(),
    last_updated_timestamp_ms: z.number(),
    artifact_uri: z.string(),
    status: z.string(),
    model_type: z.string().optional(),
    source_run_id: z.string().optional(),
    status_message: z.string().optional(),
    tags: z.array(pair).optional(),
    registrations: z.array(z.object({ name: z.string(), version: z.string() })).optional(),
  }),
  data: z.object({ params: z.array(pair).optional(), metrics: z.array(metric).optional() }),
});

const nothing = z.object({});
const read = { resource: 'experiment', action: 'READ', by: 'model_id' } as const;
const edit = { resource: 'experiment', action: 'EDIT', by: 'model_id' } as const;
const path = '/mlflow/logged-models/{model_id}';

export const loggedModelOperations = {
  createLoggedModel: operation({
    path: '/mlflow/logged-models',
    methods: ['POST'],
    version: '2.0',
    summary: 'Creates a logged model with status LOGGED_MODEL_PENDING. Without a name it is given one.',
    request: z.object({
      experiment_id: text,
      name: text.opt,
      model_type: text.opt,
      source_run_id: text.opt,
      params: repeated(keyValue),
      tags: repeated(keyValue),
    }),
    response: z.object({ model: loggedModel }),
    permission: { resource: 'experiment', action: 'EDIT', by: 'experiment_id' },
  }),
  getLoggedModel: operation({
    path,
    methods: ['GET'],
    version: '2.0',
    summary: 'One logged model; deleted ones only with allow_deleted=true.',
    request: z.object({ model_id: text, allow_deleted: bool.opt }),
    response: z.object({ model: loggedModel }),
    permission: read,
  }),
  finalizeLoggedModel: operation({
    path,
    methods: ['PATCH'],
    version: '2.0',
    summary: 'Sets the status: LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED.',
    request: z.object({ model_id: text, status: loggedModelStatus }),
    response: z.object({ model: loggedModel }),
    permission: edit,
  }),
  deleteLoggedModel: operation({
    path,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Marks a logged model deleted.',
    request: z.object({ model_id: text }),
    response: nothing,
    permission: edit,
  }),
  searchLoggedModels: operation({
    path: '/mlflow/logged-models/search',
    methods: ['POST'],
    version: '2.0',
    summary: 'Logged models of the given experiments that match a filter, a page at a time (default 100).',
    request: z.object({
      experiment_ids: repeated(text),
      filter: text.opt,
      datasets: repeated(z.object({ dataset_name: text, dataset_digest: text.opt })),
      max_results: int32.opt,
      order_by: repeated(
        z.object({
          field_name: text,
          ascending: bool.opt,
          dataset_name: text.opt,
          dataset_digest: text.opt,
        }),
      ),
      page_token: text.opt,
    }),
    response: z.object({ models: z.array(loggedModel).optional(), next_page_token: z.string().optional() }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
  setLoggedModelTags: operation({
    path: `${path}/tags`,
    methods: ['PATCH'],
    version: '2.0',
    summary: 'Sets tags of a logged model.',
    request: z.object({ model_id: text, tags: repeated(keyValue) }),
    response: z.object({ model: loggedModel }),
    permission: edit,
  }),
  deleteLoggedModelTag: operation({
    path: `${path}/tags/{tag_key}`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes one tag of a logged model; a missing tag is RESOURCE_DOES_NOT_EXIST.',
    request: z.object({ model_id: text, tag_key: text }),
    response: nothing,
    permission: edit,
  }),
  LogLoggedModelParams: operation({
    path: `${path}/params`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Logs params of a logged model.',
    request: z.object({ model_id: text, params: repeated(keyValue) }),
    response: nothing,
    permission: edit,
  }),
  listLoggedModelArtifacts: operation({
    path: `${path}/artifacts/directories`,
    methods: ['GET'],
    version: '2.0',
    summary: 'Files and folders directly below a folder of a logged model.',
    request: z.object({ model_id: text, artifact_directory_path: text.opt, page_token: text.opt }),
    response: z.object({
      root_uri: z.string(),
      files: z
        .array(z.object({ path: z.string(), is_dir: z.boolean(), file_size: z.number().optional() }))
        .optional(),
      next_page_token: z.string().optional(),
    }),
    permission: read,
  }),
} as const;

export type LoggedModel = z.infer<typeof loggedModel>;
