import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseQuery, parseRequest, type Request, type Route, TrackingError } from '../contract/index.ts';
import { readBody } from './body.ts';
import { parseJson } from './json-body.ts';
import type { EndpointLimits } from './limits.ts';
import { joinFileName } from './multipart-wire.ts';
import { queryOf } from './query.ts';
import { unpack } from './unpack.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** POST and PUT must be JSON as on MLflow; also, a page may POST the three types of forms anywhere without asking. */
function checkContentType(type: string | undefined): void {
  if (type === 'application/json' || JSON_TYPE.test(type ?? '')) return;
  const found = type === undefined ? 'it is missing' : `it is '${type.slice(0, 100)}'`;
  throw new TrackingError('BAD_REQUEST', `Content-Type must be application/json, but ${found}.`);
}

function pathFields(route: Route, request: FastifyRequest): Record<string, string> {
  const params = request.params as Record<string, string>;
  if (route.rest === undefined) return params;
  const { '*': rest = '', ...named } = params;
  return { ...named, [route.rest]: rest };
}

/** The JSON body of a request. Throws what is wrong with its type, its size or itself. */
export async function readJson({ raw }: FastifyRequest, reply: FastifyReply, limits: EndpointLimits) {
  if (raw.method === 'POST' || raw.method === 'PUT') checkContentType(raw.headers['content-type']);
  const bytes = await readBody(raw, reply.raw, limits.jsonBytes, limits.bodyTimeout);
  const encoding = raw.headers['content-encoding'];
  return parseJson(encoding === undefined ? bytes : await unpack(bytes, encoding, limits.jsonBytes));
}

function addPathFields(route: Route, request: FastifyRequest, message: unknown): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message;
  const fields = pathFields(route, request);
  if (route.rest !== undefined && route.rest in message)
    fields[route.rest] = joinFileName(
      fields[route.rest] ?? '',
      (message as Record<string, unknown>)[route.rest],
    );
  return Object.assign(message, fields);
}

/** The request of an operation, from path and query (GET, and DELETE where it has a query) or from path and body. */
export async function readRequest(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  limits: EndpointLimits,
): Promise<Request<Route['name']>> {
  const { method } = route;
  const url = request.raw.url ?? '';
  if (method === 'GET' || (method === 'DELETE' && url.includes('?')))
    return parseQuery(route.name, { ...queryOf(url), ...pathFields(route, request) });
  const message = await readJson(request, reply, limits);
  return parseRequest(route.name, addPathFields(route, request, message));
}
