import { expect, test } from 'vitest';
import { TrackingError } from '../contract/index.ts';
import { openReader } from './database.ts';
import type { Store } from './store.ts';
import { aChange } from './testing/changes.ts';
import { openTestStore } from './testing/open.ts';

const put = (store: Store, key: string) =>
  store.database.statement('INSERT INTO settings VALUES (?, ?)').run(key, 'x').changes;

const has = (store: Store, key: string) =>
  store.database.value('SELECT 1 FROM settings WHERE key = ?', key) === 1;

/** Counts how often a statement is run from now on. */
function countRuns(store: Store, wanted: string): { runs: number } {
  const count = { runs: 0 };
  const prepare = store.database.statement.bind(store.database);
  store.database.statement = (sql) => {
    if (sql === wanted) count.runs += 1;
    return prepare(sql);
  };
  return count;
}

test('writes that arrive together share one transaction, and each gets its own result', async () => {
  await using store = await openTestStore();
  const commits = countRuns(store, 'COMMIT');
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      store.write(() => {
        put(store, `k${index}`);
        return index;
      }),
    ),
  );
  expect(results).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(commits.runs).toBe(1);
  expect(has(store, 'k49')).toBe(true);
});

test('a write is on disk for other connections when its promise resolves', async () => {
  await using store = await openTestStore();
  await store.write(() => put(store, 'seen'));
  const reader = await openReader(store.database.path);
  expect(reader.value("SELECT count(*) FROM settings WHERE key = 'seen'")).toBe(1);
  reader.close();
});

test('one write that throws undoes itself alone: its rows, its names and its changes', async () => {
  await using store = await openTestStore();
  const heard: string[] = [];
  store.changes.subscribe((events) => heard.push(...events.map(({ object_id }) => object_id)));
  const first = store.write(() => {
    store.changes.append(aChange('first'));
    return [put(store, 'first'), store.names.intern('kept')];
  });
  const second = store.write(() => {
    store.changes.append(aChange('second'));
    put(store, 'second');
    store.names.intern('undone');
    throw new TrackingError('ABORTED', 'no');
  });
  const third = store.write(() => {
    store.changes.append(aChange('third'));
    return [put(store, 'third'), store.names.intern('new')];
  });
  await expect(second).rejects.toThrow('no');
  const [[, kept], [, fresh]] = await Promise.all([first, third]);
  expect([has(store, 'first'), has(store, 'second'), has(store, 'third')]).toEqual([true, false, true]);
  expect(store.names.find('undone')).toBeUndefined();
  expect([store.names.find('kept'), store.names.find('new')]).toEqual([kept, fresh]);
  expect(store.changes.after(0, 10).map(({ object_id }) => object_id)).toEqual(['first', 'third']);
  expect(heard).toEqual(['first', 'third']);
  expect(store.changes.firstBroken()).toBeUndefined();
});

test('a fatal error rejects every write of the group and leaves the store usable', async () => {
  await using store = await openTestStore();
  const before = store.write(() => {
    store.changes.append(aChange('before'));
    return put(store, 'before');
  });
  // What SQLite does by itself after a full disk or an input/output error.
  const fatal = store.write(() => {
    store.database.exec('ROLLBACK');
    throw Object.assign(new Error('disk'), { code: 'SQLITE_FULL' });
  });
  const after = store.write(() => put(store, 'after'));
  const outcomes = await Promise.allSettled([before, fatal, after]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'INSUFFICIENT_STORAGE' } });
  expect([has(store, 'before'), has(store, 'after')]).toEqual([false, false]);
  await store.write(() => store.changes.append(aChange('next')));
  expect(store.changes.after(0, 10).map(({ object_id }) => object_id)).toEqual(['next']);
  expect(store.changes.firstBroken()).toBeUndefined();
});

test('a commit that fails rejects its writes and stores nothing of them', async () => {
  await using store = await openTestStore();
  store.database.exec(
    'CREATE TABLE children (parent TEXT REFERENCES settings DEFERRABLE INITIALLY DEFERRED)',
  );
  const write = store.write(() => {
    put(store, 'gone');
    store.database.statement("INSERT INTO children VALUES ('nobody')").run();
  });
  await expect(write).rejects.toThrow();
  expect(has(store, 'gone')).toBe(false);
  await store.write(() => put(store, 'fine'));
  expect(has(store, 'fine')).toBe(true);
});

test('changes are published once their transaction is committed, in the order of their writes', async () => {
  await using store = await openTestStore();
  const reader = await openReader(store.database.path);
  const heard: unknown[] = [];
  store.changes.subscribe((events) => {
    const visible = reader.value('SELECT max(seq) FROM changes');
    heard.push([store.database.inTransaction, visible, events.map(({ object_id }) => object_id)]);
  });
  await Promise.all(['a', 'b'].map((id) => store.write(() => store.changes.append(aChange(id)))));
  expect(heard).toEqual([[false, 2, ['a', 'b']]]);
  reader.close();
});

test('closing commits what is queued and refuses what comes later', async () => {
  const store = await openTestStore();
  const queued = store.write(() => put(store, 'queued'));
  await store[Symbol.asyncDispose]();
  expect(await queued).toBe(1);
  await expect(store.write(() => 1)).rejects.toMatchObject({ code: 'TEMPORARILY_UNAVAILABLE' });
});
