import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PromptContent, type PromptDraft, TrackingError } from '../../../../contract/index.ts';
import { isSameContent } from '../compare/content-parts.ts';
import type { KeptTyping } from './kept-typing.ts';

export interface DraftState {
  content: PromptContent;
  title: string;
  /** The draft as the tracker has it, as far as this page knows. */
  saved: PromptDraft;
  status: 'saved' | 'typed' | 'saving' | 'failed' | 'conflict';
  /** Why it could not be saved. */
  error: Error | undefined;
  /** What someone else wrote while there was something here that is not saved. */
  theirs: PromptDraft | undefined;
  /** The text of the response format while it is no JSON: it cannot be saved as it is. */
  formatText: string | undefined;
  /** Goes up when the content was replaced by another than what is typed. */
  generation: number;
}

/** What a session needs of the world around it. */
export interface DraftWays {
  save: (
    draftId: string,
    revision: number,
    change: { title?: string; content?: PromptContent },
  ) => Promise<PromptDraft>;
  read: (draftId: string) => Promise<PromptDraft>;
  keep: (draftId: string, typing: KeptTyping | undefined) => void;
  /** Calls back after the pause that ends a burst of typing; answers with how to cancel it. */
  later: (call: () => void) => () => void;
}

/**
 * A draft that is being edited: what is typed is kept at once, saved after a pause, and never lost. A write of someone else is
 * taken where nothing here is unsaved; else `status` is 'conflict' until one of the ways out is taken.
 */
export class DraftSession {
  readonly state: StoreApi<DraftState>;
  readonly #ways: DraftWays;
  #cancel: (() => void) | undefined;
  #saving: Promise<void> | undefined;

  constructor(draft: PromptDraft, kept: KeptTyping | undefined, ways: DraftWays) {
    this.#ways = ways;
    const isNewer = kept !== undefined && kept.revision < draft.revision;
    this.state = createStore<DraftState>(() => ({
      content: kept?.content ?? draft.content,
      title: draft.title,
      saved: isNewer ? { ...draft, revision: kept.revision, content: kept.base } : draft,
      status: kept === undefined ? 'saved' : isNewer ? 'conflict' : 'typed',
      error: undefined,
      theirs: isNewer ? draft : undefined,
      formatText: kept?.formatText,
      generation: 0,
    }));
  }

  /** Begins to save; what was kept from another time is saved after a pause. */
  open(): void {
    if (this.#now().status === 'typed') this.#plan();
  }

  /** Takes what is typed. */
  type(content: PromptContent): void {
    this.#set({ content });
    this.#typed();
  }

  typeTitle(title: string): void {
    this.#set({ title });
    this.#typed();
  }

  /** Takes the text of the response format while it is no JSON; undefined when it is again. */
  typeFormat(formatText: string | undefined): void {
    this.#set({ formatText });
    this.#keep();
  }

  /** Saves what is not saved yet; resolves when it is, or when the state says why not. */
  async save(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#saving !== undefined) await this.#saving;
    const { status } = this.#now();
    if (status !== 'typed' && status !== 'failed') return;
    this.#saving = this.#write();
    await this.#saving;
    this.#saving = undefined;
  }

  /** Hears of the draft as the tracker has it now. */
  hear(draft: PromptDraft): void {
    const { saved, status, theirs } = this.#now();
    if (draft.revision <= saved.revision || status === 'saving') return;
    if (theirs !== undefined && draft.revision <= theirs.revision) return;
    if (status === 'saved') this.#adopt(draft);
    else if (this.#isSame(draft)) this.#rest(draft);
    else this.#conflict(draft);
  }

  /** Ends a conflict: what someone else wrote is taken, what is typed here is gone. */
  takeTheirs(): void {
    const { theirs } = this.#now();
    if (theirs !== undefined) this.#adopt(theirs);
  }

  /** Ends a conflict: a content made of both, or what is typed here, replaces what someone else wrote. */
  async keep(content: PromptContent = this.#now().content): Promise<void> {
    const { theirs, generation, content: typed } = this.#now();
    if (theirs === undefined) return;
    this.#set({
      saved: theirs,
      theirs: undefined,
      content,
      status: 'typed',
      generation: content === typed ? generation : generation + 1,
    });
    this.#keep();
    await this.save();
  }

  /** Nothing is saved from now on; what was typed stays kept. */
  close(): void {
    if (this.#now().status === 'typed') void this.save();
    this.#cancel?.();
  }

  async #write(): Promise<void> {
    const { saved, content, title } = this.#now();
    this.#set({ status: 'saving', error: undefined });
    const change = {
      // A draft has to be called something: an empty title is not saved.
      ...(title !== saved.title && title.trim() !== '' && { title }),
      ...(!isSameContent(saved.content, content) && { content }),
    };
    try {
      const draft =
        Object.keys(change).length === 0
          ? saved
          : await this.#ways.save(saved.draft_id, saved.revision, change);
      this.#written(draft, content, title);
    } catch (error) {
      await this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #written(draft: PromptDraft, content: PromptContent, title: string): void {
    const now = this.#now();
    if (now.content === content && now.title === title) {
      this.#rest(draft);
      return;
    }
    this.#set({ saved: draft, status: 'typed' });
    this.#keep();
    this.#plan();
  }

  async #failed(error: Error): Promise<void> {
    this.#set({ status: 'failed', error });
    if (!(error instanceof TrackingError) || error.code !== 'RESOURCE_CONFLICT') return;
    try {
      const theirs = await this.#ways.read(this.#now().saved.draft_id);
      if (this.#isSame(theirs)) this.#rest(theirs);
      else this.#conflict(theirs);
    } catch (failure) {
      this.#set({ error: failure instanceof Error ? failure : error });
    }
  }

  #conflict(theirs: PromptDraft): void {
    this.#cancel?.();
    this.#set({ status: 'conflict', theirs, error: undefined });
  }

  #adopt(draft: PromptDraft): void {
    this.#set({ content: draft.content, title: draft.title, generation: this.#now().generation + 1 });
    this.#set({ formatText: undefined });
    this.#rest(draft);
  }

  /** Everything here is saved. */
  #rest(draft: PromptDraft): void {
    this.#set({ saved: draft, status: 'saved', error: undefined, theirs: undefined });
    if (this.#now().formatText === undefined) this.#ways.keep(draft.draft_id, undefined);
    else this.#keep();
  }

  #isSame(draft: PromptDraft): boolean {
    const { content, title } = this.#now();
    return draft.title === title && isSameContent(draft.content, content);
  }

  #typed(): void {
    this.#keep();
    const { status } = this.#now();
    if (status === 'conflict' || status === 'saving') return;
    this.#set({ status: 'typed' });
    this.#plan();
  }

  #plan(): void {
    this.#cancel?.();
    this.#cancel = this.#ways.later(() => void this.save());
  }

  #keep(): void {
    const { saved, content, formatText } = this.#now();
    this.#ways.keep(saved.draft_id, {
      revision: saved.revision,
      base: saved.content,
      content,
      ...(formatText !== undefined && { formatText }),
    });
  }

  #now(): DraftState {
    return this.state.getState();
  }

  #set(changed: Partial<DraftState>): void {
    this.state.setState(changed);
  }
}
