import type { FastifyReply, FastifyRequest } from 'fastify';
import { TrackingError } from '../contract/index.ts';
import { noSuchEndpoint, sendError } from './errors.ts';
import { methodsAt } from './methods.ts';
import type { Renderer } from './renderer.ts';

function refuse(request: FastifyRequest, reply: FastifyReply, path: string): void {
  const { method } = request.raw;
  const allowed = methodsAt(path).join(', ');
  reply.hijack();
  if (allowed === '') return sendError(request.raw, reply.raw, noSuchEndpoint(method ?? '', path));
  const message = `${method} is not allowed at ${path.slice(0, 200)}, only ${allowed}.`;
  return sendError(request.raw, reply.raw, new TrackingError('METHOD_NOT_ALLOWED', message), {
    allow: allowed,
  });
}

/** Answers what no route does: the renderer's files, else 405 with the methods there are, else 404. */
export function notFoundHandler(renderer: Renderer | undefined, url: () => string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [path = '/'] = (request.raw.url ?? '/').split('?', 1);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && renderer !== undefined && (await renderer.answer(request, reply))) return;
    if (!isRead || renderer !== undefined || path !== '/') return refuse(request, reply, path);
    reply.type('text/plain; charset=utf-8').send(`Tidemark is running. Set MLFLOW_TRACKING_URI=${url()}\n`);
  };
}
