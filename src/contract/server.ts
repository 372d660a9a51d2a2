import { z } from 'zod';
import { operation, type RawOperation } from './operation.ts';

const open = { resource: 'server', action: 'NONE', by: 'none' } as const;

/** The MLflow release whose wire is spoken; clients refuse span export to a server below 3.4. */
export const MLFLOW_VERSION = '3.17.2';

export const serverOperations = {
  getServerInfo: operation({
    path: '/mlflow/server-info',
    methods: ['GET'],
    version: '3.0',
    summary: 'What this server is and can do; probed by clients before downloads.',
    request: z.object({}),
    response: z.object({
      store_type: z.string(),
      workspaces_enabled: z.boolean(),
      trace_archival_enabled: z.boolean(),
      multipart_uploads_enabled: z.boolean(),
      multipart_downloads_enabled: z.boolean(),
      presigned_upload_run_id_supported: z.boolean(),
      presigned_upload_model_id_supported: z.boolean(),
      features_enabled: z.object({ gateway: z.boolean() }),
    }),
    permission: open,
  }),
} as const;

export const rawServerOperations = {
  health: {
    paths: ['/health'],
    methods: ['GET'],
    summary: 'Plain text OK while the engine answers.',
    permission: open,
  },
  version: {
    paths: ['/version'],
    methods: ['GET'],
    summary: 'The MLflow version this engine is compatible with.',
    permission: open,
  },
  openapi: { paths: ['/openapi.json'], methods: ['GET'], summary: 'This document.', permission: open },
  changes: {
    paths: ['/api/2.0/tidemark/changes', '/ajax-api/2.0/tidemark/changes'],
    methods: ['GET'],
    summary: 'Every change as it is committed, as server-sent events; ?after=SEQ or Last-Event-ID resumes.',
    permission: { resource: 'workspace', action: 'READ', by: 'none' },
  },
} as const satisfies Record<string, RawOperation>;
