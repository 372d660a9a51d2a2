import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../backup.ts';
import { type Database, openReader, openWriter } from '../database.ts';
import { DATABASE_FILE, openStore } from '../store.ts';
import { temporaryDirectory } from '../testing/open.ts';
import { migrate, migrations } from './index.ts';
import type { Migration } from './migration.ts';

const NOTES: Migration = { name: '0001-notes', sql: 'CREATE TABLE notes (text TEXT) STRICT' };
const AUTHORS: Migration = { name: '0002-authors', sql: 'ALTER TABLE notes ADD COLUMN author TEXT' };

const neverBackUp = () => {
  throw new Error('nothing is there to back up');
};

async function inDatabase(
  work: (database: Database, directory: string) => void | Promise<void>,
): Promise<void> {
  using directory = temporaryDirectory();
  const database = await openWriter(join(directory.path, DATABASE_FILE), 'NORMAL');
  try {
    await work(database, directory.path);
  } finally {
    database.close();
  }
}

const version = (database: Database) => database.pragma('user_version');
const applied = (database: Database) =>
  database.statement('SELECT name, length(hash), applied_time FROM migrations ORDER BY name').all();

test('a new database gets every migration, each recorded with its hash and time, and no backup', () =>
  inDatabase((database) => {
    migrate(database, 5, neverBackUp, [NOTES, AUTHORS]);
    expect(version(database)).toBe(2);
    expect(applied(database)).toEqual([
      ['0001-notes', 64, 5],
      ['0002-authors', 64, 5],
    ]);
    database.statement('INSERT INTO notes VALUES (?, ?)').run('text', 'author');
  }));

test('a database that is up to date is left as it is', () =>
  inDatabase((database) => {
    migrate(database, 5, neverBackUp, [NOTES]);
    migrate(database, 6, neverBackUp, [NOTES]);
    expect(applied(database)).toEqual([['0001-notes', 64, 5]]);
  }));

test('an older database is backed up as it was, then migrated', () =>
  inDatabase(async (database, directory) => {
    migrate(database, 5, neverBackUp, [NOTES]);
    database.statement("INSERT INTO notes VALUES ('mine')").run();
    const copy = join(directory, 'copy.db');
    const versions: number[] = [];
    const backup = (old: number) => {
      versions.push(old);
      backUp(database, copy);
    };
    migrate(database, 6, backup, [NOTES, AUTHORS]);
    expect(versions).toEqual([1]);
    expect(database.statement('SELECT * FROM notes').all()).toEqual([['mine', null]]);
    const old = await openReader(copy);
    expect([version(old), old.statement('SELECT * FROM notes').all()]).toEqual([1, [['mine']]]);
    old.close();
  }));

test('nothing is migrated where the backup fails', () =>
  inDatabase((database) => {
    migrate(database, 5, neverBackUp, [NOTES]);
    expect(() => migrate(database, 6, neverBackUp, [NOTES, AUTHORS])).toThrow('nothing is there to back up');
    expect(version(database)).toBe(1);
  }));

test('an applied migration whose text was edited is refused and nothing is changed', () =>
  inDatabase((database) => {
    migrate(database, 5, neverBackUp, [NOTES]);
    const edited = { ...NOTES, sql: `${NOTES.sql} ` };
    expect(() => migrate(database, 6, neverBackUp, [edited, AUTHORS])).toThrow(
      expect.objectContaining({ code: 'INVALID_STATE', message: expect.stringContaining('0001-notes') }),
    );
    expect([version(database), applied(database)]).toEqual([1, [['0001-notes', 64, 5]]]);
  }));

test('a migration that fails leaves the version before it, whole', () =>
  inDatabase((database) => {
    const broken = { name: '0002-broken', sql: "INSERT INTO notes VALUES ('half'); CREATE TABLE notes (x)" };
    migrate(database, 5, neverBackUp, [NOTES]);
    expect(() => migrate(database, 6, () => undefined, [NOTES, broken])).toThrow('already exists');
    expect(database.inTransaction).toBe(false);
    expect([version(database), applied(database)]).toEqual([1, [['0001-notes', 64, 5]]]);
    expect(database.statement('SELECT * FROM notes').all()).toEqual([]);
    migrate(database, 7, () => undefined, [NOTES, AUTHORS]);
    expect(version(database)).toBe(2);
  }));

test('of several new migrations, those before the failing one stay', () =>
  inDatabase((database) => {
    const broken = { name: '0003-broken', sql: 'CREATE TABLE' };
    expect(() => migrate(database, 5, neverBackUp, [NOTES, AUTHORS, broken])).toThrow();
    expect(version(database)).toBe(2);
  }));

test('a database of a newer Tidemark is refused, by name and byte for byte untouched', async () => {
  using directory = temporaryDirectory();
  const file = join(directory.path, DATABASE_FILE);
  const newer = await openWriter(file, 'NORMAL');
  const added = { name: '9999-later', sql: 'CREATE TABLE later (x)' };
  migrate(newer, 5, neverBackUp, [...migrations, added]);
  newer.pragma('wal_checkpoint(TRUNCATE)');
  newer.close();
  const before = readFileSync(file);
  const opened = openStore({ directory: directory.path, now: () => 6 });
  await expect(opened).rejects.toMatchObject({
    code: 'INVALID_STATE',
    message: expect.stringContaining(`schema ${migrations.length + 1}`),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(join(directory.path, 'backups'))).toBe(false);
});

test('names of the migrations rise, since they are applied in that order', () => {
  const names = migrations.map(({ name }) => name);
  expect(names).toEqual(names.toSorted());
  expect(new Set(names).size).toBe(names.length);
});
