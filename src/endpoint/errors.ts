import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { ArtifactError, trackingErrorOf } from '../artifacts/index.ts';
import { TrackingError } from '../contract/index.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const LINGER_MS = 2_000;

/** A path nothing is served at, in MLflow's code. */
export function noSuchEndpoint(method: string, path: string): TrackingError {
  return new TrackingError('ENDPOINT_NOT_FOUND', `No operation at ${method} ${path.slice(0, 200)}.`);
}

function statusOf(error: object): number | undefined {
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** What a client may know of any failure; undefined when it is ours and must be looked up in the log. */
function explain(error: unknown): TrackingError | undefined {
  if (error instanceof TrackingError) return error;
  if (error instanceof ArtifactError) return trackingErrorOf(error);
  const status = error instanceof Error ? statusOf(error) : undefined;
  if (!(error instanceof Error) || status === undefined || status >= 500) return undefined;
  return new TrackingError(status === 413 ? 'REQUEST_TOO_LARGE' : 'BAD_REQUEST', error.message);
}

function log(id: string, request: IncomingMessage, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error && error.cause !== undefined ? `\ncaused by ${String(error.cause)}` : '';
  process.stderr.write(`request ${id}: ${request.method} ${request.url} failed: ${text}${cause}\n`);
}

/** True when the client went away in the middle of its answer: nobody is left to be told, and nothing is wrong. */
function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Any failure as an error the client may see. What is our own fault is logged under an id and not described. */
function toTrackingError(error: unknown, request: IncomingMessage): TrackingError {
  const known = explain(error);
  if (known !== undefined && (known.status < 500 || known.cause === undefined)) return known;
  const id = randomUUID();
  log(id, request, error);
  return (
    known ??
    new TrackingError(
      'INTERNAL_ERROR',
      `The request failed inside the server. Its log has the reason under request id ${id}.`,
    )
  );
}

/**
 * Ends an answer that a client gets while it is still sending. It has the whole text at once, but the end waits for
 * the rest of the request, and not for long: closing earlier would reset the connection before the text is read.
 */
function endAfterRequest(request: IncomingMessage, response: ServerResponse): void {
  const cut = setTimeout(() => {
    response.end();
    request.socket.destroy();
  }, LINGER_MS).unref();
  request.once('close', () => clearTimeout(cut));
  request.once('end', () => response.end());
  request.resume();
}

/** Answers a failure as MLflow's JSON, or cuts an answer that has begun already: half of one must not pass for all. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  headers?: OutgoingHttpHeaders,
): void {
  if (isHangUp(error)) return;
  const known = toTrackingError(error, request);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(known.toWire());
  // A client that waits for 100-continue will not send its body, so the next bytes could be body or request.
  const isUninvited = request.headers.expect !== undefined && !request.complete;
  response.writeHead(known.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(isUninvited && { connection: 'close' }),
    ...headers,
  });
  response.write(body);
  if (request.complete || isUninvited) response.end();
  else endAfterRequest(request, response);
}

const PARSER_ERRORS: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The request headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request headers took too long to arrive.'],
};
const NOT_HTTP = ['400 Bad Request', 'The request is not valid HTTP.'] as const;

/** A whole HTTP answer for a connection on which the parser gave up with `code`. */
export function parserErrorAnswer(code: string): string {
  const [status, message] = PARSER_ERRORS[code] ?? NOT_HTTP;
  const body = JSON.stringify({ error_code: 'BAD_REQUEST', message });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
