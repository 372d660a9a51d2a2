import type { Signal } from '../contract/index.ts';

/** What listeners are told while it happens: it is not stored, and nobody is told twice. */
export class Signals {
  readonly #listeners = new Set<(signal: Signal) => void>();

  tell(signal: Signal): void {
    for (const listener of this.#listeners) listener(signal);
  }

  /** Calls `listener` with each signal from now on; the returned function ends that. */
  subscribe(listener: (signal: Signal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
