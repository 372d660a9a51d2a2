import { z } from 'zod';
import { operation } from './operation.ts';
import { int64, repeated, text } from './scalars.ts';

const inputTag = z.object({ key: text, value: text.opt });

/** A dataset is known by name and digest within its experiment; `source`, `schema` and `profile` are opaque text. */
export const dataset = z.object({
  name: text,
  digest: text.opt,
  source_type: text.opt,
  source: text.opt,
  schema: text.opt,
  profile: text.opt,
});

export const datasetInput = z.object({ tags: repeated(inputTag), dataset });
export const modelInput = z.object({ model_id: text });
export const modelOutput = z.object({ model_id: text, step: int64.opt });

const nothing = z.object({});
const edit = { resource: 'experiment', action: 'EDIT', by: 'run_id' } as const;

export const inputOperations = {
  logInputs: operation({
    path: '/mlflow/runs/log-inputs',
    methods: ['POST'],
    version: '2.0',
    summary: 'Links datasets and logged models to a run as its inputs. The same input again adds nothing.',
    request: z.object({
      run_id: text.opt,
      run_uuid: text.opt,
      datasets: repeated(datasetInput),
      models: repeated(modelInput),
    }),
    response: nothing,
    permission: edit,
  }),
  logOutputs: operation({
    path: '/mlflow/runs/outputs',
    methods: ['POST'],
    version: '2.0',
    summary: 'Links logged models to a run as its outputs.',
    request: z.object({ run_id: text.opt, run_uuid: text.opt, models: repeated(modelOutput) }),
    response: nothing,
    permission: edit,
  }),
  searchDatasets: operation({
    path: '/mlflow/experiments/search-datasets',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Names, digests and contexts of the datasets that runs of up to 20 experiments used, 1000 rows at most.',
    request: z.object({ experiment_ids: repeated(text) }),
    response: z.object({
      dataset_summaries: z
        .array(
          z.object({
            experiment_id: z.string(),
            name: z.string(),
            digest: z.string(),
            context: z.string().optional(),
          }),
        )
        .optional(),
    }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
} as const;

export type DatasetInput = z.infer<typeof datasetInput>;
export type ModelInput = z.infer<typeof modelInput>;
export type ModelOutput = z.infer<typeof modelOutput>;
