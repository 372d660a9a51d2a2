import { useId, useState } from 'react';
import type { PromptConflict, PromptDraft, PromptResolution } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { mergePromptDrafts } from '../../../queries/prompt-drafts.ts';
import { ConflictSteps } from './ConflictSteps.tsx';

interface MergeDialogProps {
  /** The draft that is merged into, as it is saved. */
  into: PromptDraft;
  others: readonly PromptDraft[];
  onClose: () => void;
  onMerged: (draft: PromptDraft) => void;
}

/** Merges another draft into this one; where both changed the same, a person says which it is. */
export function MergeDialog({ into, others, onClose, onMerged }: MergeDialogProps) {
  const chooserId = useId();
  const [fromId, setFromId] = useState(others[0]?.draft_id ?? '');
  const [conflicts, setConflicts] = useState<readonly PromptConflict[]>();
  const [error, setError] = useState<string>();
  const from = others.find(({ draft_id }) => draft_id === fromId);
  const merge = async (resolutions: PromptResolution[]) => {
    setError(undefined);
    try {
      const merged = await mergePromptDrafts(into, fromId, resolutions);
      if (merged.draft !== undefined) onMerged(merged.draft);
      else setConflicts(merged.conflicts);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const names = { ours: into.title, theirs: from?.title ?? '' };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="large"
      title={`Merge into “${names.ours}”`}
      description="What only one of the two changed is taken by itself. The other draft stays as it is."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {conflicts === undefined && (
            <Button look="primary" disabled={from === undefined} onClick={() => void merge([])}>
              Merge
            </Button>
          )}
        </>
      }
    >
      {conflicts === undefined ? (
        <div className="text-12">
          <label htmlFor={chooserId} className="mb-1 block text-muted">
            Draft to merge
          </label>
          <select
            id={chooserId}
            value={fromId}
            onChange={({ target }) => setFromId(target.value)}
            className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5"
          >
            {others.map((draft) => (
              <option key={draft.draft_id} value={draft.draft_id}>
                {draft.title}
                {draft.base_version !== undefined && ` · from v${draft.base_version}`}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <ConflictSteps
          conflicts={conflicts}
          ours={names.ours}
          theirs={names.theirs === names.ours ? `${names.theirs} (other)` : names.theirs}
          onResolved={(resolutions) => void merge(resolutions)}
        />
      )}
      {error !== undefined && (
        <p role="alert" className="mt-2 text-12 break-words text-failed">
          {error}
        </p>
      )}
    </Dialog>
  );
}
