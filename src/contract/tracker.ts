import type { OperationName, Request, Response } from './operations.ts';

/** A process of this machine. `started`, in clock ticks since the system's start, tells it from a later one of the same number. */
export interface ClientProcess {
  pid: number;
  started: number;
}

/** Who asks. Until there are sign-ins, `actor` is the name that a caller gives itself; who gives none is `local`. */
export interface Caller {
  actor: string;
  workspace: string;
  /** Looks up, once a connection, which process of this machine sends; absent for browsers and where it cannot be told. */
  process?: (() => Promise<ClientProcess | undefined>) | undefined;
}

/** An answer that its producer has encoded already, in pieces, so that a large one is never built twice. */
export class EncodedJson {
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

  constructor(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    this.chunks = chunks;
  }
}

/** An answer in columns (COLUMNS_TYPE). Read as JSON, it is made into that piece by piece. */
export class EncodedColumns extends EncodedJson {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, json: Iterable<Uint8Array>) {
    super(json);
    this.bytes = bytes;
  }
}

export type Answer<Name extends OperationName> = Response<Name> | EncodedJson;

/** Anything that answers operations: the engine, a remote server, an `mlruns` folder. Throws TrackingError only. */
export interface Tracker {
  call<Name extends OperationName>(
    name: Name,
    request: Request<Name>,
    caller: Caller,
  ): Answer<Name> | Promise<Answer<Name>>;
}
