import { z } from 'zod';
import { modelVersion } from './model-versions.ts';
import { operation } from './operation.ts';
import { bool, enumeration, int64, text } from './scalars.ts';

const STATES = { pending: 1, approved: 2, refused: 3, withdrawn: 4 } as const;

export const transitionRequest = z.object({
  request_id: z.string(),
  name: z.string(),
  version: z.string(),
  /** What it asks for: one of the two. */
  stage: z.string().optional(),
  alias: z.string().optional(),
  archive_existing_versions: z.boolean(),
  comment: z.string().optional(),
  /** Who asks. */
  actor: z.string(),
  creation_time: z.number(),
  state: z.enum(['pending', 'approved', 'refused', 'withdrawn']),
  decided_by: z.string().optional(),
  decided_time: z.number().optional(),
  decision_comment: z.string().optional(),
});

const decision = z.object({ request_id: text, comment: text.opt });
const decide = { resource: 'registered_model', action: 'EDIT', by: 'request_id' } as const;
const path = '/tidemark/transition-requests';

export const transitionRequestOperations = {
  createTransitionRequest: operation({
    path: `${path}/create`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Asks for the move of a version to a stage, or for an alias of it, which someone else approves.',
    request: z.object({
      name: text,
      version: text,
      stage: text.opt,
      alias: text.opt,
      archive_existing_versions: bool.opt,
      comment: text.opt,
    }),
    response: z.object({ request: transitionRequest }),
    permission: { resource: 'registered_model', action: 'EDIT', by: 'model_name' },
  }),
  listTransitionRequests: operation({
    path: `${path}/list`,
    methods: ['GET'],
    version: '2.0',
    summary:
      'Transition requests of one state (pending where none is named), newest first: of the workspace, of a registered model, or of one version.',
    request: z.object({
      name: text.opt,
      version: text.opt,
      state: enumeration(STATES).opt,
      page_token: text.opt,
      max_results: int64.opt,
    }),
    response: z.object({ requests: z.array(transitionRequest), next_page_token: z.string().optional() }),
    permission: { resource: 'registered_model', action: 'READ', by: 'none' },
  }),
  approveTransitionRequest: operation({
    path: `${path}/approve`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Makes the move that was asked for. Not by who asked.',
    request: decision,
    response: z.object({ request: transitionRequest, model_version: modelVersion.optional() }),
    permission: decide,
  }),
  refuseTransitionRequest: operation({
    path: `${path}/refuse`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Answers a transition request with no. Not by who asked, who may withdraw it.',
    request: decision,
    response: z.object({ request: transitionRequest }),
    permission: decide,
  }),
  withdrawTransitionRequest: operation({
    path: `${path}/withdraw`,
    methods: ['POST'],
    version: '2.0',
    summary: 'Takes a transition request back; only by who asked.',
    request: decision,
    response: z.object({ request: transitionRequest }),
    permission: decide,
  }),
} as const;

export type TransitionRequest = z.infer<typeof transitionRequest>;
