import { setImmediate } from 'node:timers/promises';
import type { ChangeEvent, ClientProcess } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { stateOf } from './liveness.ts';

const LOOK_MS = 3000;
/** So many runs are looked at before others have their turn. */
const AT_ONCE = 100;
/** So many interrupted runs are remembered, so that their coming back is told. */
const KEPT = 10_000;

/**
 * Tells when a running run turns interrupted, and when it comes back. Only runs that may turn by themselves are looked at:
 * those that someone wrote to and whose process exists. While there is none, nothing is done at all.
 */
export class LivenessWatch {
  readonly #context: Context;
  readonly #unsubscribe: () => void;
  readonly #watched = new Set<string>();
  readonly #interrupted = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(context: Context) {
    this.#context = context;
    this.#unsubscribe =
      context.isRunning === undefined
        ? () => undefined
        : context.store.changes.subscribe((events) => this.#heard(events));
  }

  /** Goes on with the runs that were running when the engine last stopped. Pages ask for their state when they come back. */
  async resume(): Promise<void> {
    if (this.#context.isRunning === undefined) return;
    const { rest } = await this.#context.store.readers.run('runningRuns', undefined);
    for (const runId of rest) this.#watched.add(runId);
    await this.#look(false);
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #heard(events: readonly ChangeEvent[]): void {
    for (const { object_type, object_id } of events) if (object_type === 'run') this.#watched.add(object_id);
    this.#plan();
  }

  #plan(): void {
    if (this.#isClosed || this.#timer !== undefined || this.#watched.size === 0) return;
    const look = () => this.#look(true).catch(this.#context.report);
    this.#timer = setTimeout(look, LOOK_MS).unref();
  }

  async #look(isTold: boolean): Promise<void> {
    try {
      await this.#lookAtAll(isTold);
    } finally {
      this.#timer = undefined;
      this.#plan();
    }
  }

  async #lookAtAll(isTold: boolean): Promise<void> {
    const states = new Map<string, Promise<boolean>>();
    const isRunning = (process: ClientProcess) => {
      const key = `${process.pid} ${process.started}`;
      const known = states.get(key) ?? this.#context.isRunning?.(process) ?? Promise.resolve(false);
      states.set(key, known);
      return known;
    };
    let looked = 0;
    for (const runId of [...this.#watched]) {
      if (looked++ % AT_ONCE === 0) await setImmediate();
      if (this.#isClosed) return;
      await this.#lookAt(runId, { ...this.#context, isRunning }, isTold);
    }
  }

  async #lookAt(runId: string, context: Context, isTold: boolean): Promise<void> {
    const { database } = this.#context.store;
    const run = store.findRun(database, runId);
    const isThere = run !== undefined && !run.deleted;
    const { state } = isThere ? await stateOf(context, run.id, runId) : { state: 'unknown' as const };
    // One that ended or was deleted meanwhile is told of by its own change.
    if (state !== 'alive') this.#watched.delete(runId);
    if (this.#isClosed || !isThere) return;
    const wasInterrupted = this.#interrupted.has(runId);
    if (state === 'interrupted') this.#keep(runId);
    else this.#interrupted.delete(runId);
    if (!isTold || state === 'unknown' || (state === 'interrupted') === wasInterrupted) return;
    this.#context.signals.tell({
      kind: 'liveness',
      run_id: runId,
      experiment_id: String(run.experiment_id),
      state,
    });
  }

  #keep(runId: string): void {
    const [oldest] = this.#interrupted.size >= KEPT ? this.#interrupted : [];
    if (oldest !== undefined) this.#interrupted.delete(oldest);
    this.#interrupted.add(runId);
  }
}
