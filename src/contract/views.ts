import { z } from 'zod';
import { operation } from './operation.ts';
import { repeated, text } from './scalars.ts';

const view = z.object({
  view_id: z.string(),
  name: z.string(),
  /** Which page it is of: `runs`, `compare`. */
  page: z.string(),
  experiment_ids: z.array(z.string()),
  /** JSON text of the page that made it. */
  state: z.string(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** Who wrote it last. */
  actor: z.string(),
});

const read = { resource: 'workspace', action: 'READ', by: 'none' } as const;
const edit = { resource: 'workspace', action: 'EDIT', by: 'none' } as const;

export const viewOperations = {
  createView: operation({
    path: '/tidemark/views/create',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Keeps the state of a page (JSON text, 1 MB at most) under a name, for everyone in the workspace.',
    request: z.object({ name: text, page: text, experiment_ids: repeated(text), state: text }),
    response: z.object({ view }),
    permission: edit,
  }),
  updateView: operation({
    path: '/tidemark/views/update',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets name, experiments or state of a view; what is not given stays.',
    request: z.object({ view_id: text, name: text.opt, experiment_ids: repeated(text), state: text.opt }),
    response: z.object({ view }),
    permission: edit,
  }),
  getView: operation({
    path: '/tidemark/views/get',
    methods: ['GET'],
    version: '2.0',
    summary: 'One view with its state.',
    request: z.object({ view_id: text }),
    response: z.object({ view }),
    permission: read,
  }),
  listViews: operation({
    path: '/tidemark/views/list',
    methods: ['GET'],
    version: '2.0',
    summary: 'Views of the workspace by name, without their state: of one page, of one experiment, or all.',
    request: z.object({ page: text.opt, experiment_id: text.opt }),
    response: z.object({ views: z.array(view.omit({ state: true })) }),
    permission: read,
  }),
  deleteView: operation({
    path: '/tidemark/views/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Removes a view.',
    request: z.object({ view_id: text }),
    response: z.object({}),
    permission: edit,
  }),
} as const;

export type View = z.infer<typeof view>;
