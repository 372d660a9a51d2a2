import { MLFLOW_VERSION, openApiDocument, type Tracker } from '../contract/index.ts';
import { replyJson } from './answer.ts';
import { LOCAL_CALLER } from './caller.ts';
import type { RawHandler } from './raw-handler.ts';

/** The routes that tell who and how this server is. */
export function probeHandlers(
  tracker: Tracker,
  version: string,
): Record<'health' | 'version' | 'openapi', RawHandler> {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return {
    health: async (_request, reply) => {
      await tracker.call('getServerInfo', {}, LOCAL_CALLER);
      return reply.type('text/plain').send('OK');
    },
    version: (_request, reply) => reply.type('text/plain').send(MLFLOW_VERSION),
    openapi: (request, reply) => {
      document ??= openApiDocument(version);
      return replyJson(request, reply, document);
    },
  };
}
