import {
  type AggregateColumns,
  COLUMNS_TYPE,
  type ColumnOperationName,
  type OperationName,
  type RequestInput,
  type Response,
  readAggregateColumns,
  readSampleColumns,
  type SampleColumns,
  TrackingError,
} from '../contract/index.ts';
import { readAnswer, readError, unreadable } from './answer.ts';
import { httpRequest } from './request.ts';

type SentHeaders = Readonly<Record<string, string>>;

interface ClientOptions {
  /** Origin of the tracker, such as `http://127.0.0.1:5000`; empty in a page that the tracker itself serves. */
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
  /** Sent with every request; a function is asked anew for each. */
  headers?: SentHeaders | (() => SentHeaders);
}

interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** A request whose unset fields may be left out. */
type Asked<Name extends OperationName> = Partial<RequestInput<Name>>;

interface Client {
  call<Name extends OperationName>(
    name: Name,
    request: RequestInput<Name>,
    options?: CallOptions,
  ): Promise<Response<Name>>;
  /** sampleMetrics in columns: views of the bytes that came. */
  sampleColumns(request: Asked<'sampleMetrics'>, options?: CallOptions): Promise<SampleColumns[]>;
  /** aggregateMetrics in columns: views of the bytes that came. */
  aggregateColumns(request: Asked<'aggregateMetrics'>, options?: CallOptions): Promise<AggregateColumns[]>;
}

/**
 * Calls a tracker's operations over HTTP: method, path and types come from the contract. `call` throws TrackingError with the
 * server's own code and message, TEMPORARILY_UNAVAILABLE where no tracker answers, and the signal's reason when aborted.
 */
export function createClient(options: ClientOptions): Client {
  function ask<T>(
    name: OperationName,
    request: object,
    accept: SentHeaders,
    signal: AbortSignal | undefined,
    read: (response: globalThis.Response) => Promise<T>,
  ): Promise<T> {
    const { url, init } = httpRequest(options.baseUrl, name, request);
    const given = typeof options.headers === 'function' ? options.headers() : options.headers;
    const headers = { ...init.headers, ...accept, ...given };
    return send(options, url, { ...init, headers, signal: signal ?? null }, async (response) => {
      if (!response.ok) throw readError(name, response.status, await response.text());
      return read(response);
    });
  }

  function columns<T>(
    name: ColumnOperationName,
    request: object,
    read: (bytes: ArrayBuffer) => T,
    { signal }: CallOptions = {},
  ): Promise<T> {
    return ask(name, request, { accept: COLUMNS_TYPE }, signal, async (response) => {
      const type = response.headers.get('content-type') ?? 'of no type';
      if (!type.startsWith(COLUMNS_TYPE)) throw unreadable(name, `${type}, not ${COLUMNS_TYPE}`);
      const bytes = await response.arrayBuffer();
      try {
        return read(bytes);
      } catch (error) {
        throw unreadable(name, `no columns: ${String(error)}`);
      }
    });
  }

  return {
    call: (name, request, { signal } = {}) =>
      ask(name, request, {}, signal, async (response) => readAnswer(name, await response.text())),
    sampleColumns: (request, given) => columns('sampleMetrics', request, readSampleColumns, given),
    aggregateColumns: (request, given) => columns('aggregateMetrics', request, readAggregateColumns, given),
  };
}

async function send<T>(
  { baseUrl, fetch = globalThis.fetch }: ClientOptions,
  url: string,
  init: RequestInit,
  read: (response: globalThis.Response) => Promise<T>,
): Promise<T> {
  try {
    return await read(await fetch(url, init));
  } catch (error) {
    if (init.signal?.aborted || error instanceof TrackingError) throw error;
    const where = baseUrl === '' ? 'this address' : baseUrl;
    throw new TrackingError(
      'TEMPORARILY_UNAVAILABLE',
      `No tracker answers at ${where}. Check that it is running and that the address is right, then try again.`,
      undefined,
      error,
    );
  }
}
