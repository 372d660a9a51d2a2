import {
  type Caller,
  doesNotExist,
  invalidParameter,
  type OperationName,
  type PromptContent,
  type PromptDraft,
  type Request,
  TrackingError,
} from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { checkLength, LIMITS } from './limits.ts';
import { checkContent, getPromptRow, versionContent } from './prompt-contents.ts';

type Names =
  | 'createPromptDraft'
  | 'getPromptDraft'
  | 'listPromptDrafts'
  | 'updatePromptDraft'
  | 'deletePromptDraft'
  | 'restorePromptDraft';

/** How long a deleted draft can be restored, in milliseconds. */
const KEPT = 30 * 24 * 3_600_000;
const EMPTY: PromptContent = { type: 'text', template: '' };

/** A draft as it is told. */
export function shownDraft(draft: store.StoredPromptDraft): PromptDraft {
  const { model: _, base_version, merged_version, deleted_time: __, ...rest } = draft;
  return {
    ...rest,
    ...(base_version !== undefined && { base_version: String(base_version) }),
    ...(merged_version !== undefined && { merged_version: String(merged_version) }),
  };
}

function anyDraft(context: Context, caller: Caller, draftId: string): store.StoredPromptDraft {
  const draft = store.findPromptDraft(context.store.database, caller.workspace, draftId);
  if (draft) return draft;
  throw doesNotExist(
    `No draft of a prompt with id '${draftId.slice(0, 100)}' exists; it may have been published.`,
  );
}

/** A draft that is not deleted. Throws RESOURCE_DOES_NOT_EXIST. */
export function getDraft(context: Context, caller: Caller, draftId: string): store.StoredPromptDraft {
  const draft = anyDraft(context, caller, draftId);
  if (draft.deleted_time === undefined) return draft;
  throw doesNotExist(`The draft '${draft.title}' of '${draft.name}' was deleted. Restore it first.`);
}

/** A draft that is still as the caller knows it. Throws RESOURCE_CONFLICT where it is not. */
export function getUnchanged(
  context: Context,
  caller: Caller,
  draftId: string,
  revision: number | bigint,
): store.StoredPromptDraft {
  const draft = getDraft(context, caller, draftId);
  if (draft.revision === Number(revision)) return draft;
  throw new TrackingError(
    'RESOURCE_CONFLICT',
    `The draft '${draft.title}' was changed by ${draft.actor} since it was read (revision ${draft.revision}, not ${revision}); nothing was written. Read it again.`,
    { revision: draft.revision, actor: draft.actor },
  );
}

/** Appends the change of a draft; call it within the transaction of its write. */
export function recordDraft(
  context: Context,
  caller: Caller,
  operation: OperationName,
  { draft_id }: store.StoredPromptDraft,
): void {
  record(context, caller, { operation, object_type: 'prompt_draft', object_id: draft_id, experiment_id: '' });
}

/** Writes a draft anew, as its next revision. Call within a write. */
export function rewriteDraft(
  context: Context,
  caller: Caller,
  operation: OperationName,
  draft: store.StoredPromptDraft,
): PromptDraft {
  const written = {
    ...draft,
    revision: draft.revision + 1,
    last_update_time: context.now(),
    actor: caller.actor,
  };
  store.putPromptDraft(context.store.database, written);
  recordDraft(context, caller, operation, written);
  return shownDraft(written);
}

function checkTitle(title: string | undefined): void {
  if (title?.trim() === '') throw invalidParameter("'title' is empty: a draft needs one, to be told by.");
  checkLength(title, LIMITS.draftTitle, 'title');
}

type Beginning = Pick<store.StoredPromptDraft, 'title' | 'base_version' | 'merged_version' | 'content'>;

/** What a new draft begins from. */
function beginningOf(context: Context, caller: Caller, asked: Request<'createPromptDraft'>): Beginning {
  const { name, base_version, from_draft_id } = asked;
  if (base_version && from_draft_id)
    throw invalidParameter("Name one to begin from: 'base_version' or 'from_draft_id'.");
  if (from_draft_id) {
    const draft = getDraft(context, caller, from_draft_id);
    if (draft.name === name) return { ...draft, title: `Copy of ${draft.title}` };
    throw invalidParameter(`The draft '${draft.title}' is of the prompt '${draft.name}', not of '${name}'.`);
  }
  const none = { base_version: undefined, merged_version: undefined };
  if (!base_version) return { title: 'Draft', ...none, content: EMPTY };
  const { version, content } = versionContent(context, caller, name, base_version);
  return { title: `Draft of version ${version}`, ...none, base_version: version, content };
}

