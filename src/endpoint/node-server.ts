import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { TrackingError } from '../contract/index.ts';
import { withAccessLog } from './access-log.ts';
import { parserErrorAnswer, sendError } from './errors.ts';
import type { EndpointLimits } from './limits.ts';
import { type AllowList, allowListFor, refusalOf } from './origin.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const KEEP_ALIVE_MS = 75_000;
const headers = Object.entries(SECURITY_HEADERS);

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/**
 * The HTTP server: its time limits, its answer to what is not HTTP, and the check of Host and Origin. The check stands
 * here, before any route is looked up, so that no route, error or unknown path can be without it.
 */
export function createNodeServer(
  limits: EndpointLimits,
  hasAccessLog: boolean,
  answer: RequestListener,
): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  let allowed: AllowList | undefined;

  const checked: RequestListener = (request, response) => {
    answering.set(request.socket, response);
    for (const [name, value] of headers) response.setHeader(name, value);
    allowed ??= allowListFor(portOf(server));
    const refusal = refusalOf(request.headers, allowed);
    if (refusal !== undefined)
      return sendError(request, response, new TrackingError('PERMISSION_DENIED', refusal));
    // `GET http://other.example/` would name a second host, and `*` names no path.
    if (!request.url?.startsWith('/'))
      return sendError(request, response, new TrackingError('BAD_REQUEST', 'Send the path alone as target.'));
    return answer(request, response);
  };

  const listener = hasAccessLog ? withAccessLog(checked) : checked;

  const server = createServer(
    {
      headersTimeout: limits.headersTimeout,
      // A whole-request limit would cut a large upload; readBody has its own, and the idle timeout sees stalls.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(limits.headersTimeout, 5_000),
      keepAliveTimeout: KEEP_ALIVE_MS,
      noDelay: true,
      insecureHTTPParser: false,
      // A missing Host is refused with the others, as JSON.
      requireHostHeader: false,
    },
    listener,
  );
  server.timeout = limits.idleTimeout;
  server.maxConnections = limits.connections;
  // Without this Node would invite every announced body at once; here the reader of the body does it.
  server.on('checkContinue', listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = answering.get(socket);
    const isAnswering = response?.headersSent && !response.writableFinished;
    if (!socket.writable || isAnswering || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(parserErrorAnswer(error.code ?? ''), () => socket.destroy());
  });
  return server;
}
