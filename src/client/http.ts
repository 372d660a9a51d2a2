import { type OperationName, type RequestInput, type Response, TrackingError } from '../contract/index.ts';
import { readAnswer, readError } from './answer.ts';
import { httpRequest } from './request.ts';

interface ClientOptions {
  /** Origin of the tracker, such as `http://127.0.0.1:5000`; empty in a page that the tracker itself serves. */
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
}

interface CallOptions {
  signal?: AbortSignal | undefined;
}

interface Client {
  call<Name extends OperationName>(
    name: Name,
    request: RequestInput<Name>,
    options?: CallOptions,
  ): Promise<Response<Name>>;
}

/**
 * Calls a tracker's operations over HTTP: method, path and types come from the contract. `call` throws TrackingError with the
 * server's own code and message, TEMPORARILY_UNAVAILABLE where no tracker answers, and the signal's reason when aborted.
 */
export function createClient(options: ClientOptions): Client {
  return {
    async call(name, request, { signal } = {}) {
      const { url, init } = httpRequest(options.baseUrl, name, request);
      const headers = { ...init.headers, ...options.headers };
      const answer = await send(options, url, { ...init, headers, signal: signal ?? null });
      if (!answer.ok) throw readError(name, answer.status, answer.body);
      return readAnswer(name, answer.body);
    },
  };
}

async function send({ baseUrl, fetch = globalThis.fetch }: ClientOptions, url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init);
    return { ok: response.ok, status: response.status, body: await response.text() };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const where = baseUrl === '' ? 'this address' : baseUrl;
    throw new TrackingError(
      'TEMPORARILY_UNAVAILABLE',
      `No tracker answers at ${where}. Check that it is running and that the address is right, then try again.`,
      undefined,
      error,
    );
  }
}
