import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { electronDist } from '../test/setup/index.ts';
import { expect, test } from './desktop.ts';

const script = resolve(import.meta.dirname, '../scripts/start.mjs');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

test('`npm start` opens the window where there is a display and an Electron', async ({
  display,
  engine,
}, info) => {
  const { folder } = await electronDist();
  const port = await freePort();
  // Root, as tests in a container are, has to say that it has no sandbox.
  const words = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`, '--data', engine.folder];
  const started = spawn(process.execPath, [script, ...words], {
    env: {
      ...process.env,
      XDG_CONFIG_HOME: info.outputPath('home'),
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ...(display !== undefined && { DISPLAY: display }),
    },
    stdio: 'ignore',
  });
  const ended = once(started, 'exit');
  const pages = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
    const list = (await answer?.json()) as { url: string; title: string }[] | undefined;
    return list?.map(({ url, title }) => `${title} ${url}`).join();
  };
  await expect.poll(pages, { timeout: 20_000 }).toMatch(/^Home · Tidemark tidemark:\/\/app\//);
  started.kill('SIGTERM');
  await ended;
});
