import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectDropped } from './dropped-item.ts';
import { shownPath } from './shown-path.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'dropped-'));

test('an MLflow folder is known by the experiments in it', async () => {
  const path = join(folder(), 'mlruns');
  for (const name of ['0', '1', 'models']) mkdirSync(join(path, name), { recursive: true });
  for (const name of ['0', '1']) writeFileSync(join(path, name, 'meta.yaml'), '');
  expect(await inspectDropped(path)).toEqual({
    kind: 'mlruns',
    sentence: 'mlruns is an MLflow folder with 2 experiments.',
  });
});

test("an MLflow server's database and a data directory of Tidemark are known by what is in them", async () => {
  const path = folder();
  writeFileSync(join(path, 'mlflow.db'), 'SQLite format 3\0rest');
  expect((await inspectDropped(join(path, 'mlflow.db'))).kind).toBe('sqlite');
  writeFileSync(join(path, 'tidemark.db'), '');
  expect((await inspectDropped(path)).kind).toBe('tidemark');
});

test('anything else is named for what it is', async () => {
  const path = folder();
  writeFileSync(join(path, 'a.txt'), 'x');
  expect((await inspectDropped(join(path, 'a.txt'))).sentence).toBe('a.txt is a file of 1 byte.');
  expect((await inspectDropped(path)).sentence).toMatch(/ is a folder with 1 item\.$/);
  expect((await inspectDropped(join(path, 'none'))).kind).toBe('missing');
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
