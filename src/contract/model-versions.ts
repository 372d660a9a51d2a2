import { z } from 'zod';
import { keyValue } from './experiments.ts';
import { operation, type RawOperation } from './operation.ts';
import { bool, int64, repeated, text } from './scalars.ts';

/** The four stages of MLflow's wire. */
export const CLASSIC_STAGES = ['None', 'Staging', 'Production', 'Archived'] as const;
export type ClassicStage = (typeof CLASSIC_STAGES)[number];

export const tagPair = z.object({ key: z.string(), value: z.string() });

export const modelVersion = z.object({
  name: z.string(),
  version: z.string(),
  creation_timestamp: z.number(),
  last_updated_timestamp: z.number(),
  user_id: z.string().optional(),
  current_stage: z.enum(CLASSIC_STAGES),
  description: z.string().optional(),
  source: z.string(),
  run_id: z.string(),
  status: z.enum(['PENDING_REGISTRATION', 'FAILED_REGISTRATION', 'READY']),
  status_message: z.string().optional(),
  tags: z.array(tagPair).optional(),
  run_link: z.string(),
  aliases: z.array(z.string()).optional(),
});

const nothing = z.object({});
const one = z.object({ model_version: modelVersion });
const named = { name: text, version: text };
const read = { resource: 'registered_model', action: 'READ', by: 'model_name' } as const;
const edit = { resource: 'registered_model', action: 'EDIT', by: 'model_name' } as const;
const manage = { resource: 'registered_model', action: 'MANAGE', by: 'model_name' } as const;
const path = '/mlflow/model-versions';

export const modelVersionOperations = {
  createModelVersion: operation({
    path: `${path}/create`,
    methods: ['POST'],
    version: '2.0',
    summary:
      'Creates the next version of a registered model. A source in this server must belong to the run or logged model that is named with it.',
    request: z.object({
      name: text,
      source: text,
      run_id: text.opt,
      tags: repeated(keyValue),
      run_link: text.opt,
      description: text.opt,
      model_id: text.opt,
    }),
    response: one,
    permission: edit,
  }),
  getModelVersion: operation({
    path: `${path}/get`,
    methods: ['GET'],
    version: '2.0',
    summary: 'One version of a registered model.',
    request: z.object(named),
    response: one,
    permission: read,
  }),
  updateModelVersion: operation({
    path: `${path}/update`,
    methods: ['PATCH'],
    version: '2.0',
    summary: 'Sets the description of a version; without one it has none from then on.',
    request: z.object({ ...named, description: text.opt }),
    response: one,
    permission: edit,
  }),
  transitionModelVersionStage: operation({
    path: `${path}/transition-stage`,
    methods: ['POST'],
    version: '2.0',
    summary:
      'Moves a version to a stage. With archive_existing_versions the others in that stage go to Archived.',
    request: z.object({
      ...named,
      stage: text,
      archive_existing_versions: bool.opt,
      comment: text.opt,
    }),
    response: one,
    permission: edit,
  }),
  deleteModelVersion: operation({
    path: `${path}/delete`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes a version with its aliases. Its number is not given again.',
    request: z.object(named),
    response: nothing,
    permission: manage,
  }),
  searchModelVersions: operation({
    path: `${path}/search`,
    methods: ['GET'],
    version: '2.0',
    summary:
      'Versions that match a filter, a page at a time, the last changed first. Those of prompts only where the filter asks for them.',
    request: z.object({
      filter: text.opt,
      max_results: int64.opt,
      order_by: repeated(text),
      page_token: text.opt,
    }),
    response: z.object({
      model_versions: z.array(modelVersion).optional(),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'registered_model', action: 'READ', by: 'none' },
  }),
  getModelVersionDownloadUri: operation({
    path: `${path}/get-download-uri`,
    methods: ['GET'],
    version: '2.0',
    summary: 'Where the files of a version are.',
    request: z.object(named),
    response: z.object({ artifact_uri: z.string() }),
    permission: read,
  }),
  setModelVersionTag: operation({
    path: `${path}/set-tag`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets one tag of a version.',
    request: z.object({ ...named, key: text, value: text.opt }),
    response: nothing,
    permission: edit,
  }),
  deleteModelVersionTag: operation({
    path: `${path}/delete-tag`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes one tag of a version; a missing one is fine.',
    request: z.object({ ...named, key: text }),
    response: nothing,
    permission: edit,
  }),
} as const;

export const rawModelVersionOperations = {
  getModelVersionArtifact: {
    paths: ['/model-versions/get-artifact'],
    methods: ['GET'],
    summary: "The bytes of a model version's file, by name, version and path.",
    permission: read,
  },
} as const satisfies Record<string, RawOperation>;

export type ModelVersion = z.infer<typeof modelVersion>;
