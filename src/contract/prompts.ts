import { z } from 'zod';
import { operation } from './operation.ts';
import { double, enumeration, int64, repeated, text } from './scalars.ts';

/** What is misspelt would be lost without a word, so that an unknown field is refused. */
const onlyFields = (hint: string) => ({
  error: ({ code, keys }: z.core.$ZodRawIssue) =>
    code === 'unrecognized_keys'
      ? `has no field '${String((keys as string[])[0]).slice(0, 60)}'; ${hint}`
      : undefined,
});

const modelConfig = z.strictObject(
  {
    provider: text.opt,
    model_name: text.opt,
    temperature: double.opt,
    max_tokens: double.opt,
    top_p: double.opt,
    top_k: double.opt,
    frequency_penalty: double.opt,
    presence_penalty: double.opt,
    stop_sequences: z.array(text).optional(),
    /** Settings that MLflow has no field for; it stores them beside the others. */
    extra_params: z.record(z.string(), z.unknown()).optional(),
  },
  onlyFields('put it into extra_params'),
);

/** Fields beside role and content (tool_calls, tool_call_id, refusal) stay as they are. */
const promptMessage = z.looseObject({ role: text, content: text });

const extras = {
  /** A JSON schema, as a rule; any JSON is kept. */
  response_format: z.unknown().optional(),
  model_config: modelConfig.optional(),
};

const promptContent = z.discriminatedUnion(
  'type',
  [
    z.strictObject(
      { type: z.literal('text'), template: text, ...extras },
      onlyFields('a text has template, response_format and model_config'),
    ),
    z.strictObject(
      { type: z.literal('chat'), messages: z.array(promptMessage), ...extras },
      onlyFields('a chat has messages, response_format and model_config'),
    ),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? "must be 'text' or 'chat'" : undefined) },
);

/** Where two contents disagree; `where` is a field: `template`, `messages[1]`, `model_config.temperature`. */
const promptConflict = z.object({
  /** The same for the same disagreement, however often it is asked for. */
  id: z.string(),
  where: z.string(),
  /** Texts as they are, other values as JSON; absent where there is none on that side. */
  base: z.string().optional(),
  ours: z.string().optional(),
  theirs: z.string().optional(),
  /** Of texts: the lines of ours, counted from 1, `to_line` included; empty where `to_line` is before `from_line`. */
  lines: z.object({ from_line: z.number(), to_line: z.number() }).optional(),
});

