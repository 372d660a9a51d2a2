import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { TrackingError } from '../contract/index.ts';

const unzipAsync = promisify(unzip);

function fault(error: unknown, limit: number): TrackingError {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  return isTooLarge
    ? new TrackingError('REQUEST_TOO_LARGE', `The request body is larger than ${limit} bytes when unpacked.`)
    : new TrackingError('BAD_REQUEST', 'The request body is not what its Content-Encoding says.');
}

/** A body as it was before its Content-Encoding (gzip, deflate); at most `limit` bytes, so that a bomb stays small. */
export async function unpack(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes;
  if (encoding !== 'gzip' && encoding !== 'x-gzip' && encoding !== 'deflate')
    throw new TrackingError(
      'BAD_REQUEST',
      `Content-Encoding '${encoding}' is not known: send gzip or deflate.`,
    );
  try {
    return await unzipAsync(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw fault(error, limit);
  }
}
