import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectDropped } from './dropped-item.ts';
import { shownPath } from './shown-path.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'dropped-'));

/** A folder as MLflow's file store writes it. */
function mlruns(path: string): string {
  for (const name of ['0', '1', 'models']) mkdirSync(join(path, name), { recursive: true });
  for (const name of ['0', '1']) writeFileSync(join(path, name, 'meta.yaml'), '');
  return path;
}

test('an MLflow folder is known by the experiments in it, its parent by the folder', async () => {
  const path = mlruns(join(folder(), 'mlruns'));
  expect(await inspectDropped(path)).toEqual({
    kind: 'mlruns',
    sentence: 'mlruns is an MLflow folder (mlruns) with 2 experiments.',
  });
  expect((await inspectDropped(dirname(path))).sentence).toMatch(
    / holds an MLflow folder \(mlruns\) with 2 exp/,
  );
});

test('a data directory of Tidemark is known by its database, from inside and from outside', async () => {
  const path = folder();
  expect(await inspectDropped(path)).toMatchObject({ kind: 'empty', directory: path });
  writeFileSync(join(path, 'tidemark.db'), 'SQLite format 3\0rest');
  for (const dropped of [path, join(path, 'tidemark.db')])
    expect(await inspectDropped(dropped)).toMatchObject({ kind: 'tidemark', directory: path });
});

test("an MLflow server's database is told from another one by the tables it names", async () => {
  const path = folder();
  const database = (name: string, text: string) => {
    writeFileSync(join(path, name), `SQLite format 3\0${text}`);
    return inspectDropped(join(path, name));
  };
  const tables = 'CREATE TABLE "experiments" (…)CREATE TABLE alembic_version (…)';
  expect((await database('mlflow.db', tables)).kind).toBe('mlflow-database');
  expect((await database('other.db', 'CREATE TABLE experiments (…)')).kind).toBe('sqlite');
});

test('anything else is named for what it is', async () => {
  const path = folder();
  writeFileSync(join(path, 'a.txt'), 'x');
  writeFileSync(join(path, 'empty'), '');
  expect((await inspectDropped(join(path, 'a.txt'))).sentence).toBe('a.txt is a file of 1 byte.');
  expect((await inspectDropped(join(path, 'empty'))).sentence).toBe('empty is a file of 0 bytes.');
  expect((await inspectDropped(path)).sentence).toMatch(/ is a folder with 2 items, none of which/);
  expect((await inspectDropped(join(path, 'none'))).kind).toBe('missing');
  expect((await inspectDropped('/dev/null')).kind).toBe('file');
});

test('a page can have shown what lies in the data directory, and nothing that a link leads out to', async () => {
  const path = folder();
  mkdirSync(join(path, 'artifacts/0/run'), { recursive: true });
  writeFileSync(join(path, 'artifacts/0/run/a.txt'), 'x');
  symlinkSync('/etc', join(path, 'artifacts/0/run/out'));
  const shown = (item: string) => shownPath(path, { place: 'artifacts', path: item });
  expect(await shown('0/run/a.txt')).toMatch(/a\.txt$/);
  expect(await shown('0/run/out/passwd')).toBeUndefined();
  expect(await shown('0/none')).toBeUndefined();
  expect(await shownPath(path, { place: 'data' })).toBeDefined();
  expect(await shownPath(path, { place: 'backups' })).toBeUndefined();
});
