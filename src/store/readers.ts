import { Worker } from 'node:worker_threads';
import { type ErrorCode, TrackingError } from '../contract/index.ts';
import type { QueryArgument, QueryName, QueryRest } from './queries.ts';

interface Reply {
  id: number;
  bytes?: Uint8Array;
  rest?: unknown;
  error?: Error;
  /** Set where the error is a TrackingError. */
  code?: ErrorCode | undefined;
}

interface Waiting {
  resolve: (reply: Reply) => void;
  reject: (error: unknown) => void;
}

/** Names the thread's file in the sources and in the bundle alike. */
const THREAD = import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js';

class Reader {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(path: string, ended: () => void) {
    this.#worker = new Worker(new URL(THREAD, import.meta.url), { workerData: path });
    this.#worker.unref();
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => {
      this.#fail(
        new TrackingError('TEMPORARILY_UNAVAILABLE', 'A reader thread ended. Send the request again.'),
      );
      ended();
    });
  }

  get load(): number {
    return this.#waiting.size;
  }

  ask(name: QueryName, argument: unknown): Promise<Reply> {
    this.#last += 1;
    const id = this.#last;
    return new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, name, argument });
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (reply.error === undefined) waiting?.resolve(reply);
    else waiting?.reject(revived(reply.error, reply.code));
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

const closed = () => new TrackingError('TEMPORARILY_UNAVAILABLE', 'The engine is shutting down.');

function revived(error: Error, code: ErrorCode | undefined): Error {
  return code === undefined ? error : new TrackingError(code, error.message);
}

/** Read-only connections on threads of their own, so that a long search never delays a write. Threads start when first needed. */
export class Readers {
  readonly #path: string;
  readonly #most: number;
  /** Those that searches share. */
  #readers: Reader[] = [];
  #long: Reader | undefined;
  #closed = false;

  constructor(path: string, most: number) {
    this.#path = path;
    this.#most = most;
  }

  #start(): Reader {
    const reader = new Reader(this.#path, () => {
      this.#readers = this.#readers.filter((other) => other !== reader);
      if (this.#long === reader) this.#long = undefined;
    });
    return reader;
  }

  #idlest(): Reader {
    const idle = this.#readers.find((reader) => reader.load === 0);
    if (idle !== undefined) return idle;
    if (this.#readers.length < this.#most) {
      const reader = this.#start();
      this.#readers.push(reader);
      return reader;
    }
    return this.#readers.reduce((least, reader) => (reader.load < least.load ? reader : least));
  }

  /** Runs a query on the idlest thread; its JSON text comes back as UTF-8 bytes. Throws TrackingError. */
  async run<Name extends QueryName>(
    name: Name,
    argument: QueryArgument<Name>,
  ): Promise<{ bytes: Uint8Array; rest: QueryRest<Name> }> {
    if (this.#closed) throw closed();
    const { bytes, rest } = await this.#idlest().ask(name, argument);
    return { bytes: bytes ?? new Uint8Array(), rest: rest as QueryRest<Name> };
  }

  /** Runs a long job on the one thread that is for these, so that no search waits for it. Throws TrackingError. */
  async runLong<Name extends QueryName>(name: Name, argument: QueryArgument<Name>): Promise<QueryRest<Name>> {
    if (this.#closed) throw closed();
    this.#long ??= this.#start();
    return (await this.#long.ask(name, argument)).rest as QueryRest<Name>;
  }

  /** Starts the first thread, so that the first search does not wait for it. */
  warm(): void {
    this.#idlest();
  }

  /** Ends the threads; what they had not answered, and later questions, are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#readers, this.#long].map((reader) => reader?.close()));
  }
}
