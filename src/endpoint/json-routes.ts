import type { FastifyInstance } from 'fastify';
import {
  type Answer,
  type OperationName,
  operations,
  type Route,
  routes,
  type Tracker,
} from '../contract/index.ts';
import { replyJson } from './answer.ts';
import { callerOf } from './caller.ts';
import { readRequest } from './json-request.ts';
import type { EndpointLimits } from './limits.ts';
import { methodsFor } from './methods.ts';
import { withAbsoluteUrls } from './multipart-wire.ts';
import { assertPermission } from './permissions.ts';

/** What a client asks for each time it loads a prompt or a model. */
const TAGGED: ReadonlySet<OperationName> = new Set([
  'getRegisteredModel',
  'getModelVersionByAlias',
  'getModelVersion',
]);

function addRoute(app: FastifyInstance, route: Route, tracker: Tracker, limits: EndpointLimits): void {
  app.route({
    method: methodsFor(route.method),
    url: route.path,
    handler: async (request, reply) => {
      const caller = callerOf(request.raw);
      const message = await readRequest(route, request, reply, limits);
      const answer = await tracker.call(route.name, message, caller);
      const isTagged = route.method === 'GET' && TAGGED.has(route.name);
      if (route.name !== 'createMultipartUpload') return replyJson(request, reply, answer, isTagged);
      const { host } = request.raw.headers;
      return replyJson(request, reply, withAbsoluteUrls(answer as Answer<'createMultipartUpload'>, host));
    },
  });
}

/** Puts every JSON operation of the contract at its routes, below /api and /ajax-api alike. */
export function addJsonRoutes(app: FastifyInstance, tracker: Tracker, limits: EndpointLimits): void {
  for (const [name, operation] of Object.entries(operations)) assertPermission(name, operation);
  for (const route of routes()) addRoute(app, route, tracker, limits);
}
