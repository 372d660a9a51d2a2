import { expect, test } from 'vitest';
import { openTestStore } from '../store/testing/open.ts';
import { LiveFeed } from './live-feed.ts';

test('while nobody follows, no run is followed and commits are not listened to', async () => {
  await using store = await openTestStore();
  let listeners = 0;
  const subscribe: typeof store.changes.subscribe = (listener) => {
    listeners += 1;
    const unsubscribe = store.changes.subscribe(listener);
    return () => {
      listeners -= 1;
      unsubscribe();
    };
  };
  const changes = Object.assign(Object.create(store.changes), { head: () => 3, subscribe });
  const feed = new LiveFeed({ changes });
  const state = () => [listeners, feed.isFollowed('a'), feed.isFollowed('b')];
  expect(state()).toEqual([0, false, false]);
  const first = feed.follow({ run_ids: ['a', 'b'], metric_keys: ['loss'] }, () => undefined);
  const second = feed.follow({ run_ids: ['a'], metric_keys: ['loss'] }, () => undefined);
  expect([first.seq, ...state()]).toEqual([3, 1, true, true]);
  first.close();
  expect(state()).toEqual([1, true, false]);
  second.close();
  expect(state()).toEqual([0, false, false]);
});
