import type { ChangeEvent } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { LiveRule } from './alert-watch.ts';
import type { Context } from './context.ts';
import { isLogging } from './last-writers.ts';

const LOOK_MS = 15_000;
const MINUTE = 60_000;

/**
 * Raises the alerts of stall rules: a running run that was not written to for so long. The time while the engine was not there to
 * be written to does not count. While there is no such rule, or no run that may stall, nothing is done at all.
 */
export class StallWatch {
  readonly #context: Context;
  readonly #ignoreRules: () => void;
  #unsubscribe: (() => void) | undefined;
  #rules: LiveRule[] = [];
  /** When each run that may stall was last written to, as far as it was seen. */
  readonly #written = new Map<string, number>();
  /** Runs with open alerts. */
  readonly #stalled = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(context: Context) {
    this.#context = context;
    this.#ignoreRules = context.alerts.onRules(() => this.#alone(this.resume()));
  }

  close(): void {
    this.#isClosed = true;
    this.#ignoreRules();
    this.#rest();
  }

  /** Work that nobody waits for: what is cut short by the engine's end is gone on with at the next start. */
  #alone(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#isClosed) this.#context.report(error);
    });
  }

  /** Takes up the rules as they are now, and the runs that are running. */
  async resume(): Promise<void> {
    this.#rules = this.#context.alerts.rulesOf('stall');
    if (this.#rules.length === 0) return this.#rest();
    if (this.#unsubscribe === undefined) await this.#begin();
    else await this.#look();
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written.clear();
    this.#stalled.clear();
  }

  async #begin(): Promise<void> {
    const { changes, database, readers } = this.#context.store;
    const since = this.#context.now();
    this.#unsubscribe = changes.subscribe((events) => this.#heard(events));
    for (const runId of store.runsWithOpenAlerts(database, 'stall')) this.#stalled.add(runId);
    const { rest } = await readers.run('allRunningRuns', undefined);
    for (const runId of [...rest, ...this.#stalled]) {
      const writer = await this.#context.lastWriters.find(runId);
      if (!this.#written.has(runId)) this.#written.set(runId, writer?.time ?? since);
    }
    await this.#look();
  }

  #heard(events: readonly ChangeEvent[]): void {
    for (const { object_type, object_id, operation, time } of events) {
      if (object_type !== 'run' || !isLogging(operation)) continue;
      this.#written.set(object_id, time);
      if (this.#stalled.delete(object_id)) this.#alone(this.#recover(object_id));
    }
    this.#plan();
  }

  async #recover(runId: string): Promise<void> {
    await this.#context.store.write(() => {
      const run = store.findRun(this.#context.store.database, runId);
      if (run !== undefined) this.#close(run);
    });
  }

  /** Closes what is open of a run that writes again, or that need not any more. Call within a write. */
  #close(run: store.RunRow): void {
    const open = this.#context.alerts.openAlerts(run);
    for (const { rule_id } of this.#rules) {
      const alert = open.get(rule_id);
      if (alert !== undefined) this.#context.alerts.recover(alert, run);
    }
  }

  #plan(): void {
    const isIdle = this.#written.size === 0 || this.#unsubscribe === undefined;
    if (this.#isClosed || this.#timer !== undefined || isIdle) return;
    this.#timer = setTimeout(() => this.#alone(this.#look()), LOOK_MS).unref();
  }

  async #look(): Promise<void> {
    try {
      await this.#lookAtQuiet();
    } finally {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#plan();
    }
  }

  /** Only runs that some rule may be about are looked at; those that have ended are let go of. */
  async #lookAtQuiet(): Promise<void> {
    const now = this.#context.now();
    const least = Math.min(...this.#rules.map(({ minutes = 0 }) => minutes)) * MINUTE;
    const quiet = [...this.#written].filter(([, time]) => now - time >= least);
    if (quiet.length === 0) return;
    const found = await this.#context.store.write(() =>
      quiet.map(([runId, time]) => ({ runId, time, state: this.#judge(runId, now) })),
    );
    for (const { runId, time, state } of found) {
      const hasWritten = this.#written.get(runId) !== time;
      if (state === 'stalled' && hasWritten) await this.#recover(runId);
      else if (state === 'stalled') this.#stalled.add(runId);
      else if (state === 'ended' && !hasWritten) this.#forget(runId);
    }
  }

  #forget(runId: string): void {
    this.#written.delete(runId);
    this.#stalled.delete(runId);
  }

  /** Call within a write. */
  #judge(runId: string, now: number): 'ended' | 'stalled' | 'running' {
    const { database } = this.#context.store;
    const run = store.findRun(database, runId);
    if (run === undefined) return 'ended';
    if (run.deleted || store.runInfo(database, run.id)?.status !== 'RUNNING') {
      this.#close(run);
      return 'ended';
    }
    const open = this.#context.alerts.openAlerts(run);
    const quiet = now - (this.#written.get(runId) ?? now);
    const due = this.#rules.filter(
      (rule) => quiet >= (rule.minutes ?? 0) * MINUTE && this.#context.alerts.applies(rule, run),
    );
    for (const rule of due) if (!open.has(rule.rule_id)) this.#context.alerts.raise(rule, run, {});
    return due.length > 0 ? 'stalled' : 'running';
  }
}
