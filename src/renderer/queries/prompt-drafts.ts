import { useQuery } from '@tanstack/react-query';
import type { PromptContent, PromptDraft, PromptResolution, RequestInput } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { promptsKey } from './prompts.ts';
import { queryClient } from './query-client.ts';

const promptDraftsKey = ['prompt-drafts'] as const;
const REFRESH_MS = 250;

/** The drafts of a prompt, the one written last first. */
export function usePromptDrafts(name: string) {
  const queryKey = [...promptDraftsKey, 'list', name];
  useRefresh(queryKey, ({ object_type }) => object_type === 'prompt_draft', REFRESH_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => tracker.call('listPromptDrafts', { name }, { signal }),
    select: ({ drafts }) => drafts,
  });
}

/** The draft as it is now. */
export async function readPromptDraft(draft_id: string): Promise<PromptDraft> {
  const { draft } = await tracker.call('getPromptDraft', { draft_id });
  return draft;
}

/** Begins a draft: from a version, from another draft, with a content, or empty. */
export async function createPromptDraft(request: RequestInput<'createPromptDraft'>): Promise<PromptDraft> {
  const { draft } = await tracker.call('createPromptDraft', request);
  await refreshDrafts();
  return draft;
}

/** Writes a draft that is still at `revision`; rejects with RESOURCE_CONFLICT where someone wrote it meanwhile. */
export async function updatePromptDraft(
  draft_id: string,
  revision: number,
  change: { title?: string; content?: PromptContent },
): Promise<PromptDraft> {
  const { draft } = await tracker.call('updatePromptDraft', { draft_id, revision, ...change });
  return draft;
}

/** Takes a draft away; `restorePromptDraft` brings it back. */
export async function deletePromptDraft(draft_id: string): Promise<void> {
  await tracker.call('deletePromptDraft', { draft_id });
  await refreshDrafts();
}

/** Brings a deleted draft back. */
export async function restorePromptDraft(draft_id: string): Promise<void> {
  await tracker.call('restorePromptDraft', { draft_id });
  await refreshDrafts();
}

/** Merges a draft into another one; nothing is written as long as conflicts are answered. */
export async function mergePromptDrafts(
  into: PromptDraft,
  from_draft_id: string,
  resolutions: PromptResolution[],
) {
  const { draft_id, revision } = into;
  const merged = await tracker.call('mergePromptDrafts', {
    into_draft_id: draft_id,
    from_draft_id,
    revision,
    resolutions,
  });
  if (merged.draft !== undefined) await refreshDrafts();
  return merged;
}

/** Makes a version of a draft and answers with its number; the draft is gone then. */
export async function publishPromptDraft(request: RequestInput<'publishPromptDraft'>): Promise<string> {
  const { version } = await tracker.call('publishPromptDraft', request);
  await Promise.all([refreshDrafts(), queryClient.invalidateQueries({ queryKey: promptsKey })]);
  return version;
}

function refreshDrafts(): Promise<void> {
  // A draft that was published or deleted is not read anew: it is gone.
  return queryClient.invalidateQueries({ queryKey: [...promptDraftsKey, 'list'] });
}
