import { type Caller, invalidParameter, type Request } from '../contract/index.ts';
import { PROMPT_TAGS, promptTagsOf } from '../prompts/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { insertModelVersion } from './model-versions.ts';
import { checkPublishable } from './prompt-contents.ts';
import { getUnchanged, recordDraft } from './prompt-drafts.ts';
import { setAlias } from './registry-moves.ts';

/** What stands for the files that a prompt has not; MLflow's server takes no other source of a prompt. */
const SOURCE = 'dummy-source';
const RESERVED: readonly string[] = Object.values(PROMPT_TAGS);

function checkTags(tags: Request<'publishPromptDraft'>['tags']): void {
  const taken = tags?.find(({ key }) => RESERVED.includes(key));
  if (taken)
    throw invalidParameter(`'tags' holds ${taken.key}, which is written from the content of the draft.`);
}

function publish(context: Context, caller: Caller, asked: Request<'publishPromptDraft'>): string {
  const draft = getUnchanged(context, caller, asked.draft_id, asked.revision);
  checkPublishable(draft.content);
  const { name, base_version, merged_version } = draft;
  const { version } = insertModelVersion(context, caller, {
    name,
    source: SOURCE,
    description: asked.commit_message,
    tags: [...(asked.tags ?? []), ...promptTagsOf(draft.content)],
    parent_version: base_version,
    merged_version,
    operation: 'publishPromptDraft',
  });
  const move = { name, version, operation: 'publishPromptDraft' } as const;
  if (asked.alias) setAlias(context, caller, { ...move, alias: asked.alias, comment: asked.commit_message });
  store.removePromptDraft(context.store.database, draft.draft_id);
  recordDraft(context, caller, 'publishPromptDraft', draft);
  return String(version);
}

export const promptPublishHandlers: Handlers<'publishPromptDraft'> = {
  publishPromptDraft(context, request, caller) {
    if (request.commit_message.trim() === '')
      throw invalidParameter("'commit_message' is empty: say what the version changes.");
    checkTags(request.tags);
    return context.store.write(() => ({ version: publish(context, caller, request) }));
  },
};
