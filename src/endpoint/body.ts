import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { TrackingError } from '../contract/index.ts';

function tooLarge(limit: number): TrackingError {
  return new TrackingError(
    'REQUEST_TOO_LARGE',
    `The request body is larger than ${limit} bytes. Send less at once.`,
  );
}

function interrupted(cause: Error): TrackingError {
  return new TrackingError(
    'BAD_REQUEST',
    'The connection ended before the whole body had come.',
    undefined,
    cause,
  );
}

/** Refuses a body by its announced length before a byte is read, else invites it. Returns the length where announced. */
export function admitBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): number | undefined {
  const announced = request.headers['content-length'];
  const length = announced === undefined ? undefined : Number(announced);
  if (length !== undefined && length > limit) throw tooLarge(limit);
  if (request.headers.expect !== undefined) response.writeContinue();
  return length;
}

/** The whole body, at most `limit` bytes (REQUEST_TOO_LARGE) and within `timeout` ms of its first byte. */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
  timeout: number,
): Promise<Buffer> {
  admitBody(request, response, limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let started = 0;
    const stop = (error: Error) => {
      request.off('data', onData);
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) return stop(tooLarge(limit));
      if (chunks.length === 0) started = performance.now();
      else if (performance.now() - started > timeout)
        return stop(new TrackingError('BAD_REQUEST', 'The request body took too long to arrive.'));
      chunks.push(chunk);
    };
    request.on('data', onData);
    request.on('error', (cause) => stop(interrupted(cause)));
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)),
    );
  });
}

/** Passes bytes on and fails with REQUEST_TOO_LARGE beyond `limit`: for bodies that do not announce their length. */
export function countingStream(limit: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
}
