import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backUpChecked, integrityFaults, listBackups } from './backup.ts';
import { openReader } from './database.ts';
import { openTestStore } from './testing/open.ts';

test('a checked copy has its name only when it is whole, and takes away what an interrupted one left', async () => {
  await using store = await openTestStore();
  const folder = join(dirname(store.database.path), 'backups');
  expect(listBackups(folder)).toEqual([]);
  mkdirSync(folder);
  writeFileSync(join(folder, 'earlier.db.part'), 'half a copy');
  expect(listBackups(folder)).toEqual([]);
  const reader = await openReader(store.database.path);
  const { bytes } = backUpChecked(reader, join(folder, 'a.db'));
  expect(readdirSync(folder)).toEqual(['a.db']);
  expect(listBackups(folder)).toMatchObject([{ file: 'a.db', bytes }]);
  expect(await integrityFaults(join(folder, 'a.db'))).toEqual([]);
  expect(() => backUpChecked(reader, join(folder, 'a.db'))).toThrow('There is a backup a.db already.');
  reader.close();
});
