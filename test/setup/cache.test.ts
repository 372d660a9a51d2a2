import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cachedFolder, projectRoot } from './cache.ts';

const NAME = `test-of-the-cache-${process.pid}`;
const NO_PROCESS = 2 ** 30;
const cache = join(projectRoot, '.cache');

afterEach(() => {
  for (const path of [NAME, `locks/${NAME}`, `locks/${NAME}.gone`]) {
    rmSync(join(cache, path), { recursive: true, force: true });
  }
});

test('a folder asked for twice at once is filled once', async () => {
  let fills = 0;
  const fill = async () => {
    fills += 1;
  };
  const folders = await Promise.all([cachedFolder(NAME, fill), cachedFolder(NAME, fill)]);
  expect(fills).toBe(1);
  expect(folders[0]).toBe(folders[1]);
});

test('a filling that failed leaves nothing, and the next one starts afresh', async () => {
  await expect(cachedFolder(NAME, () => Promise.reject(new Error('no network')))).rejects.toThrow(
    'no network',
  );
  const seen: string[] = [];
  await cachedFolder(NAME, async (folder) => {
    seen.push(folder);
  });
  expect(seen).toHaveLength(1);
});

test('the lock of a process that has died is taken over', async () => {
  mkdirSync(join(cache, 'locks', NAME), { recursive: true });
  writeFileSync(join(cache, 'locks', NAME, 'owner'), JSON.stringify({ pid: NO_PROCESS, token: 'gone' }));
  let filled = false;
  await cachedFolder(NAME, async () => {
    filled = true;
  });
  expect(filled).toBe(true);
});
