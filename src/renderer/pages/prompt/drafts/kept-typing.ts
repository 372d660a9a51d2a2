import type { PromptContent } from '../../../../contract/index.ts';

/** What was typed into a draft and the tracker does not have yet. */
export interface KeptTyping {
  /** Of the draft when it was typed. */
  revision: number;
  /** What the draft had then. */
  base: PromptContent;
  content: PromptContent;
  /** The text of the response format while it is no JSON. */
  formatText?: string;
}

const keyOf = (draftId: string) => `tidemark.prompt-typing.${draftId}`;

/** Keeps what was typed until the tracker has it; undefined forgets it. */
export function keepTyping(draftId: string, typing: KeptTyping | undefined): void {
  try {
    if (typing === undefined) localStorage.removeItem(keyOf(draftId));
    else localStorage.setItem(keyOf(draftId), JSON.stringify(typing));
  } catch {
    // Where the browser keeps nothing the tracker still gets it a moment later.
  }
}

/** What was typed and not saved when the page was closed. */
export function keptTyping(draftId: string): KeptTyping | undefined {
  const text = localStorage.getItem(keyOf(draftId));
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as KeptTyping;
  } catch {
    return undefined;
  }
}
