import { z } from 'zod';
import { tagPair } from './model-versions.ts';
import { operation } from './operation.ts';
import { stage } from './registry-settings.ts';
import { int64, text } from './scalars.ts';
import { transitionRequest } from './transition-requests.ts';

/** A metric without its history. */
export const keyedMetric = z.object({ key: z.string(), value: z.union([z.number(), z.literal('NaN')]) });

const boardVersion = z.object({
  version: z.string(),
  stage: z.string(),
  aliases: z.array(z.string()),
  description: z.string().optional(),
  run_id: z.string().optional(),
  run_name: z.string().optional(),
  experiment_id: z.string().optional(),
  model_id: z.string().optional(),
  user_id: z.string().optional(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** When it came to its stage, and by whom. */
  stage_since: z.number(),
  moved_by: z.string().optional(),
  /** The first four by name: of the logged model, else the latest of the run. */
  metrics: z.array(keyedMetric),
  /** The first eight by key, without MLflow's own. */
  tags: z.array(tagPair),
  /** Pending ones; none with `as_of`. */
  requests: z.array(transitionRequest),
  /** With `as_of`: it is deleted now, so that little is known of it. */
  deleted: z.literal(true).optional(),
});

export const stageBoardOperations = {
  getStageBoard: operation({
    path: '/tidemark/models/board',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Versions of a registered model in their stages, newest first: as they are, or as they were at a time.',
    request: z.object({ name: text, as_of: int64.opt }),
    response: z.object({
      name: z.string(),
      description: z.string().optional(),
      /** Those of the workspace in its order; with `as_of` followed by others that versions were in then. */
      stages: z.array(stage),
      as_of: z.number().optional(),
      /** Of the oldest move; without one, of the model. */
      first_time: z.number(),
      versions: z.array(boardVersion),
    }),
    permission: { resource: 'registered_model', action: 'READ', by: 'model_name' },
  }),
} as const;

export type BoardVersion = z.infer<typeof boardVersion>;
export type KeyedMetric = z.infer<typeof keyedMetric>;
