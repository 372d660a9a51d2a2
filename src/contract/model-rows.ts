import { z } from 'zod';
import { tagPair } from './model-versions.ts';
import { operation } from './operation.ts';
import { enumeration, int64, repeated, text } from './scalars.ts';

const modelRow = z.object({
  name: z.string(),
  description: z.string().optional(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** How many there are. */
  versions: z.number(),
  latest: z
    .object({
      version: z.string(),
      creation_time: z.number(),
      run_id: z.string().optional(),
      description: z.string().optional(),
      user_id: z.string().optional(),
      /** Of prompts. */
      prompt_type: z.enum(['text', 'chat']).optional(),
    })
    .optional(),
  /** Those that hold versions, without the stage of new versions, in the order of the workspace. */
  stages: z.array(z.object({ stage: z.string(), versions: z.number(), newest: z.string() })),
  aliases: z.array(z.object({ alias: z.string(), version: z.string() })),
  tags: z.array(tagPair),
  /** Open transition requests. */
  pending: z.number(),
});

export const modelRowOperations = {
  searchModelRows: operation({
    path: '/tidemark/models/search',
    methods: ['GET', 'POST'],
    version: '2.0',
    summary:
      'Rows of the table of registered models, or of prompts: what search-registered-models filters and sorts by, with counts and newest versions.',
    request: z.object({
      kind: enumeration({ models: 1, prompts: 2 }).opt,
      filter: text.opt,
      order_by: repeated(text),
      max_results: int64.opt,
      page_token: text.opt,
    }),
    response: z.object({
      rows: z.array(modelRow),
      /** How many match, on all pages. */
      total: z.number(),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'registered_model', action: 'READ', by: 'none' },
  }),
} as const;

export type ModelRow = z.infer<typeof modelRow>;
