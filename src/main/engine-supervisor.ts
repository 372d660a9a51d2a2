import type { EngineReport, EngineState } from '../contract/index.ts';
import { backOff } from './back-off.ts';

/** A process that runs an engine, or follows one that runs elsewhere. It reports once, then lives as long as its engine. */
export interface EngineProcess {
  onReport(listener: (report: EngineReport) => void): void;
  onExit(listener: () => void): void;
  /** Asks it to close its engine and end; one that does not in time is killed. */
  stop(): void;
}

interface Surroundings {
  /** Starts a process; the port is where the last engine answered, so that scripts find the next one there. */
  fork(port: number | undefined): EngineProcess;
  /** Calls `then` after so many milliseconds, unless the returned function is called before. */
  after(ms: number, then: () => void): () => void;
  now(): number;
}

const GIVE_UP_AFTER = 5;
/** An engine that ran this long was well: its end is the first failure, not one more. */
const WELL_MS = 30_000;

/** Keeps an engine running: starts it, restarts it with growing pauses, says how it is, stops it. */
export class EngineSupervisor {
  readonly #around: Surroundings;
  readonly #listeners = new Set<(state: EngineState) => void>();
  #state: EngineState = { status: 'starting' };
  #process: EngineProcess | undefined;
  #directory: string | undefined;
  #port: number | undefined;
  #failures = 0;
  #readySince: number | undefined;
  #reason: string | undefined;
  #isAsked = false;
  #cancel: (() => void) | undefined;
  #stopped: (() => void) | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Where the engine answers; undefined while none does. */
  get url(): string | undefined {
    return this.#state.status === 'ready' ? this.#state.url : undefined;
  }

  /** Data directory of the engine last ready, where it is on this machine. */
  get directory(): string | undefined {
    return this.#directory;
  }

  /** Calls `listener` on every change of state; the returned function ends that. */
  subscribe(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#cancel = undefined;
    const started = this.#around.fork(this.#port);
    this.#process = started;
    started.onReport((report) => this.#report(report));
    started.onExit(() => this.#ended());
  }

  /** Ends what runs and starts anew, at once where nothing runs. Nobody is sent to the old engine from here on. */
  restart(): void {
    this.#failures = 0;
    this.#directory = undefined;
    this.#cancel?.();
    this.#become({ status: 'starting' });
    this.#isAsked = this.#process !== undefined;
    if (this.#process === undefined) this.start();
    else this.#process.stop();
  }

  /** Ends the engine where it is ours and answers when its process is gone. */
  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    const running = this.#process;
    if (running === undefined) return;
    await new Promise<void>((resolve) => {
      this.#stopped = resolve;
      running.stop();
    });
  }

  #report(report: EngineReport): void {
    if (this.#isAsked) return;
    if (report.kind === 'failed') {
      this.#reason = report.reason;
      this.#process?.stop();
      return;
    }
    this.#directory = report.directory;
    this.#port = Number(new URL(report.url).port) || undefined;
    this.#readySince = this.#around.now();
    this.#become({ status: 'ready', url: report.url, owner: report.owner });
  }

  /** An end is a failure whatever its exit code: Electron has reported 0 for processes that were aborted. */
  #ended(): void {
    this.#process = undefined;
    if (this.#stopped !== undefined) return this.#stopped();
    if (this.#isAsked) return this.#startAnew();
    const wasReady = this.#readySince !== undefined;
    if (this.#readySince !== undefined && this.#around.now() - this.#readySince >= WELL_MS)
      this.#failures = 0;
    this.#failures += 1;
    const reason =
      this.#reason ??
      (wasReady ? 'The tracker stopped unexpectedly.' : 'The tracker ended before it was ready.');
    this.#readySince = undefined;
    this.#reason = undefined;
    const delayMs = backOff(this.#failures);
    this.#become(
      this.#failures >= GIVE_UP_AFTER
        ? { status: 'failed', delayMs, reason }
        : { status: 'restarting', attempt: this.#failures, delayMs, reason },
    );
    this.#cancel = this.#around.after(delayMs, () => this.start());
  }

  #startAnew(): void {
    this.#isAsked = false;
    this.#readySince = undefined;
    this.#reason = undefined;
    this.start();
  }

  #become(state: EngineState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
