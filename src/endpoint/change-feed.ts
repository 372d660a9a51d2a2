import type { ChangeEvent, Signal } from '../contract/index.ts';

/** The log of committed changes as the endpoint reads it. */
export interface ChangeFeed {
  /** Sequence number of the newest committed change; 0 before the first. */
  head(): number;
  /** Committed changes after `seq`, oldest first, `limit` at most. */
  after(seq: number, limit: number): ChangeEvent[];
  /** Calls `listener` after each commit with its changes; the returned function ends that. */
  subscribe(listener: (events: readonly ChangeEvent[]) => void): () => void;
}

/** What happens besides changes; it is told once, to those who listen. */
export interface SignalFeed {
  /** Calls `listener` with each signal; the returned function ends that. */
  subscribe(listener: (signal: Signal) => void): () => void;
}
