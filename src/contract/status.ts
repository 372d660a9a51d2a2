import { z } from 'zod';
import { operation } from './operation.ts';

const backup = z.object({
  /** Name of the file in the folder `backups` of the data directory. */
  file: z.string(),
  bytes: z.number(),
});

export const statusOperations = {
  getStatus: operation({
    path: '/tidemark/status',
    methods: ['GET'],
    version: '2.0',
    summary: 'Versions, places, sizes and counts of this tracker, and the backups it has.',
    request: z.object({}),
    response: z.object({
      version: z.string(),
      mlflow_version: z.string(),
      data_directory: z.string(),
      url: z.string().optional(),
      /** When this engine was started, in epoch milliseconds. */
      start_time: z.number(),
      device_id: z.string(),
      node_version: z.string(),
      sqlite_version: z.string(),
      database_bytes: z.number(),
      artifacts_bytes: z.number(),
      /** Rows by what they are: experiments, runs, metrics (points), params, tags, logged_models, changes. */
      counts: z.record(z.string(), z.number()),
      /** Newest first; `time` in epoch milliseconds. */
      backups: z.array(backup.extend({ time: z.number() })),
    }),
    permission: { resource: 'server', action: 'READ', by: 'none' },
  }),
  createBackup: operation({
    path: '/tidemark/backups/create',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Writes a whole, checked copy of the database to a new file in the folder `backups` of the data directory. Artifacts are not in it.',
    request: z.object({}),
    response: backup,
    permission: { resource: 'server', action: 'MANAGE', by: 'none' },
  }),
} as const;
