import { createClient } from '../client/index.ts';
import { followChanges } from './change-stream.ts';
import { coalesced } from './coalesce.ts';
import type { RunNotice } from './run-notice.ts';
import { RunWatch } from './run-watch.ts';

const REFRESH_MS = 250;
/** Rarely enough that a hundred runs that log without pause cost their tracker nothing it would notice. */
const MEASURE_MS = 3000;
const SILENCE_MS = 30_000;

interface Told {
  onCount(running: number): void;
  onNotice(notice: RunNotice): void;
  stalledMs(): number;
}

/** Follows the runs of one tracker. What was told is remembered while the tracker is away, at another address too. */
export class RunFollower {
  readonly #watch: RunWatch;

  constructor(told: Told) {
    this.#watch = new RunWatch({ ...told, now: Date.now });
  }

  /** Follows the tracker at this address until the signal. Work that fails is done anew after the next connection. */
  follow(url: string, signal: AbortSignal): void {
    const watch = this.#watch;
    const client = createClient({ baseUrl: url });
    const ignored = () => undefined;
    const refresh = coalesced(() => watch.refresh(client), REFRESH_MS, ignored);
    const measure = coalesced(() => watch.measure(client).finally(again), MEASURE_MS, ignored);
    function again(): void {
      if (watch.hasMeasured && !signal.aborted) measure();
    }
    const lookForStalled = coalesced(() => watch.findStalled(client), 0, ignored);
    const timer = setInterval(lookForStalled, SILENCE_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
    void followChanges(url, {
      signal,
      onEvent: (event) => {
        if (event !== undefined && 'signal' in event) return watch.noteSignal(event.signal);
        if (watch.note(event?.change)) refresh();
        again();
      },
    });
  }
}
