import { z } from 'zod';
import { operation } from './operation.ts';
import { bool, int32, repeated, text } from './scalars.ts';

export const trashOperations = {
  getTrash: operation({
    path: '/tidemark/trash',
    methods: ['GET'],
    version: '2.0',
    summary:
      'What is deleted and can be restored or purged, newest first: experiments, then runs of experiments that are not deleted themselves. A page at a time (default 100, at most 1000).',
    request: z.object({ max_results: int32.opt, page_token: text.opt }),
    response: z.object({
      experiments: z.array(
        z.object({
          experiment_id: z.string(),
          name: z.string(),
          deleted_time: z.number(),
          /** All of its runs: they are deleted with it. */
          runs: z.number(),
          /** Bytes of artifacts; those in stores that this engine does not hold are not counted. */
          bytes: z.number(),
        }),
      ),
      runs: z.array(
        z.object({
          run_id: z.string(),
          run_name: z.string(),
          experiment_id: z.string(),
          experiment_name: z.string(),
          deleted_time: z.number(),
          bytes: z.number(),
        }),
      ),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'workspace', action: 'READ', by: 'none' },
  }),
  purge: operation({
    path: '/tidemark/trash/purge',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Removes deleted runs and experiments for good, with their artifacts: all of the named or, where one of them is active or unknown, none. With dry_run it only says what that would be.',
    request: z.object({
      run_ids: repeated(text),
      experiment_ids: repeated(text),
      dry_run: bool.opt,
    }),
    response: z.object({
      /** Those of purged experiments included. */
      runs: z.number(),
      experiments: z.number(),
      /** All of a purged experiment; of a purged run those that are deleted themselves. */
      logged_models: z.number(),
      artifact_bytes: z.number(),
      /** Stored rows of metrics, params, tags and all else that belongs to them. */
      database_rows: z.number(),
    }),
    permission: { resource: 'workspace', action: 'MANAGE', by: 'none' },
  }),
} as const;
