import { pipeline } from 'node:stream/promises';
import { attachmentDisposition } from '../artifacts/index.ts';
import { parseRunExport, type RunExports } from '../contract/index.ts';
import { callerOf } from './caller.ts';
import { sendError } from './errors.ts';
import { readJson } from './json-request.ts';
import type { EndpointLimits } from './limits.ts';
import { queryOf } from './query.ts';
import type { RawHandler } from './raw-handler.ts';

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', parquet: 'application/vnd.apache.parquet' };

/** Sends a file of runs while it is made: a reader that is slow makes it wait, one that goes away ends it. */
export function runExportHandler(exports: RunExports, limits: EndpointLimits): RawHandler {
  return async (request, reply) => {
    const isPost = request.method === 'POST';
    const asked = parseRunExport(
      isPost ? await readJson(request, reply, limits) : queryOf(request.raw.url ?? ''),
    );
    const made = await exports.open(asked, callerOf(request.raw));
    reply.hijack();
    try {
      reply.raw.writeHead(200, {
        'content-type': TYPES[asked.format],
        'content-disposition': attachmentDisposition(made.file_name),
        'cache-control': 'no-store',
        'x-tidemark-total': made.total,
      });
      if (request.method === 'HEAD') reply.raw.end();
      else await pipeline(made.chunks, reply.raw);
    } catch (error) {
      // Fastify looks away once a reply is hijacked.
      sendError(request.raw, reply.raw, error);
    } finally {
      await made.close();
    }
  };
}