function refuseTooMany(context: Context, model: store.RegisteredModelRow): void {
  const count = store.countPromptDrafts(context.store.database, model.id);
  if (count < LIMITS.promptDrafts) return;
  throw invalidParameter(
    `The prompt '${model.name}' has ${count} drafts, which is the limit. Publish or delete one first.`,
  );
}

function create(context: Context, caller: Caller, asked: Request<'createPromptDraft'>): PromptDraft {
  const model = getPromptRow(context, caller, asked.name);
  refuseTooMany(context, model);
  const beginning = beginningOf(context, caller, asked);
  const time = context.now();
  const draft: store.StoredPromptDraft = {
    draft_id: context.newId(),
    model: model.id,
    name: model.name,
    title: asked.title ?? Array.from(beginning.title).slice(0, LIMITS.draftTitle).join(''),
    base_version: beginning.base_version,
    merged_version: beginning.merged_version,
    content: asked.content ?? beginning.content,
    revision: 1,
    creation_time: time,
    last_update_time: time,
    actor: caller.actor,
    deleted_time: undefined,
  };
  store.putPromptDraft(context.store.database, draft);
  recordDraft(context, caller, 'createPromptDraft', draft);
  return shownDraft(draft);
}

function update(context: Context, caller: Caller, asked: Request<'updatePromptDraft'>): PromptDraft {
  const draft = getUnchanged(context, caller, asked.draft_id, asked.revision);
  const { title = draft.title, content } = asked;
  const next = { ...draft, title, content: content ?? draft.content };
  if (title === draft.title && JSON.stringify(next.content) === JSON.stringify(draft.content))
    return shownDraft(draft);
  return rewriteDraft(context, caller, 'updatePromptDraft', next);
}

function remove(context: Context, caller: Caller, draftId: string): void {
  const draft = getDraft(context, caller, draftId);
  const { database } = context.store;
  store.putPromptDraft(database, { ...draft, deleted_time: context.now() });
  store.sweepPromptDrafts(database, context.now() - KEPT);
  recordDraft(context, caller, 'deletePromptDraft', draft);
}

function restore(context: Context, caller: Caller, draftId: string): PromptDraft {
  const draft = anyDraft(context, caller, draftId);
  if (draft.deleted_time === undefined) return shownDraft(draft);
  if (draft.deleted_time < context.now() - KEPT)
    throw doesNotExist(`The draft '${draft.title}' was deleted more than 30 days ago.`);
  const restored = { ...draft, deleted_time: undefined };
  store.putPromptDraft(context.store.database, restored);
  recordDraft(context, caller, 'restorePromptDraft', restored);
  return shownDraft(restored);
}

export const promptDraftHandlers: Handlers<Names> = {
  createPromptDraft(context, request, caller) {
    checkTitle(request.title);
    if (request.content) checkContent(request.content);
    return context.store.write(() => ({ draft: create(context, caller, request) }));
  },

  getPromptDraft: (context, request, caller) => ({
    draft: shownDraft(getDraft(context, caller, request.draft_id)),
  }),

  listPromptDrafts(context, request, caller) {
    const model = getPromptRow(context, caller, request.name);
    return { drafts: store.listPromptDrafts(context.store.database, model.id).map(shownDraft) };
  },

  updatePromptDraft(context, request, caller) {
    checkTitle(request.title);
    if (request.content) checkContent(request.content);
    return context.store.write(() => ({ draft: update(context, caller, request) }));
  },

  deletePromptDraft(context, request, caller) {
    return context.store.write(() => {
      remove(context, caller, request.draft_id);
      return {};
    });
  },

  restorePromptDraft: (context, request, caller) =>
    context.store.write(() => ({ draft: restore(context, caller, request.draft_id) })),
};
