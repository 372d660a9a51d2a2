import { z } from 'zod';
import { operation } from './operation.ts';
import { repeated, text } from './scalars.ts';

const edit = { resource: 'experiment', action: 'EDIT', by: 'run_ids' } as const;
const changed = z.object({ changed: z.number() });

/** Each of them is done to all of the runs (1000 at most) or, on any error, to none; runs that are so already do not count. */
export const bulkRunOperations = {
  moveRuns: operation({
    path: '/tidemark/runs/move',
    methods: ['POST'],
    version: '2.0',
    summary: 'Moves active runs to another active experiment; their artifacts stay where they are.',
    request: z.object({ run_ids: repeated(text), experiment_id: text }),
    response: z.object({ moved: z.number() }),
    permission: edit,
  }),
  deleteRuns: operation({
    path: '/tidemark/runs/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Marks runs deleted; answers how many were not yet.',
    request: z.object({ run_ids: repeated(text) }),
    response: changed,
    permission: edit,
  }),
  restoreRuns: operation({
    path: '/tidemark/runs/restore',
    methods: ['POST'],
    version: '2.0',
    summary: 'Brings deleted runs back; answers how many were deleted.',
    request: z.object({ run_ids: repeated(text) }),
    response: changed,
    permission: edit,
  }),
  setRunsTag: operation({
    path: '/tidemark/runs/set-tag',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Sets one tag of active runs or, without a value, deletes it; answers how many had it otherwise.',
    request: z.object({ run_ids: repeated(text), key: text, value: text.opt }),
    response: changed,
    permission: edit,
  }),
} as const;
