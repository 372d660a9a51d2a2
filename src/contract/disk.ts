import { z } from 'zod';
import { operation } from './operation.ts';
import { bool, int32, text } from './scalars.ts';

export const diskOperations = {
  getDiskUsage: operation({
    path: '/tidemark/disk',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Bytes of the database and of artifacts, by experiment, run and logged model, largest first, 1000 at most; deleted ones too. Artifacts in stores that this engine does not hold are not counted.',
    request: z.object({ experiment_id: text.opt }),
    response: z.object({
      database_bytes: z.number(),
      /** Bytes of the database file that hold nothing and will be used again. */
      free_bytes: z.number(),
      /** Everything in the artifact store, whatever experiment was asked for. */
      artifacts_bytes: z.number(),
      items: z.array(
        z.object({
          kind: z.enum(['experiment', 'run', 'logged_model']),
          id: z.string(),
          name: z.string(),
          experiment_id: z.string(),
          /** An experiment's hold those of its runs and logged models. */
          bytes: z.number(),
          files: z.number(),
        }),
      ),
    }),
    permission: { resource: 'workspace', action: 'READ', by: 'none' },
  }),
  keepBestRuns: operation({
    path: '/tidemark/runs/keep-best',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Moves all finished runs of an experiment but the best ones by the latest value of a metric to the trash, or removes only their artifacts. A run without the metric, or with NaN, comes after all others. With dry_run it only says what that would be.',
    request: z.object({
      experiment_id: text,
      metric_key: text,
      /** Whether the least value is the best. */
      ascending: bool.opt,
      /** At least 1. */
      keep: int32,
      artifacts_only: bool.opt,
      dry_run: bool.opt,
    }),
    response: z.object({
      kept: z.array(z.string()),
      removed: z.array(
        z.object({
          run_id: z.string(),
          run_name: z.string(),
          /** Absent without the metric, or where it is NaN. */
          value: z.number().optional(),
          bytes: z.number(),
        }),
      ),
      /** Bytes of artifacts of the removed runs: free at once with artifacts_only, else when they are purged. */
      bytes: z.number(),
    }),
    permission: { resource: 'experiment', action: 'EDIT', by: 'experiment_id' },
  }),
} as const;
