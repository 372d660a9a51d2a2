import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, integrityFaults } from './backup.ts';
import { lockDirectory } from './directory-lock.ts';
import { openStore } from './store.ts';
import { openTestStore, temporaryDirectory } from './testing/open.ts';

const open = (directory: string) => openStore({ directory, now: () => 1, synchronous: 'NORMAL' });

test('a store keeps its device id and the signatures of its page tokens when it is opened again', async () => {
  using directory = temporaryDirectory();
  const first = await open(directory.path);
  const known = [first.deviceId, first.sign('text')];
  await first.close();
  const second = await open(directory.path);
  expect([second.deviceId, second.sign('text')]).toEqual(known);
  expect(second.deviceId).toMatch(/^[0-9a-f]{32}$/);
  await second.close();
});

test('two stores have device ids and signatures of their own', async () => {
  await using one = await openTestStore();
  await using other = await openTestStore();
  expect(one.deviceId).not.toBe(other.deviceId);
  expect(one.sign('text')).not.toBe(other.sign('text'));
});

test('a closed store leaves one sound database file behind', async () => {
  using directory = temporaryDirectory();
  const store = await open(directory.path);
  await store.write(() => store.names.intern('x'));
  await store.close();
  expect(existsSync(`${store.database.path}-wal`)).toBe(false);
  expect(await integrityFaults(store.database.path)).toEqual([]);
});

test('a backup is a whole database, and never replaces a file', async () => {
  using directory = temporaryDirectory();
  await using store = await openTestStore();
  await store.write(() => store.names.intern('x'));
  const file = join(directory.path, 'sub', 'copy.db');
  backUp(store.database, file);
  expect(await integrityFaults(file)).toEqual([]);
  expect(() => backUp(store.database, file)).toThrow(
    expect.objectContaining({ code: 'RESOURCE_ALREADY_EXISTS' }),
  );
});

test('a data directory has one owner at a time', async () => {
  using directory = temporaryDirectory();
  const lock = await lockDirectory(directory.path);
  await expect(lockDirectory(directory.path)).rejects.toMatchObject({ code: 'ABORTED' });
  lock.release();
  (await lockDirectory(directory.path)).release();
});
