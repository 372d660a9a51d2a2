import { z } from 'zod';
import { lifecycleStage } from './experiments.ts';
import { operation } from './operation.ts';
import { text } from './scalars.ts';
import { keyedMetric } from './stage-board.ts';

const versionRef = z.object({ name: z.string(), version: z.string() });
const pair = z.object({ key: z.string(), value: z.string() });

const modelLineage = z.object({
  version: z.object({
    name: z.string(),
    version: z.string(),
    stage: z.string(),
    aliases: z.array(z.string()),
    source: z.string(),
    /** A link that the client gave to the run. */
    source_run_link: z.string().optional(),
    creation_time: z.number(),
    user_id: z.string().optional(),
    status: z.string(),
    /** Of prompts: the version it was edited from. */
    parent_version: z.string().optional(),
  }),
  /** Where its files are; absent where they are elsewhere or gone. */
  artifacts: z
    .object({ object_type: z.enum(['run', 'logged_model']), object_id: z.string(), path: z.string() })
    .optional(),
  run: z
    .object({
      run_id: z.string(),
      run_name: z.string(),
      status: z.string(),
      experiment_id: z.string(),
      experiment_name: z.string(),
      start_time: z.number(),
      lifecycle_stage: lifecycleStage,
    })
    .optional(),
  logged_model: z
    .object({
      model_id: z.string(),
      name: z.string(),
      status: z.string(),
      experiment_id: z.string(),
      deleted: z.literal(true).optional(),
      params: z.array(pair),
      /** Latest values; those on a dataset name it. */
      metrics: z.array(keyedMetric.extend({ dataset_name: z.string().optional() })),
    })
    .optional(),
  /** The latest of the run, the first 200 by name. */
  run_metrics: z.array(keyedMetric),
  /** That the run used. */
  datasets: z.array(
    z.object({
      name: z.string(),
      digest: z.string(),
      source_type: z.string(),
      /** What for, such as `training`. */
      context: z.string().optional(),
    }),
  ),
  copied_from: versionRef.optional(),
  copies: z.array(versionRef),
  /** Other versions of the same run or logged model. */
  siblings: z.array(versionRef),
});

export const modelLineageOperations = {
  getModelVersionLineage: operation({
    path: '/tidemark/models/lineage',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Where a model version comes from and what was made of it: run, logged model, data sets, copies.',
    request: z.object({ name: text, version: text }),
    response: modelLineage,
    permission: { resource: 'registered_model', action: 'READ', by: 'model_name' },
  }),
} as const;

export type ModelLineage = z.infer<typeof modelLineage>;
