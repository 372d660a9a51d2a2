import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invalidParameter, TrackingError } from '../contract/index.ts';
import { defaultDataDirectory, findRunningEngine, type Host, openHost } from '../host/index.ts';
import { VERSION } from './version.ts';

interface ServeOptions {
  data?: string;
  port?: number;
  host: string;
  accessLog?: boolean;
  synchronous: string;
}

const DEFAULT_PORT = 5000;
/** How long a stop may take before the process ends all the same. */
const STOP_LIMIT_MS = 1900;

function rendererDirectory(): string | undefined {
  const built = ['../renderer', '../../out/renderer'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return built.find((directory) => existsSync(resolve(directory, 'index.html')));
}

function synchronousMode(text: string): 'FULL' | 'NORMAL' {
  const mode = text.toUpperCase();
  if (mode === 'FULL' || mode === 'NORMAL') return mode;
  throw invalidParameter(`--synchronous is FULL or NORMAL, not ${text}.`);
}

function greeting(url: string, directory: string, asked: number | undefined): string {
  const moved =
    asked === undefined && new URL(url).port !== String(DEFAULT_PORT)
      ? [`Port ${DEFAULT_PORT} is taken by another program, so this is the next free one.`]
      : [];
  return [
    `Tidemark ${VERSION} is ready at ${url}`,
    ...moved,
    '',
    '  In your shell, before a training script:',
    `    export MLFLOW_TRACKING_URI=${url}`,
    '',
    `  Open ${url} in a browser to see your runs.`,
    `  Data: ${directory}`,
    '',
  ].join('\n');
}

function heldBy(directory: string, error: TrackingError): TrackingError {
  const engine = findRunningEngine(directory);
  if (engine === undefined) return error;
  return new TrackingError(
    'ABORTED',
    `Tidemark ${engine.version} (process ${engine.pid}) already serves ${directory} at ${engine.url}. Use that one: export MLFLOW_TRACKING_URI=${engine.url}`,
  );
}

function stopOnSignal(host: Host): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`tidemark: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** `tidemark serve`: runs until SIGTERM or SIGINT. */
export async function serve(options: ServeOptions): Promise<void> {
  // What this process makes is its user's alone: SQLite's files too, which take the mode the umask leaves.
  process.umask(0o077);
  const directory = resolve(options.data ?? defaultDataDirectory());
  const rendererDir = rendererDirectory();
  try {
    const host = await openHost({
      directory,
      host: options.host,
      port: options.port ?? DEFAULT_PORT,
      nextFreePort: options.port === undefined,
      version: VERSION,
      rendererDir,
      synchronous: synchronousMode(options.synchronous),
      accessLog: options.accessLog ?? false,
    });
    stopOnSignal(host);
    process.stdout.write(greeting(host.url, directory, options.port));
  } catch (error) {
    if (error instanceof TrackingError && error.code === 'ABORTED' && !error.message.startsWith('Port'))
      throw heldBy(directory, error);
    throw error;
  }
}
