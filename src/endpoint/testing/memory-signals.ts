import type { Signal } from '../../contract/index.ts';
import type { SignalFeed } from '../change-feed.ts';

/** Signals that a test tells. */
export class MemorySignals implements SignalFeed {
  readonly #listeners = new Set<(signal: Signal) => void>();

  subscribe(listener: (signal: Signal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(signal: Signal): void {
    for (const listener of this.#listeners) listener(signal);
  }
}
