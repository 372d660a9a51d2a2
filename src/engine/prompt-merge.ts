import {
  type Caller,
  invalidParameter,
  type PromptContent,
  type Request,
  type Response,
  TrackingError,
} from '../contract/index.ts';
import { mergeContent } from '../prompts/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { checkCount, LIMITS } from './limits.ts';
import { checkContent, readable, versionContent } from './prompt-contents.ts';
import { getDraft, getUnchanged, rewriteDraft } from './prompt-drafts.ts';

/** The versions that each version of a prompt was made from. One that says nothing follows the one before it. */
function parentsOf(context: Context, model: number): (version: number) => number[] {
  const versions = store.versionParents(context.store.database, model);
  const known = new Map(versions.map(({ version, parents }) => [version, parents]));
  const before = (version: number) => versions.findLast((one) => one.version < version)?.version;
  return (version) => {
    const parents = known.get(version) ?? [];
    const standing = parents.map((parent) => (known.has(parent) ? parent : before(parent)));
    return (parents.length === 0 ? [before(version)] : standing).filter((parent) => parent !== undefined);
  };
}

/** Versions and all they came from. */
function ancestry(
  start: readonly (number | undefined)[],
  parents: (version: number) => number[],
): Set<number> {
  const found = new Set<number>();
  const open = start.filter((version) => version !== undefined);
  for (let version = open.pop(); version !== undefined; version = open.pop()) {
    if (found.has(version)) continue;
    found.add(version);
    open.push(...parents(version));
  }
  return found;
}

type Draft = store.StoredPromptDraft;

/** The newest version that both came from: versions are made after those they came from, so that it is the nearest. */
function commonVersion(context: Context, ours: Draft, theirs: Draft): number | undefined {
  const parents = parentsOf(context, ours.model);
  const standing = (draft: Draft) => ancestry([draft.base_version, draft.merged_version], parents);
  const [own, other] = [standing(ours), standing(theirs)];
  const common = [...own].filter((version) => other.has(version));
  return common.length === 0 ? undefined : Math.max(...common);
}

/** What the two drafts have in common. */
function baseContent(context: Context, caller: Caller, ours: Draft, theirs: Draft): PromptContent {
  const version = commonVersion(context, ours, theirs);
  if (version !== undefined) return versionContent(context, caller, ours.name, version).content;
  const areChats = ours.content.type === 'chat' && theirs.content.type === 'chat';
  return areChats ? { type: 'chat', messages: [] } : { type: 'text', template: '' };
}

function merge(
  context: Context,
  caller: Caller,
  asked: Request<'mergePromptDrafts'>,
): Response<'mergePromptDrafts'> {
  const ours = getUnchanged(context, caller, asked.into_draft_id, asked.revision);
  const theirs = getDraft(context, caller, asked.from_draft_id);
  if (ours.draft_id === theirs.draft_id) throw invalidParameter('A draft cannot be merged into itself.');
  if (ours.model !== theirs.model)
    throw invalidParameter(`The drafts are of two prompts, '${ours.name}' and '${theirs.name}'.`);
  const base = baseContent(context, caller, ours, theirs);
  const { content, conflicts, unknown } = readable('The drafts cannot be merged so', () =>
    mergeContent(base, ours.content, theirs.content, asked.resolutions ?? []),
  );
  if (unknown.length > 0)
    throw new TrackingError(
      'RESOURCE_CONFLICT',
      `The draft '${theirs.title}' was changed since the conflicts were listed (${unknown.length} resolutions name none that is there); nothing was written. List them again.`,
    );
  if (conflicts.length > 0) return { conflicts };
  checkContent(content);
  const merged = { ...ours, content, merged_version: theirs.base_version ?? ours.merged_version };
  return { draft: rewriteDraft(context, caller, 'mergePromptDrafts', merged), conflicts: [] };
}

export const promptMergeHandlers: Handlers<'mergePromptDrafts'> = {
  mergePromptDrafts(context, request, caller) {
    checkCount(request.resolutions?.length ?? 0, LIMITS.mergeResolutions, 'resolutions');
    return context.store.write(() => merge(context, caller, request));
  },
};
