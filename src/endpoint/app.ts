import type { RequestListener, Server } from 'node:http';
import { type FastifyInstance, fastify } from 'fastify';
import type { ArtifactStore } from '../artifacts/index.ts';
import type { RunExports, Tracker } from '../contract/index.ts';
import { artifactHandlers } from './artifact-routes.ts';
import type { ChangeStreams } from './change-stream.ts';
import { sendError } from './errors.ts';
import { addJsonRoutes } from './json-routes.ts';
import type { EndpointLimits } from './limits.ts';
import { notFoundHandler } from './not-found.ts';
import { ownerArtifactHandlers } from './owner-artifacts.ts';
import { type PointStreams, pointStreamHandler } from './point-stream.ts';
import { probeHandlers } from './probes.ts';
import { addRawRoutes } from './raw-routes.ts';
import { Renderer } from './renderer.ts';
import { runExportHandler } from './run-export-route.ts';

/** What the routes need of the world. */
export interface AppOptions {
  tracker: Tracker;
  artifacts: ArtifactStore;
  exports: RunExports;
  streams: ChangeStreams;
  pointStreams: PointStreams;
  version: string;
  rendererDir: string | undefined;
  limits: EndpointLimits;
  /** This server's address, known once it listens. */
  url: () => string;
  serverFactory: (listener: RequestListener) => Server;
}

/** A key of 250 characters, each of up to four bytes, percent-encoded. */
const MAX_PARAM_LENGTH = 250 * 4 * 3;
const UNREAD_QUERY = {};

function bareApp(serverFactory: AppOptions['serverFactory']): FastifyInstance {
  const app = fastify({
    serverFactory,
    logger: false,
    // The server that serverFactory makes answers them.
    clientErrorHandler: () => undefined,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: {
      maxParamLength: MAX_PARAM_LENGTH,
      // Read by our own parser, where a route has a query at all: this one would let bad encoding pass.
      querystringParser: () => UNREAD_QUERY,
    },
    frameworkErrors: (error, request, reply) => {
      reply.hijack();
      sendError(request.raw, reply.raw, error);
    },
  });
  // Bodies are read by the operation they are for, which knows their limit and type.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler((error, request, reply) => {
    reply.hijack();
    sendError(request.raw, reply.raw, error);
  });
  return app;
}

/** All routes of the contract, the renderer's files, and one shape for every error. */
export function createApp(options: AppOptions): FastifyInstance {
  const { tracker, artifacts, streams, limits, rendererDir } = options;
  const app = bareApp(options.serverFactory);
  app.setNotFoundHandler(
    notFoundHandler(rendererDir === undefined ? undefined : new Renderer(rendererDir), options.url),
  );
  addJsonRoutes(app, tracker, limits);
  addRawRoutes(app, {
    ...probeHandlers(tracker, options.version),
    ...artifactHandlers(artifacts, limits.artifactBytes),
    ...ownerArtifactHandlers(tracker, artifacts),
    exportRuns: runExportHandler(options.exports, limits),
    followMetrics: pointStreamHandler(options.pointStreams, limits),
    changes: (request, reply) => {
      streams.open(request.raw, reply.raw);
      reply.hijack();
    },
  });
  return app;
}
