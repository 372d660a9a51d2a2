import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PromptDraft } from '../../../../contract/index.ts';
import { readPromptDraft, updatePromptDraft } from '../../../queries/prompt-drafts.ts';
import { DraftSession, type DraftState } from './draft-session.ts';
import { keepTyping, keptTyping } from './kept-typing.ts';

const PAUSE_MS = 700;

function later(call: () => void): () => void {
  const timer = setTimeout(call, PAUSE_MS);
  return () => clearTimeout(timer);
}

const ways = { save: updatePromptDraft, read: readPromptDraft, keep: keepTyping, later };

/** The draft as it is being edited here; what others write to it comes in by `draft`. */
export function useDraftSession(draft: PromptDraft): { session: DraftSession; state: DraftState } {
  const [session] = useState(() => new DraftSession(draft, keptTyping(draft.draft_id), ways));
  const state = useStore(session.state);
  useEffect(() => {
    session.open();
    return () => session.close();
  }, [session]);
  const { status } = state;
  useEffect(() => {
    // What came while this page was saving is heard when that is done.
    if (status !== 'saving') session.hear(draft);
  }, [session, draft, status]);
  return { session, state };
}
