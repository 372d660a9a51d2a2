import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine as start } from '../engine.ts';

interface Engine {
  /** The tracking URI, `http://127.0.0.1:PORT`. */
  uri: string;
  /** What the engine has printed. */
  output: () => string;
  /** Stops the engine and removes its data directory. */
  stop: () => Promise<void>;
}

/** Starts the built engine in a data directory of its own. */
export async function startEngine(): Promise<Engine> {
  const directory = await mkdtemp(join(tmpdir(), 'tidemark-'));
  const engine = await start(directory);
  const stop = async () => {
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { uri: engine.url, output: engine.output, stop };
}
