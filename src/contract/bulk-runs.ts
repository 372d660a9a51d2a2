import { z } from 'zod';
import { operation } from './operation.ts';
import { repeated, text } from './scalars.ts';

const edit = { resource: 'experiment', action: 'EDIT', by: 'run_ids' } as const;
const changed = z.object({ changed: z.number() });
/** A run whose tag is changed, with the value it had; no value where it had no such tag. */
const previous = z.object({ run_id: z.string(), value: z.string().optional() });

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
      'Sets one tag of active runs or, without a value, deletes it. `values` has one for each run instead, null deletes. Answers how many had it otherwise, and what they had.',
    request: z.object({
      run_ids: repeated(text),
      key: text,
      value: text.opt,
      values: repeated(z.string().nullable()),
    }),
    response: changed.extend({ previous: z.array(previous) }),
    permission: edit,
  }),
} as const;
