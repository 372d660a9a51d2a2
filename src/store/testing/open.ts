import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../store.ts';

/** A folder of its own for one test; removed with everything in it when the test's scope ends. */
export function temporaryDirectory(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'store-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A store in a folder of its own; closed and removed when the test's scope ends. */
export async function openTestStore(now: () => number = () => 1_000_000): Promise<Store & AsyncDisposable> {
  const directory = temporaryDirectory();
  const store = await openStore({ directory: directory.path, now, synchronous: 'NORMAL' });
  return Object.assign(store, {
    [Symbol.asyncDispose]: async () => {
      await store.close();
      directory[Symbol.dispose]();
    },
  });
}

/** The seed of a random test, printed so that a failure can be run again with SEED=. */
export function printedSeed(test: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`${test}: SEED=${seed}`);
  return seed;
}
