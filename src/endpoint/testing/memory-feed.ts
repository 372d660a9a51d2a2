import type { ChangeEvent } from '../../contract/index.ts';
import type { ChangeFeed } from '../change-feed.ts';

/** A change log in memory. `reads` counts how often it was asked for a page. */
export class MemoryFeed implements ChangeFeed {
  readonly #events: ChangeEvent[] = [];
  readonly #listeners = new Set<(events: readonly ChangeEvent[]) => void>();
  reads = 0;

  head(): number {
    return this.#events.length;
  }

  after(seq: number, limit: number): ChangeEvent[] {
    this.reads += 1;
    return this.#events.slice(seq, seq + limit);
  }

  subscribe(listener: (events: readonly ChangeEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Commits `count` changes at once. */
  commit(count: number): void {
    const events = Array.from(
      { length: count },
      (_, index): ChangeEvent => ({
        seq: this.#events.length + index + 1,
        time: 1_790_000_000_000,
        actor: 'local',
        source: 'local',
        operation: 'logBatch',
        object_type: 'run',
        object_id: 'r'.repeat(32),
        experiment_id: '0',
        workspace: 'default',
        counts: { metrics: 20 },
      }),
    );
    this.#events.push(...events);
    for (const listener of this.#listeners) listener(events);
  }
}
