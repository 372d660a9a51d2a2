import { randomInt, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openFileArtifactStore } from '../artifacts/index.ts';
import { type Tracker, TrackingError } from '../contract/index.ts';
import { canTellProcesses, type Endpoint, isRunning, openEndpoint } from '../endpoint/index.ts';
import { type Engine, openContext, openEngine, openLivePoints, openRunExports } from '../engine/index.ts';
import { lockDirectory, openStore, type Store, type Synchronous } from '../store/index.ts';
import { announceEngine, withdrawEngine } from './running-engine.ts';

export interface HostOptions {
  /** Data directory; made where it is missing. */
  directory: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Whether the next free port will do where `port` is taken. */
  nextFreePort: boolean;
  version: string;
  /** Folder of the built renderer; undefined serves no page. */
  rendererDir?: string | undefined;
  synchronous?: Synchronous;
  accessLog?: boolean;
  now?: () => number;
}

export interface Host {
  url: string;
  tracker: Tracker;
  /** Finishes requests in flight, checkpoints the database and gives the data directory back. */
  close(): Promise<void>;
}

const DAY = 24 * 3600 * 1000;
const PORTS_TRIED = 100;
const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1|\[::1\])$/;

function refuseOpenNetwork(host: string): void {
  if (!LOOPBACK.test(host))
    throw new TrackingError(
      'INVALID_PARAMETER_VALUE',
      `Tidemark listens on this machine only: --host ${host} would let anyone on the network read and write your runs, and there is no authentication yet. Use 127.0.0.1.`,
    );
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
}

/** Opens the endpoint on the asked port, or on the next free one. */
async function listen(
  port: number,
  more: number,
  open: (port: number) => Promise<Endpoint>,
): Promise<Endpoint> {
  try {
    return await open(port);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (more > 0) return listen(port + 1, more - 1, open);
    throw new TrackingError(
      'ABORTED',
      `Port ${port} is taken by another program. Choose another with --port.`,
      undefined,
      error,
    );
  }
}

/** Work that nobody waits for: it is gone on with at the next start, so that a stop in the middle of it is no fault. */
function report(error: unknown): void {
  if (error instanceof TrackingError && error.code === 'TEMPORARILY_UNAVAILABLE' && error.cause === undefined)
    return;
  process.stderr.write(`tidemark: ${error instanceof Error ? error.message : String(error)}\n`);
}

async function openParts(
  options: HostOptions,
  store: Store,
): Promise<{ endpoint: Endpoint; tracker: Engine }> {
  const files = await openFileArtifactStore(join(options.directory, 'artifacts'));
  await files.sweepTemporaries(DAY);
  let url: string | undefined;
  const now = options.now ?? Date.now;
  const context = openContext({
    store,
    artifacts: files,
    now,
    random: (below) => randomInt(below),
    newId: () => randomUUID().replaceAll('-', ''),
    about: { version: options.version, start_time: now(), url: () => url },
    report,
    ...(canTellProcesses && { isRunning }),
  });
  const tracker = await openEngine(context);
  const endpoint = await listen(options.port, options.nextFreePort ? PORTS_TRIED : 0, (port) =>
    openEndpoint({
      tracker,
      artifacts: context.artifacts,
      changes: store.changes,
      signals: context.signals,
      exports: openRunExports(context),
      points: openLivePoints(context),
      version: options.version,
      host: options.host,
      port,
      ...(options.rendererDir !== undefined && { rendererDir: options.rendererDir }),
      ...(options.accessLog !== undefined && { accessLog: options.accessLog }),
    }),
  );
  url = endpoint.url;
  tracker.resume().catch(report);
  return { endpoint, tracker };
}

/**
 * Opens everything on one data directory, and closes it in reverse: the only place where rooms are wired together. Throws
 * ABORTED where another process holds the directory or the port, INVALID_PARAMETER_VALUE for a host that is not loopback.
 */
export async function openHost(given: HostOptions): Promise<Host> {
  refuseOpenNetwork(given.host);
  const options = { ...given, directory: resolve(given.directory) };
  const { directory, version } = options;
  const now = options.now ?? Date.now;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const lock = await lockDirectory(directory);
  try {
    const store = await openStore({
      directory,
      now,
      ...(options.synchronous && { synchronous: options.synchronous }),
    });
    try {
      const { endpoint, tracker } = await openParts(options, store);
      announceEngine(directory, { pid: process.pid, url: endpoint.url, start_time: now(), version });
      store.readers.warm();
      const close = async (): Promise<void> => {
        await endpoint.close();
        tracker.close();
        withdrawEngine(directory);
        await store.close();
        lock.release();
      };
      return { url: endpoint.url, tracker, close };
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}
