import { describe, expect, test } from 'vitest';
import { type PromptContent, type PromptDraft, TrackingError } from '../../../../contract/index.ts';
import { DraftSession } from './draft-session.ts';
import type { KeptTyping } from './kept-typing.ts';

const text = (template: string): PromptContent => ({ type: 'text', template });

/** A tracker of one draft, which refuses what was not typed at its revision, and a place that keeps what is typed. */
class OneDraft {
  draft: PromptDraft = {
    draft_id: 'd1',
    name: 'qa',
    title: 'Draft',
    content: text('Hello'),
    revision: 1,
    creation_time: 0,
    last_update_time: 0,
    actor: 'ann',
  };
  kept: KeptTyping | undefined;
  isGone = false;
  pauseEnds: (() => void) | undefined;

  write(content: PromptContent, actor = 'ben'): PromptDraft {
    this.draft = { ...this.draft, content, actor, revision: this.draft.revision + 1 };
    return this.draft;
  }

  open(): DraftSession {
    return new DraftSession(this.draft, this.kept, {
      save: async (_id, revision, { content = this.draft.content }) => {
        if (this.isGone) throw new Error('The tracker is gone.');
        if (revision !== this.draft.revision)
          throw new TrackingError('RESOURCE_CONFLICT', `${this.draft.actor} changed it.`);
        return this.write(content, 'ann');
      },
      read: async () => this.draft,
      keep: (_id, typing) => {
        this.kept = typing;
      },
      later: (call) => {
        this.pauseEnds = call;
        return () => {
          this.pauseEnds = undefined;
        };
      },
    });
  }
}

const opened = () => {
  const tracker = new OneDraft();
  return { tracker, session: tracker.open() };
};

describe('editing a draft', () => {
  test('what is typed is kept at once, saved after a pause, and then no longer kept', async () => {
    const { tracker, session } = opened();
    session.type(text('Hello there'));
    expect(tracker.kept?.content).toEqual(text('Hello there'));
    expect(tracker.draft.content).toEqual(text('Hello'));
    tracker.pauseEnds?.();
    await session.save();
    expect(tracker.draft.content).toEqual(text('Hello there'));
    expect(tracker.kept).toBeUndefined();
    expect(session.state.getState().status).toBe('saved');
  });

  test('what is typed while a save is under way is saved next', async () => {
    const { tracker, session } = opened();
    session.type(text('one'));
    const first = session.save();
    session.type(text('two'));
    await first;
    expect(tracker.draft.content).toEqual(text('one'));
    expect(session.state.getState().status).toBe('typed');
    await session.save();
    expect(tracker.draft.content).toEqual(text('two'));
  });

  test('a write of someone else is taken where nothing here is unsaved', () => {
    const { tracker, session } = opened();
    session.hear(tracker.write(text('Theirs')));
    expect(session.state.getState()).toMatchObject({
      content: text('Theirs'),
      status: 'saved',
      generation: 1,
    });
  });

  test('a write of someone else besides typing is a conflict, and both texts are there', async () => {
    const { tracker, session } = opened();
    session.type(text('Mine'));
    tracker.write(text('Theirs'));
    await session.save();
    const { status, content, theirs } = session.state.getState();
    expect(status).toBe('conflict');
    expect(content).toEqual(text('Mine'));
    expect(theirs?.content).toEqual(text('Theirs'));
    expect(tracker.draft.content).toEqual(text('Theirs'));
  });

  test('a conflict ends by keeping mine, which is saved over theirs', async () => {
    const { tracker, session } = opened();
    session.type(text('Mine'));
    session.hear(tracker.write(text('Theirs')));
    await session.keep();
    expect(tracker.draft.content).toEqual(text('Mine'));
    expect(session.state.getState().status).toBe('saved');
  });

  test('a conflict ends by taking theirs, or by a content made of both', async () => {
    const { tracker, session } = opened();
    session.type(text('Mine'));
    session.hear(tracker.write(text('Theirs')));
    session.takeTheirs();
    expect(session.state.getState().content).toEqual(text('Theirs'));
    expect(tracker.kept).toBeUndefined();
    session.type(text('Mine again'));
    session.hear(tracker.write(text('Theirs again')));
    await session.keep(text('Both'));
    expect(tracker.draft.content).toEqual(text('Both'));
    expect(session.state.getState().content).toEqual(text('Both'));
  });

  test('the same text written by both is no conflict', async () => {
    const { tracker, session } = opened();
    session.type(text('Same'));
    tracker.write(text('Same'));
    await session.save();
    expect(session.state.getState().status).toBe('saved');
  });

  test('what could not be saved is there when the page is opened again, and saved then', async () => {
    const { tracker, session } = opened();
    tracker.isGone = true;
    session.type(text('Typed on a train'));
    await session.save();
    expect(session.state.getState()).toMatchObject({
      status: 'failed',
      error: new Error('The tracker is gone.'),
    });
    tracker.isGone = false;
    const again = tracker.open();
    expect(again.state.getState().content).toEqual(text('Typed on a train'));
    await again.save();
    expect(tracker.draft.content).toEqual(text('Typed on a train'));
  });

  test('what was kept over an older revision is a conflict when the page is opened again', () => {
    const { tracker, session } = opened();
    session.type(text('Mine'));
    tracker.write(text('Theirs'));
    const again = tracker.open();
    expect(again.state.getState()).toMatchObject({ status: 'conflict', content: text('Mine') });
    expect(again.state.getState().saved.content).toEqual(text('Hello'));
  });

  test('a response format that is no JSON yet is kept with the rest', () => {
    const { tracker, session } = opened();
    session.typeFormat('{"type": ');
    expect(tracker.open().state.getState().formatText).toBe('{"type": ');
    session.typeFormat(undefined);
  });
});
