import { z } from 'zod';
import { CLASSIC_STAGES } from './model-versions.ts';
import { operation } from './operation.ts';
import { bool, enumeration, repeated, text } from './scalars.ts';

/** Names of the colours that a stage may have; what they look like is the page's. */
export const STAGE_COLORS = [
  'grey',
  'blue',
  'amber',
  'teal',
  'pink',
  'olive',
  'violet',
  'red',
  'green',
] as const;

export const stage = z.object({
  name: z.string(),
  /** What MLflow's wire says for it. */
  classic: z.enum(CLASSIC_STAGES),
  color: z.enum(STAGE_COLORS).optional(),
});

const registrySettings = z.object({
  /** In the order of the board. The first one with classic `None` is that of new versions. */
  stages: z.array(stage),
  /** Whether a move to a stage, and the setting or removal of an alias, needs a comment. */
  comment_required: z.boolean(),
  /** Stages and aliases that a version gets only by an approved transition request; `*` stands for all. */
  approval_stages: z.array(z.string()),
  approval_aliases: z.array(z.string()),
});

/** Named values as `enumeration` takes them. */
function numbered<const Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, index + 1])) as Record<Name, number>;
}

export const registrySettingsOperations = {
  getRegistrySettings: operation({
    path: '/tidemark/registry-settings',
    methods: ['GET'],
    version: '2.0',
    summary: 'Stages of the workspace, and what a move of a model version needs.',
    request: z.object({}),
    response: z.object({ settings: registrySettings }),
    permission: { resource: 'workspace', action: 'READ', by: 'none' },
  }),
  updateRegistrySettings: operation({
    path: '/tidemark/registry-settings/update',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Sets stages, the need of comments and of approvals; what is not given stays. `rename` gives stages another name, with their versions, before `stages` is looked at.',
    request: z.object({
      stages: repeated(
        z.object({
          name: text,
          classic: enumeration(numbered(CLASSIC_STAGES)),
          color: enumeration(numbered(STAGE_COLORS)).opt,
        }),
      ),
      rename: repeated(z.object({ from: text, to: text })),
      comment_required: bool.opt,
      approval_stages: repeated(text),
      approval_aliases: repeated(text),
    }),
    response: z.object({ settings: registrySettings }),
    permission: { resource: 'workspace', action: 'MANAGE', by: 'none' },
  }),
} as const;

export type Stage = z.infer<typeof stage>;
export type RegistrySettings = z.infer<typeof registrySettings>;
