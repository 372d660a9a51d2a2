import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startProcess, waitUntil } from './process.ts';

export type Engine = {
  /** The tracking URI, `http://127.0.0.1:PORT`. */
  uri: string;
  dataDir: string;
  /** What the engine has printed, its end if that is long. */
  output: () => string;
  /** Stops the engine as a user's Ctrl-C does; removes the data directory if it was made for it. */
  stop: () => Promise<void>;
  /** Ends the engine without a warning, as a power cut does; the data directory stays. */
  kill: () => Promise<void>;
};

export type EngineOptions = { dataDir?: string; args?: string[]; env?: NodeJS.ProcessEnv };

const program = resolve(import.meta.dirname, '../../out/engine/tidemark.js');

/**
 * Starts the built Tidemark engine on a free port, in a data directory of its own unless one is given.
 * Throws with the engine's output when it does not come up, and when it has not been built.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  if (!existsSync(program)) throw new Error(`There is no ${program}. Build the engine first: npm run build.`);
  const own = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tidemark-'));
  const args = [program, 'serve', '--data', dataDir, '--port', '0', ...(options.args ?? [])];
  const server = startProcess(process.execPath, args, tmpdir(), { ...process.env, ...options.env });
  const uri = await waitUntil(server, () => server.output().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]);
  const stop = async () => {
    await server.stop();
    if (own) rmSync(dataDir, { recursive: true, force: true });
  };
  return { uri, dataDir, output: server.output, stop, kill: server.kill };
}
