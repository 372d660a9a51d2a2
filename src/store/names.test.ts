import { expect, test } from 'vitest';
import { openTestStore } from './testing/open.ts';

test('a name keeps its id, and names that differ in case or normal form have their own', async () => {
  await using store = await openTestStore();
  const names = ['acc', 'Acc', 'é', 'e\u0301', ''];
  const ids = await store.write(() => names.map((name) => store.names.intern(name)));
  expect(new Set(ids).size).toBe(names.length);
  expect(await store.write(() => names.map((name) => store.names.intern(name)))).toEqual(ids);
  expect(names.map((name) => store.names.find(name))).toEqual(ids);
});

test('an unknown name has no id, and asking for it does not store it', async () => {
  await using store = await openTestStore();
  expect(store.names.find('nothing')).toBeUndefined();
  expect(store.database.value('SELECT count(*) FROM names')).toBe(0);
});

test('names of a write that was rolled back are forgotten, so that their ids can go to others', async () => {
  await using store = await openTestStore();
  const failed = store.write(() => {
    store.names.intern('lost');
    throw new Error('undo');
  });
  await expect(failed).rejects.toThrow('undo');
  const other = await store.write(() => store.names.intern('other'));
  const lost = await store.write(() => store.names.intern('lost'));
  expect(lost).not.toBe(other);
  expect(store.database.statement('SELECT name FROM names ORDER BY id').all().flat()).toEqual([
    'other',
    'lost',
  ]);
});
