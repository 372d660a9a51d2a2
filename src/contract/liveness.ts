import { z } from 'zod';
import { operation } from './operation.ts';
import { repeated, text } from './scalars.ts';

export const livenessOperations = {
  getLiveness: operation({
    path: '/tidemark/runs/liveness',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Whether the process that last logged to each of up to 1000 runs still exists. The status of a run never changes by it, and a later write makes an interrupted run alive again.',
    request: z.object({ run_ids: repeated(text) }),
    response: z.object({
      runs: z.array(
        z.object({
          run_id: z.string(),
          /** `unknown` for a run that is not RUNNING, and where the process cannot be told: another machine or system. */
          state: z.enum(['alive', 'interrupted', 'unknown']),
          /** Epoch milliseconds of this engine's clock, up to half a minute early after a restart of the engine. */
          last_write_time: z.number().optional(),
          /** `started` tells a process from a later one of the same number: clock ticks since the system's start. */
          process: z.object({ pid: z.number(), started: z.number() }).optional(),
        }),
      ),
    }),
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  }),
} as const;
