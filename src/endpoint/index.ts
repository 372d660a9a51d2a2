import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ArtifactStore } from '../artifacts/index.ts';
import type { LivePoints, RunExports, Tracker } from '../contract/index.ts';
import { createApp } from './app.ts';
import type { ChangeFeed, SignalFeed } from './change-feed.ts';
import { ChangeStreams } from './change-stream.ts';
import { DEFAULT_LIMITS, type EndpointLimits } from './limits.ts';
import { createNodeServer } from './node-server.ts';
import { PointStreams } from './point-stream.ts';

export type { ChangeFeed, SignalFeed } from './change-feed.ts';
export type { EndpointLimits } from './limits.ts';
export { canTellProcesses, isRunning } from './processes.ts';

/** What an endpoint serves, and where. Port 0 takes a free one; `rendererDir` is a built renderer. */
export interface EndpointOptions {
  tracker: Tracker;
  artifacts: ArtifactStore;
  changes: ChangeFeed;
  signals: SignalFeed;
  exports: RunExports;
  points: LivePoints;
  /** Tidemark's own version. */
  version: string;
  host: string;
  port: number;
  rendererDir?: string;
  /** One line a request to stderr; off by default. */
  accessLog?: boolean;
  limits?: Partial<EndpointLimits>;
}

/** A listening endpoint. `close` ends event streams, lets requests finish for 1.5 s and then cuts them. */
export interface Endpoint {
  url: string;
  port: number;
  close(): Promise<void>;
}

const CLOSE_MS = 1_500;
const SWEEP_MS = 20;

function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    if (!isTaken) throw cause;
    throw new Error(
      `Port ${port} on ${host} is in use by another program. Stop it, or choose another port.`,
      { cause },
    );
  }
}

interface Streams {
  end(): void;
}

async function close(server: Server, app: FastifyInstance, streams: readonly Streams[]): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const kind of streams) kind.end();
  // A connection whose request has just been answered turns idle, and would stay open for its next one.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
  await app.close();
}

/**
 * Serves a tracker over MLflow's REST API, with artifacts, the change stream and the renderer. Answers loopback names
 * with its own port only, and no other web page. Throws when the address cannot be had or an operation declares no
 * permission.
 */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const streams = new ChangeStreams(options.changes, options.signals);
  const pointStreams = new PointStreams(options.points);
  const serverFactory = (answer: RequestListener) =>
    createNodeServer(limits, options.accessLog ?? false, answer);
  const app = createApp({
    ...options,
    streams,
    pointStreams,
    limits,
    rendererDir: options.rendererDir,
    url: () => urlOf(server),
    serverFactory,
  });
  const { server } = app;
  try {
    await app.ready();
    await listen(server, options.host, options.port);
  } catch (error) {
    streams.end();
    pointStreams.end();
    await app.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(server),
    port: (server.address() as AddressInfo).port,
    close: () => {
      closing ??= close(server, app, [streams, pointStreams]);
      return closing;
    },
  };
}
