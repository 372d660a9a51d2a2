import type { ArtifactPath, ArtifactStore } from '../artifacts/index.ts';
import { TrackingError } from '../contract/index.ts';
import * as store from '../store/index.ts';

/** Rows and pages of one step, and how long one transaction goes on with steps: so long other writes wait at most. */
const ROWS = 500;
const PAGES = 100;
const STEPS_MS = 5;

/**
 * Removes what has been let go of: rows of purged objects, folders of artifacts, unused pages of the database file. All of it
 * stands in the database, so that a stop or a crash at any point only means that it is gone on with at the next start.
 */
export class Sweep {
  readonly #store: store.Store;
  readonly #artifacts: ArtifactStore;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tracked: store.Store, artifacts: ArtifactStore) {
    this.#store = tracked;
    this.#artifacts = artifacts;
  }

  /** Resolves when everything noted before the call is removed. Throws where a folder cannot be; it stays noted. */
  run(): Promise<void> {
    const go = () => this.#sweep();
    const mine = this.#last.then(go, go);
    this.#last = mine;
    return mine;
  }

  async #sweep(): Promise<void> {
    const { database } = this.#store;
    await this.#while(() => store.removePurgedRows(database, ROWS));
    const failures = await this.#removeFolders();
    await this.#while(() => store.giveBackPages(database, PAGES));
    if (failures.length > 0)
      throw new TrackingError(
        'TEMPORARILY_UNAVAILABLE',
        `Removed from the database, but ${failures.length} folders of artifacts are still on the disk and are tried again at the next start. The first: ${failures[0]?.message}`,
        undefined,
        failures[0],
      );
  }

  async #while(step: () => boolean): Promise<void> {
    const steps = () => {
      const end = performance.now() + STEPS_MS;
      while (step()) if (performance.now() > end) return true;
      return false;
    };
    while (await this.#store.write(steps));
  }

  async #removeFolders(): Promise<Error[]> {
    const { database } = this.#store;
    const failures: Error[] = [];
    for (let folder = ''; ; ) {
      const next = store.nextArtifactRemoval(database, folder);
      if (next === undefined) return failures;
      folder = next;
      try {
        await this.#artifacts.delete(folder as ArtifactPath);
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(String(error)));
        continue;
      }
      await this.#store.write(() => store.forgetArtifactRemoval(database, next));
    }
  }
}
