import { z } from 'zod';
import { operation } from './operation.ts';
import { int32, int64, text } from './scalars.ts';

const change = z.object({
  seq: z.number(),
  time: z.number(),
  actor: z.string(),
  source: z.enum(['local', 'remote']),
  operation: z.string(),
  object_type: z.string(),
  object_id: z.string(),
  experiment_id: z.string(),
  workspace: z.string(),
  counts: z.record(z.string(), z.number()),
});

const read = { resource: 'workspace', action: 'READ', by: 'none' } as const;

export const auditOperations = {
  listChanges: operation({
    path: '/tidemark/audit',
    methods: ['GET'],
    version: '2.0',
    summary: 'Changes of this workspace before a sequence number, newest first (default 100, at most 1000).',
    request: z.object({
      before_seq: int64.opt,
      limit: int32.opt,
      object_id: text.opt,
      operation: text.opt,
    }),
    response: z.object({ changes: z.array(change), next_before_seq: z.number().optional() }),
    permission: read,
  }),
  verifyChanges: operation({
    path: '/tidemark/audit/verify',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Whether every change follows from the one before it by its hash: how many there are, and the first that does not.',
    request: z.object({}),
    response: z.object({ changes: z.number(), first_broken_seq: z.number().optional() }),
    permission: read,
  }),
} as const;
