import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  invalidParameter,
  type RawOperation,
  type RawOperationName,
  rawOperations,
} from '../contract/index.ts';
import { methodsFor } from './methods.ts';
import { assertPermission } from './permissions.ts';
import type { RawHandler } from './raw-handler.ts';

function restOf(request: FastifyRequest, path: string): string {
  if (!path.endsWith('*')) return '';
  const [target = ''] = (request.raw.url ?? '').split('?', 1);
  const prefix = path.slice(0, -1);
  if (target.startsWith(prefix)) return target.slice(prefix.length);
  throw invalidParameter(`Write the path up to ${prefix} without percent-encoding.`);
}

/** Puts every operation that is not one JSON document at its paths. */
export function addRawRoutes(
  app: FastifyInstance,
  handlers: Readonly<Record<RawOperationName, RawHandler>>,
): void {
  for (const [name, operation] of Object.entries<RawOperation>(rawOperations)) {
    assertPermission(name, operation);
    const handle = handlers[name as RawOperationName];
    for (const path of operation.paths)
      app.route({
        method: operation.methods.flatMap(methodsFor),
        url: path,
        handler: (request, reply) => handle(request, reply, restOf(request, path)),
      });
  }
}
