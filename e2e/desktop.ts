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
  /** Quits and starts the program with these words alone; it remembers what it remembers. */
  restart(...words: string[]): Promise<void>;
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

const QUIT_LIMIT_MS = 15_000;

/** Quits; an Electron that hangs as it ends, as one did on a busy machine, is ended so that the next test can begin. */
async function quit(app: ElectronApplication): Promise<void> {
  const timer = setTimeout(() => app.process().kill('SIGKILL'), QUIT_LIMIT_MS);
  await app.close();
  clearTimeout(timer);
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
    const { TIDEMARK_HOME, ...outer } = process.env;
    const env = { ...outer, XDG_CONFIG_HOME: home, ...(display !== undefined && { DISPLAY: display }) };
    const start = async (given: readonly string[]) => {
      const args = [...CHROMIUM, program, ...given];
      const app = await _electron.launch({ executablePath: executable, args, env });
      const page = await app.firstWindow();
      // Before this there may be the empty page that every window begins with.
      await page.waitForURL('tidemark://app/**');
      return { app, page };
    };
    const again = async (...more: string[]) => {
      const args = [...CHROMIUM, program, '--data', engine.folder, ...more];
      await once(spawn(executable, args, { env, stdio: 'ignore' }), 'exit');
    };
    const restart = async (...given: string[]) => {
      await quit(desktop.app);
      Object.assign(desktop, await start(given));
    };
    const desktop = { ...(await start(['--data', engine.folder, ...words])), again, restart };
    await use(desktop);
    await quit(desktop.app);
    await rm(home, { recursive: true, force: true });
  },
});

/** Drops files or folders on the middle of the window, as the system does. */
export async function dropOn(page: Page, files: readonly string[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
}

/** Ends the engine as a crash does. */
export async function killEngine(engine: Engine): Promise<void> {
  const { pid } = JSON.parse(readFileSync(join(engine.folder, 'engine.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => fetch(`${engine.url}/health`).catch(() => undefined)).toBeUndefined();
}

export { expect };
