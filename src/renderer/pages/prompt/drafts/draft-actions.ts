import type { PromptDraft } from '../../../../contract/index.ts';
import { showError, undoable } from '../../../components/messages.ts';
import { createPromptDraft, deletePromptDraft, restorePromptDraft } from '../../../queries/prompt-drafts.ts';

/** Begins a draft of a version; of nothing without one. */
export function branchFrom(name: string, base_version: string | undefined): Promise<PromptDraft> {
  return createPromptDraft({
    name,
    title: undefined,
    base_version,
    from_draft_id: undefined,
    content: base_version === undefined ? { type: 'text', template: '' } : undefined,
  });
}

const beginning = new Set<string>();

/** Begins the draft of a prompt that has nothing yet; once, however often it is asked for meanwhile. */
export async function beginFirstDraft(name: string): Promise<void> {
  if (beginning.has(name)) return;
  beginning.add(name);
  try {
    await branchFrom(name, undefined);
  } catch (error) {
    showError(error);
  } finally {
    beginning.delete(name);
  }
}

/** Takes a draft away; Undo brings it back and tells so. Resolves to whether it was done. */
export function deleteDraftWithUndo(draft: PromptDraft, onRestored: () => void): Promise<boolean> {
  return undoable({
    act: () => deletePromptDraft(draft.draft_id),
    done: `Deleted “${draft.title}”`,
    undo: async () => {
      await restorePromptDraft(draft.draft_id);
      onRestored();
    },
  });
}
