import { z } from 'zod';
import { operation } from './operation.ts';
import { int64, repeated, text } from './scalars.ts';

const annotation = z.object({
  annotation_id: z.string(),
  experiment_id: z.string(),
  /** Absent: of all runs of the experiment. */
  run_id: z.string().optional(),
  /** Absent: of all metrics. */
  metric_key: z.string().optional(),
  step: z.union([z.number(), z.bigint()]),
  text: z.string(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** Who wrote it last. */
  actor: z.string(),
});

/** Found by annotation_id, so that the operation itself looks at the workspace. */
const edit = { resource: 'workspace', action: 'EDIT', by: 'none' } as const;

export const annotationOperations = {
  createAnnotation: operation({
    path: '/tidemark/annotations/create',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Puts a note on a step, for everyone in the workspace: of an experiment or of one run in it, of all metrics or of one.',
    request: z.object({
      experiment_id: text,
      run_id: text.opt,
      metric_key: text.opt,
      step: int64,
      text: text,
    }),
    response: z.object({ annotation }),
    permission: { resource: 'experiment', action: 'EDIT', by: 'experiment_id' },
  }),
  updateAnnotation: operation({
    path: '/tidemark/annotations/update',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets text or step of a note; what is not given stays.',
    request: z.object({ annotation_id: text, text: text.opt, step: int64.opt }),
    response: z.object({ annotation }),
    permission: edit,
  }),
  deleteAnnotation: operation({
    path: '/tidemark/annotations/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Removes a note.',
    request: z.object({ annotation_id: text }),
    response: z.object({}),
    permission: edit,
  }),
  listAnnotations: operation({
    path: '/tidemark/annotations/list',
    methods: ['POST'],
    version: '2.0',
    summary: 'Notes of the experiments and of their runs that are not deleted, by step.',
    request: z.object({ experiment_ids: repeated(text) }),
    response: z.object({ annotations: z.array(annotation) }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
} as const;

export type Annotation = z.infer<typeof annotation>;
