import { expect, test } from 'vitest';
import { ChangeLog } from './changes.ts';
import type { Store } from './store.ts';
import { aChange } from './testing/changes.ts';
import { openTestStore } from './testing/open.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

async function storeWithChanges(ids: readonly string[] = IDS): Promise<Store & AsyncDisposable> {
  const store = await openTestStore();
  await store.write(() => {
    for (const id of ids) store.changes.append(aChange(id));
  });
  return store;
}

test('rows are numbered from 1 without gaps and chained by their hashes', async () => {
  await using store = await storeWithChanges();
  expect(store.changes.after(0, 100).map(({ seq, object_id }) => [seq, object_id])).toEqual(
    IDS.map((id, index) => [index + 1, id]),
  );
  expect(store.changes.head()).toBe(5);
  expect(store.changes.firstBroken()).toBeUndefined();
});

test('an empty log is whole and its head is 0', async () => {
  await using store = await openTestStore();
  expect([store.changes.head(), store.changes.firstBroken(), store.changes.after(0, 10)]).toEqual([
    0,
    undefined,
    [],
  ]);
});

test('a row comes back with every field it was given', async () => {
  await using store = await storeWithChanges(['a']);
  expect(store.changes.after(0, 1)).toEqual([{ seq: 1, ...aChange('a') }]);
});

test('the log goes on, whole, after the database is opened again', async () => {
  await using store = await storeWithChanges();
  const reopened = new ChangeLog(store.database);
  expect(reopened.head()).toBe(5);
  reopened.append(aChange('f'));
  expect(reopened.firstBroken()).toBeUndefined();
});

const EDITS: readonly [column: string, value: string | number][] = [
  ['time', 7],
  ['actor', 'other'],
  ['source', 'remote'],
  ['operation', 'deleteRun'],
  ['object_type', 'experiment'],
  ['object_id', 'other'],
  ['experiment_id', '2'],
  ['workspace', 'other'],
  ['counts', '{}'],
];

test.each(EDITS)('an edited %s shows, in whichever row', async (column, value) => {
  await using store = await storeWithChanges();
  for (const seq of [1, 2, 3, 4, 5]) {
    const old = store.database.value(`SELECT ${column} FROM changes WHERE seq = ?`, seq) ?? null;
    const update = store.database.statement(`UPDATE changes SET ${column} = ? WHERE seq = ?`);
    update.run(value, seq);
    expect(store.changes.firstBroken()).toBe(seq);
    update.run(old, seq);
  }
  expect(store.changes.firstBroken()).toBeUndefined();
});

test.each([1, 2, 3, 4])('the removal of row %i shows at the row after it', async (seq) => {
  await using store = await storeWithChanges();
  store.database.statement('DELETE FROM changes WHERE seq = ?').run(seq);
  expect(store.changes.firstBroken()).toBe(seq + 1);
});

test.each([
  [1, 2],
  [2, 5],
  [4, 5],
])('rows %i and %i that changed places show', async (one, other) => {
  await using store = await storeWithChanges();
  const move = store.database.statement('UPDATE changes SET seq = ? WHERE seq = ?');
  move.run(99, one);
  move.run(one, other);
  move.run(other, 99);
  expect(store.changes.firstBroken()).toBe(one);
});

test('pages of changes join to the whole log', async () => {
  await using store = await storeWithChanges();
  const seqs: number[] = [];
  for (let page = store.changes.after(0, 2); page.length > 0; page = store.changes.after(seqs.at(-1) ?? 0, 2))
    seqs.push(...page.map(({ seq }) => seq));
  expect(seqs).toEqual([1, 2, 3, 4, 5]);
  expect(store.changes.after(5, 10)).toEqual([]);
  expect(store.changes.after(3, 10).map(({ seq }) => seq)).toEqual([4, 5]);
});

test('rows that are not committed yet are not read', async () => {
  await using store = await openTestStore();
  const seen = await store.write(() => {
    store.changes.append(aChange('a'));
    return [store.changes.after(0, 10).length, store.changes.head()];
  });
  expect(seen).toEqual([0, 0]);
  expect(store.changes.head()).toBe(1);
});

test('listeners hear each commit once, in order, until they leave', async () => {
  await using store = await openTestStore();
  const heard: string[] = [];
  const leave = store.changes.subscribe((events) => heard.push(...events.map(({ seq }) => `one ${seq}`)));
  store.changes.subscribe((events) => heard.push(...events.map(({ seq }) => `two ${seq}`)));
  await store.write(() => store.changes.append(aChange('a')));
  await store.write(() => undefined);
  await store.write(() => store.changes.append(aChange('b')));
  leave();
  await store.write(() => store.changes.append(aChange('c')));
  expect(heard).toEqual(['one 1', 'two 1', 'one 2', 'two 2', 'two 3']);
});
