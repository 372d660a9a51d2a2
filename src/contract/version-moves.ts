import { z } from 'zod';
import { operation } from './operation.ts';
import { int64, repeated, text } from './scalars.ts';

const versionMove = z.object({
  move_id: z.string(),
  time: z.number(),
  actor: z.string(),
  version: z.string(),
  kind: z.enum(['created', 'stage', 'alias_set', 'alias_removed', 'deleted']),
  /** Where the version was after it; of `created` and `stage`. */
  stage: z.string().optional(),
  from_stage: z.string().optional(),
  alias: z.string().optional(),
  /** Of `alias_set`: the version that the alias was taken from. */
  from_version: z.string().optional(),
  comment: z.string().optional(),
  /** The version whose move archived this one. */
  archived_by: z.string().optional(),
  /** Of the transition request that was approved. */
  request_id: z.string().optional(),
});

const read = { resource: 'registered_model', action: 'READ', by: 'model_name' } as const;

export const versionMoveOperations = {
  listVersionMoves: operation({
    path: '/tidemark/models/moves',
    methods: ['GET'],
    version: '2.0',
    summary: 'History of a registered model, or of one of its versions, newest first (50 at a time).',
    request: z.object({ name: text, version: text.opt, page_token: text.opt, max_results: int64.opt }),
    response: z.object({ moves: z.array(versionMove), next_page_token: z.string().optional() }),
    permission: read,
  }),
  getModelVersionsAt: operation({
    path: '/tidemark/models/at',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Versions that a registered model had at a time, newest first, those deleted since too: all, those in a stage (of MLflow or of the workspace), or the one with an alias.',
    request: z.object({ name: text, time: int64, stage: text.opt, alias: text.opt }),
    response: z.object({
      versions: z.array(
        z.object({
          version: z.string(),
          stage: z.string(),
          aliases: z.array(z.string()),
          /** Since when it was in that stage; with `alias`, since when it had that. */
          since: z.number(),
          moved_by: z.string(),
          /** Whether it is deleted now. */
          deleted: z.boolean(),
        }),
      ),
    }),
    permission: read,
  }),
  setModelVersionStages: operation({
    path: '/tidemark/models/stages',
    methods: ['POST'],
    version: '2.0',
    summary: 'Moves up to 500 versions of a registered model, each to a stage: all of them or none.',
    request: z.object({
      name: text,
      moves: repeated(z.object({ version: text, stage: text })),
      comment: text.opt,
    }),
    response: z.object({}),
    permission: { resource: 'registered_model', action: 'EDIT', by: 'model_name' },
  }),
} as const;

export type VersionMove = z.infer<typeof versionMove>;
