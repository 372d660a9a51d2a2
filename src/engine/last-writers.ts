import type { Caller, ClientProcess } from '../contract/index.ts';
import * as store from '../store/index.ts';

type Lookup = NonNullable<Caller['process']>;

interface Writer {
  /** Of the connection that wrote last. */
  lookup: Lookup;
  process: Promise<ClientProcess | undefined>;
  time: number;
  /** When the record in the database was last written. */
  saved: number;
}

interface World {
  store: store.Store;
  now: () => number;
  report: (error: unknown) => void;
}

/** What only a script that logs does. Tags are set by people too, long after. */
const LOGGING = new Set([
  'createRun',
  'updateRun',
  'logBatch',
  'logMetric',
  'logParam',
  'logInputs',
  'logOutputs',
  'logModel',
]);
/** Whether an operation on a run is one of a script that logs to it. */
export const isLogging = (operation: string) => LOGGING.has(operation);

const SAVE_MS = 30_000;
const KEPT = 10_000;

const isSame = (a: ClientProcess | undefined, b: ClientProcess | undefined) =>
  a?.pid === b?.pid && a?.started === b?.started;

/** Which process last logged to each run. A write itself only notes its connection; all else comes after it. */
export class LastWriters {
  readonly #world: World;
  readonly #writers = new Map<string, Writer>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Notes a write to a run. */
  note(operation: string, runId: string, { process: lookup }: Caller): void {
    if (lookup === undefined || !LOGGING.has(operation)) return;
    const time = this.#world.now();
    const known = this.#writers.get(runId);
    if (known?.lookup === lookup) {
      known.time = time;
      if (time - known.saved >= SAVE_MS) this.#save(runId, known);
      return;
    }
    const process = this.#process(lookup);
    const writer = { lookup, process, time, saved: known?.saved ?? Number.NEGATIVE_INFINITY };
    this.#keep(runId, writer);
    this.#settle(runId, writer, known).catch(this.#world.report);
  }

  /** The writer of a run since this engine was started, if there was one. */
  async find(runId: string): Promise<{ process: ClientProcess | undefined; time: number } | undefined> {
    const writer = this.#writers.get(runId);
    return writer && { process: await writer.process, time: writer.time };
  }

  /** A look-up that fails leaves the process unknown. */
  async #process(lookup: Lookup): Promise<ClientProcess | undefined> {
    try {
      return await lookup();
    } catch (error) {
      this.#world.report(error);
      return undefined;
    }
  }

  #keep(runId: string, writer: Writer): void {
    const [oldest] = this.#writers.size >= KEPT ? this.#writers.keys() : [];
    if (oldest !== undefined) this.#writers.delete(oldest);
    this.#writers.set(runId, writer);
  }

  /** Another connection of the same process is no news. */
  async #settle(runId: string, writer: Writer, before: Writer | undefined): Promise<void> {
    const isNews = before === undefined || !isSame(await writer.process, await before.process);
    if (isNews || writer.time - writer.saved >= SAVE_MS) this.#save(runId, writer);
  }

  #save(runId: string, writer: Writer): void {
    writer.saved = writer.time;
    this.#saved(runId, writer).catch(this.#world.report);
  }

  async #saved(runId: string, writer: Writer): Promise<void> {
    const process = await writer.process;
    const { database } = this.#world.store;
    await this.#world.store.write(() => {
      const run = store.findRun(database, runId);
      if (run !== undefined) store.saveRunProcess(database, run.id, process, writer.time);
    });
  }
}
