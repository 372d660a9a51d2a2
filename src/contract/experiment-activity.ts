import { z } from 'zod';
import { operation } from './operation.ts';
import { repeated, text } from './scalars.ts';

export const experimentActivityOperations = {
  getExperimentActivity: operation({
    path: '/tidemark/experiments/activity',
    methods: ['POST'],
    version: '2.0',
    summary:
      'How many active runs each of up to 1000 experiments has, how many of them are running, and when one last started or ended. An unknown experiment is left out.',
    request: z.object({ experiment_ids: repeated(text) }),
    response: z.object({
      experiments: z.array(
        z.object({
          experiment_id: z.string(),
          runs: z.number(),
          running: z.number(),
          /** Epoch milliseconds; absent without a run that has a time. */
          last_run_time: z.number().optional(),
        }),
      ),
    }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
} as const;