const promptDraft = z.object({
  draft_id: z.string(),
  /** Of the prompt. */
  name: z.string(),
  title: z.string(),
  base_version: z.string().optional(),
  /** Of a draft that another one was merged into: the version that one began from. */
  merged_version: z.string().optional(),
  content: promptContent,
  /** Grows with every write. */
  revision: z.number(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** Who wrote it last. */
  actor: z.string(),
});

const tag = z.object({ key: z.string(), value: z.string() });

const promptVersion = z.object({
  version: z.string(),
  commit_message: z.string().optional(),
  creation_time: z.number(),
  user_id: z.string().optional(),
  type: z.enum(['text', 'chat']),
  aliases: z.array(z.string()),
  /** Without those that MLflow keeps for itself. */
  tags: z.array(tag),
  parent_version: z.string().optional(),
  merged_version: z.string().optional(),
  variables: z.array(z.string()),
  /** Characters of the template. */
  size: z.number(),
  provider: z.string().optional(),
  model_name: z.string().optional(),
});

const resolution = z.object({
  id: text,
  take: enumeration({ base: 1, ours: 2, theirs: 3, text: 4 }),
  /** With `take: 'text'`. */
  text: text.opt,
});

const readPrompt = { resource: 'registered_model', action: 'READ', by: 'model_name' } as const;
const editPrompt = { resource: 'registered_model', action: 'EDIT', by: 'model_name' } as const;
const readDraft = { resource: 'registered_model', action: 'READ', by: 'draft_id' } as const;
const editDraft = { resource: 'registered_model', action: 'EDIT', by: 'draft_id' } as const;

export const promptOperations = {
  listPromptVersions: operation({
    path: '/tidemark/prompts/versions',
    methods: ['GET'],
    version: '2.0',
    summary: 'Versions of a prompt, newest first, without their texts.',
    request: z.object({ name: text, page_token: text.opt, max_results: int64.opt }),
    response: z.object({ versions: z.array(promptVersion), next_page_token: z.string().optional() }),
    permission: readPrompt,
  }),
  listPromptLinks: operation({
    path: '/tidemark/prompts/links',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Runs and traces that used a prompt, or one version of it, newest first. Traces come with the first page.',
    request: z.object({ name: text, version: text.opt, page_token: text.opt, max_results: int64.opt }),
    response: z.object({
      runs: z.array(
        z.object({
          run_id: z.string(),
          run_name: z.string(),
          experiment_id: z.string(),
          status: z.string(),
          start_time: z.number().optional(),
          versions: z.array(z.string()),
        }),
      ),
      traces: z.array(z.object({ trace_id: z.string(), versions: z.array(z.string()), time: z.number() })),
      next_page_token: z.string().optional(),
    }),
    permission: readPrompt,
  }),
  linkPromptsToTrace: operation({
    path: '/mlflow/traces/link-prompts',
    methods: ['POST'],
    version: '2.0',
    summary: 'Notes which versions of prompts a trace used.',
    request: z.object({
      trace_id: text,
      prompt_versions: repeated(z.object({ name: text, version: text })),
    }),
    response: z.object({}),
    permission: { resource: 'workspace', action: 'EDIT', by: 'none' },
  }),
} as const;

export const promptDraftOperations = {
  createPromptDraft: operation({
    path: '/tidemark/prompts/drafts/create',
    methods: ['POST'],
    version: '2.0',
    summary: 'Begins a draft of a prompt: from a version, from another draft, with a content, or empty.',
    request: z.object({
      name: text,
      title: text.opt,
      base_version: text.opt,
      from_draft_id: text.opt,
      content: promptContent.nullish(),
    }),
    response: z.object({ draft: promptDraft }),
    permission: editPrompt,
  }),
  getPromptDraft: operation({
    path: '/tidemark/prompts/drafts/get',
    methods: ['GET'],
    version: '2.0',
    summary: 'One draft with its content.',
    request: z.object({ draft_id: text }),
    response: z.object({ draft: promptDraft }),
    permission: readDraft,
  }),
  listPromptDrafts: operation({
    path: '/tidemark/prompts/drafts/list',
    methods: ['GET'],
    version: '2.0',
    summary: 'Drafts of a prompt, the one written last first.',
    request: z.object({ name: text }),
    response: z.object({ drafts: z.array(promptDraft) }),
    permission: readPrompt,
  }),
  updatePromptDraft: operation({
    path: '/tidemark/prompts/drafts/update',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Sets title or content of a draft that is still at the revision that is named; another one is refused with 409.',
    request: z.object({
      draft_id: text,
      revision: int64,
      title: text.opt,
      content: promptContent.nullish(),
    }),
    response: z.object({ draft: promptDraft }),
    permission: editDraft,
  }),
  deletePromptDraft: operation({
    path: '/tidemark/prompts/drafts/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Takes a draft away; it can be restored for 30 days.',
    request: z.object({ draft_id: text }),
    response: z.object({}),
    permission: editDraft,
  }),
  restorePromptDraft: operation({
    path: '/tidemark/prompts/drafts/restore',
    methods: ['POST'],
    version: '2.0',
    summary: 'Brings a draft back that was deleted less than 30 days ago.',
    request: z.object({ draft_id: text }),
    response: z.object({ draft: promptDraft }),
    permission: editDraft,
  }),
  mergePromptDrafts: operation({
    path: '/tidemark/prompts/drafts/merge',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Merges a draft into another one of the same prompt over their nearest common version. Writes only when no conflict is left.',
    request: z.object({
      into_draft_id: text,
      from_draft_id: text,
      /** Of the draft that is merged into. */
      revision: int64,
      resolutions: repeated(resolution),
    }),
    response: z.object({ draft: promptDraft.optional(), conflicts: z.array(promptConflict) }),
    permission: { resource: 'workspace', action: 'EDIT', by: 'none' },
  }),
  publishPromptDraft: operation({
    path: '/tidemark/prompts/drafts/publish',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Makes a new version of the prompt from a draft, sets an alias to it where one is named, and removes the draft.',
    request: z.object({
      draft_id: text,
      revision: int64,
      commit_message: text,
      tags: repeated(z.object({ key: text, value: text })),
      alias: text.opt,
    }),
    response: z.object({ version: z.string() }),
    permission: editDraft,
  }),
} as const;

export type PromptContent = z.infer<typeof promptContent>;
export type PromptMessage = z.infer<typeof promptMessage>;
export type ModelConfig = z.infer<typeof modelConfig>;
export type PromptConflict = z.infer<typeof promptConflict>;
export type PromptDraft = z.infer<typeof promptDraft>;
export type PromptVersion = z.infer<typeof promptVersion>;
export type PromptResolution = z.infer<typeof resolution>;
