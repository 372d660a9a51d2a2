import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test as plain } from '@playwright/test';
import { electronDist, virtualDisplay } from '../test/setup/index.ts';
import { Engine } from './engine.ts';

const program = resolve(import.meta.dirname, '../out/main/index.cjs');

/** A display without a screen, on the first free number; `undefined` where windows have a real one. */
async function startDisplay(): Promise<{ name: string; server: ChildProcess } | undefined> {
  if (process.platform !== 'linux') return undefined;
  const args = ['-displayfd', '3', '-screen', '0', '1600x1100x24', '-nolisten', 'tcp'];
  const server = spawn(await virtualDisplay(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { name: `:${number.toString().trim()}`, server };
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  /** Starts the program once more, as a person or the system does while it runs; answers when that process is gone. */
  again(...words: string[]): Promise<void>;
}

interface WorkerFixtures {
  display: string | undefined;
}

interface Fixtures {
  engine: Engine;
  /** The built shell in a real Electron, attached to the engine that runs in Node. */
  desktop: Desktop;
  words: string[];
}

const CHROMIUM = ['--no-sandbox', '--disable-gpu'];

export const test = plain.extend<Fixtures, WorkerFixtures>({
  display: [
    // Playwright reads the fixture's needs from the pattern, so an empty one says that there are none.
    async ({}, use) => {
      const display = await startDisplay();
      await use(display?.name);
      display?.server.kill();
    },
    { scope: 'worker' },
  ],
  engine: async ({}, use) => {
    const engine = await Engine.start();
    await use(engine);
    await engine.remove();
  },
  words: [[], { option: true }],
  desktop: async ({ display, engine, words }, use) => {
    if (!existsSync(program)) throw new Error(`${program} is missing: build the desktop shell first.`);
    const { executable } = await electronDist();
    const home = await mkdtemp(join(tmpdir(), 'tidemark-desktop-'));
    const env = { ...process.env, XDG_CONFIG_HOME: home, ...(display !== undefined && { DISPLAY: display }) };
    const own = [...CHROMIUM, program, '--data', engine.folder];
    const app = await _electron.launch({ executablePath: executable, args: [...own, ...words], env });
    const again = async (...more: string[]) => {
      const second = spawn(executable, [...own, ...more], { env, stdio: 'ignore' });
      await once(second, 'exit');
    };
    await use({ app, page: await app.firstWindow(), again });
    await app.close();
    await rm(home, { recursive: true, force: true });
  },
});

/** Ends the engine as a crash does. */
export async function killEngine(engine: Engine): Promise<void> {
  const { pid } = JSON.parse(readFileSync(join(engine.folder, 'engine.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => fetch(`${engine.url}/health`).catch(() => undefined)).toBeUndefined();
}

export { expect };
