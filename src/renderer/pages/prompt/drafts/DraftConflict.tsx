import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { PromptConflict, PromptResolution } from '../../../../contract/index.ts';
import { mergeContent } from '../../../../prompts/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { showError } from '../../../components/messages.ts';
import { RelativeTime } from '../../../components/Time.tsx';
import { actorWords } from '../../../your-name.ts';
import { ConflictSteps } from '../dialogs/ConflictSteps.tsx';
import type { DraftSession, DraftState } from './draft-session.ts';

interface DraftConflictProps {
  session: DraftSession;
  state: DraftState;
}

/** Says that someone else wrote the draft meanwhile, and offers the ways on. Nothing is lost until one is chosen. */
export function DraftConflict({ session, state: { theirs, saved, content } }: DraftConflictProps) {
  const [conflicts, setConflicts] = useState<readonly PromptConflict[]>();
  if (theirs === undefined) return null;
  const merge = (resolutions: PromptResolution[]) => {
    try {
      const merged = mergeContent(saved.content, content, theirs.content, resolutions);
      setConflicts(merged.conflicts.length === 0 ? undefined : merged.conflicts);
      if (merged.conflicts.length === 0) void session.keep(merged.content);
    } catch (error) {
      showError(error);
    }
  };
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-b border-separator bg-hover px-4 py-2 text-12"
    >
      <TriangleAlert className="text-killed" />
      <p className="min-w-40 flex-1">
        {capital(actorWords(theirs.actor))} changed this draft <RelativeTime time={theirs.last_update_time} />
        . What you typed is kept here and not saved.
      </p>
      <Button onClick={() => session.takeTheirs()}>Take theirs</Button>
      <Button onClick={() => void session.keep()}>Keep mine</Button>
      <Button look="primary" onClick={() => merge([])}>
        Merge both
      </Button>
      {conflicts && (
        <Dialog
          isOpen
          width="large"
          onClose={() => setConflicts(undefined)}
          title="Merge both"
          description="You and they changed the same places."
        >
          <ConflictSteps
            conflicts={conflicts}
            ours="Yours"
            theirs={`By ${actorWords(theirs.actor)}`}
            onResolved={merge}
          />
        </Dialog>
      )}
    </div>
  );
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
