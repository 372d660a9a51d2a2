import { z } from 'zod';
import { keyValue } from './experiments.ts';
import { modelVersion, tagPair } from './model-versions.ts';
import { operation } from './operation.ts';
import { int64, repeated, text } from './scalars.ts';

export const registeredModel = z.object({
  name: z.string(),
  creation_timestamp: z.number(),
  last_updated_timestamp: z.number(),
  description: z.string().optional(),
  latest_versions: z.array(modelVersion).optional(),
  tags: z.array(tagPair).optional(),
  aliases: z.array(z.object({ alias: z.string(), version: z.string() })).optional(),
});

const nothing = z.object({});
const one = z.object({ registered_model: registeredModel });
const read = { resource: 'registered_model', action: 'READ', by: 'model_name' } as const;
const edit = { resource: 'registered_model', action: 'EDIT', by: 'model_name' } as const;
const manage = { resource: 'registered_model', action: 'MANAGE', by: 'model_name' } as const;
const path = '/mlflow/registered-models';

export const registeredModelOperations = {
  createRegisteredModel: operation({
    path: `${path}/create`,
    methods: ['POST'],
    version: '2.0',
    summary:
      'Creates a registered model, or a prompt where the tag mlflow.prompt.is_prompt is true. A name in use is RESOURCE_ALREADY_EXISTS.',
    request: z.object({ name: text, tags: repeated(keyValue), description: text.opt }),
    response: one,
    permission: { resource: 'workspace', action: 'EDIT', by: 'none' },
  }),
  getRegisteredModel: operation({
    path: `${path}/get`,
    methods: ['GET'],
    version: '2.0',
    summary: 'One registered model with the latest version of each stage.',
    request: z.object({ name: text }),
    response: one,
    permission: read,
  }),
  updateRegisteredModel: operation({
    path: `${path}/update`,
    methods: ['PATCH'],
    version: '2.0',
    summary: 'Sets the description of a registered model; without one it has none from then on.',
    request: z.object({ name: text, description: text.opt }),
    response: one,
    permission: edit,
  }),
  renameRegisteredModel: operation({
    path: `${path}/rename`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Renames a registered model with all its versions.',
    request: z.object({ name: text, new_name: text }),
    response: one,
    permission: manage,
  }),
  deleteRegisteredModel: operation({
    path: `${path}/delete`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes a registered model with all its versions. A new one of the name begins at version 1.',
    request: z.object({ name: text }),
    response: nothing,
    permission: manage,
  }),
  searchRegisteredModels: operation({
    path: `${path}/search`,
    methods: ['GET'],
    version: '2.0',
    summary:
      'Registered models that match a filter, a page at a time (default 100). Prompts only where the filter asks for them.',
    request: z.object({
      filter: text.opt,
      max_results: int64.opt,
      order_by: repeated(text),
      page_token: text.opt,
    }),
    response: z.object({
      registered_models: z.array(registeredModel).optional(),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'registered_model', action: 'READ', by: 'none' },
  }),
  getLatestVersions: operation({
    path: `${path}/get-latest-versions`,
    methods: ['POST', 'GET'],
    version: '2.0',
    summary: 'The newest version of each stage asked for, or of every stage.',
    request: z.object({ name: text, stages: repeated(text) }),
    response: z.object({ model_versions: z.array(modelVersion).optional() }),
    permission: read,
  }),
  setRegisteredModelTag: operation({
    path: `${path}/set-tag`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets one tag of a registered model.',
    request: z.object({ name: text, key: text, value: text.opt }),
    response: nothing,
    permission: edit,
  }),
  deleteRegisteredModelTag: operation({
    path: `${path}/delete-tag`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes one tag of a registered model; a missing one is fine.',
    request: z.object({ name: text, key: text }),
    response: nothing,
    permission: edit,
  }),
  setRegisteredModelAlias: operation({
    path: `${path}/alias`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Points an alias of a registered model to a version.',
    request: z.object({ name: text, alias: text, version: text, comment: text.opt }),
    response: nothing,
    permission: edit,
  }),
  deleteRegisteredModelAlias: operation({
    path: `${path}/alias`,
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Deletes an alias of a registered model; a missing one is fine.',
    request: z.object({ name: text, alias: text, comment: text.opt }),
    response: nothing,
    permission: edit,
  }),
  getModelVersionByAlias: operation({
    path: `${path}/alias`,
    methods: ['GET'],
    version: '2.0',
    summary:
      "The version an alias points to; 'latest' is the highest. An unknown alias is 400, as in MLflow.",
    request: z.object({ name: text, alias: text }),
    response: z.object({ model_version: modelVersion }),
    permission: read,
  }),
} as const;

export type RegisteredModel = z.infer<typeof registeredModel>;
