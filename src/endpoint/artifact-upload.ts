import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PutOptions } from '../artifacts/index.ts';
import { admitBody, countingStream } from './body.ts';

/** The body of an upload as it arrives, refused beyond `limit` bytes: at once where its length is announced. */
export function openUpload(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  limit: number,
): { source: Readable; options: PutOptions } {
  const expectedSize = admitBody(raw, reply.raw, limit);
  // Putting the last bytes of a large file on disk can be silent for longer than a connection may be.
  raw.once('end', () => raw.socket.setTimeout(0));
  if (expectedSize !== undefined) return { source: raw, options: { expectedSize } };
  if (limit === Number.POSITIVE_INFINITY) return { source: raw, options: {} };
  const counted = countingStream(limit);
  raw.on('error', (error) => counted.destroy(error));
  return { source: raw.pipe(counted), options: {} };
}
