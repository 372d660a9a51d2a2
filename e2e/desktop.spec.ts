import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineState } from '../src/contract/index.ts';
import { type Desktop, dropOn, expect, killEngine, test } from './desktop.ts';
import { Engine } from './engine.ts';
import { createExperiment, createRun } from './runs.ts';

const state = ({ page }: Desktop) =>
  page.evaluate('window.tidemark.engineState.get()') as Promise<EngineState>;

test('the window attaches to the engine that serves its data, and shows what is logged as it comes', async ({
  desktop,
  engine,
}) => {
  await expect.poll(() => state(desktop)).toEqual({ status: 'ready', url: engine.url, owner: 'attached' });
  await createExperiment(engine, 'made-later');
  await expect(desktop.page.getByRole('link', { name: 'made-later' })).toBeVisible();
});

test('an engine that dies is told by its state and by the page, and found again when it is back', async ({
  desktop,
  engine,
}) => {
  const { page } = desktop;
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.evaluate(
    `window.states = []; window.tidemark.engineState.subscribe((state) => window.states.push(state.status))`,
  );
  await killEngine(engine);
  await expect.poll(async () => (await state(desktop)).status).not.toBe('ready');
  await expect(
    page.getByRole('status').filter({ hasText: 'The engine stopped; starting it again' }),
  ).toBeVisible();
  await engine.start();
  await expect.poll(async () => (await state(desktop)).status, { timeout: 20_000 }).toBe('ready');
  await createExperiment(engine, 'after-all');
  await expect(page.getByRole('link', { name: 'after-all' })).toBeVisible({ timeout: 10_000 });
  const seen = (await page.evaluate('window.states')) as string[];
  expect([seen[0], seen.at(-1)]).toEqual(['restarting', 'ready']);
});

test('a second start brings the window to the front and hands over its link', async ({ desktop, engine }) => {
  const { app, page } = desktop;
  const experimentId = await createExperiment(engine, 'linked');
  const runId = await createRun(engine, experimentId, { name: 'linked-run' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await desktop.again(`tidemark://experiments/${experimentId}/runs/${runId}`);
  await expect(page.getByRole('heading', { name: 'linked-run' })).toBeVisible();
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
  expect(windows).toEqual([true]);
});

test('hostile links lead nowhere', async ({ desktop }) => {
  await desktop.again('tidemark://experiments/0');
  await expect(desktop.page).toHaveURL('tidemark://app/experiments/0');
  for (const link of [
    'tidemark://app/experiments/1',
    'tidemark://experiments/1/runs/../../x',
    'tidemark://experiments/1?next=https://example.com',
    'tidemark://experiments/%31',
    'tidemark://evil.example/experiments/1',
  ]) {
    await desktop.again(link);
    expect(desktop.page.url(), link).toBe('tidemark://app/experiments/0');
  }
});

test('a second start with an address opens a window on that tracker, apart from the first', async ({
  desktop,
  engine,
}) => {
  const { app } = desktop;
  await desktop.again('--connect', engine.url);
  // The second window is in a session of its own, which the driver does not see; main does.
  const states = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const pages = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
      const asked = pages.map((page) => page.executeJavaScript('window.tidemark.engineState.get()'));
      return {
        sessions: new Set(pages.map(({ session }) => session)).size,
        states: await Promise.all(asked),
      };
    });
  await expect.poll(states).toEqual({
    sessions: 2,
    states: expect.arrayContaining([
      { status: 'ready', url: engine.url, owner: 'attached' },
      { status: 'ready', url: engine.url, owner: 'remote' },
    ]),
  });
});

test('closing the window keeps the program in the tray unless a person chose otherwise', async ({
  desktop,
}) => {
  const { app, page } = desktop;
  const visible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect.poll(visible).toEqual([true]);
  await page.evaluate('window.tidemark.windowControls.close()');
  await expect.poll(visible).toEqual([false]);
  await desktop.again();
  await expect.poll(visible).toEqual([true]);
});

test('the tray counts what runs, and a run that ends is told by a notification that leads to it', async ({
  desktop,
  engine,
}) => {
  const { app, page } = desktop;
  await app.evaluate(({ Notification, Tray }) => {
    const seen = { notices: [] as Electron.Notification[], tips: [] as string[] };
    Object.assign(globalThis, { seen });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.notices.push(this);
    };
    Tray.prototype.setToolTip = (text) => void seen.tips.push(text);
  });
  const tips = () => app.evaluate(() => (globalThis as unknown as { seen: { tips: string[] } }).seen.tips);
  const titles = () =>
    app.evaluate(() =>
      (globalThis as unknown as { seen: { notices: Electron.Notification[] } }).seen.notices
        .map(({ title }) => title)
        .sort(),
    );
  const experimentId = await createExperiment(engine, 'watched');
  const runId = await createRun(engine, experimentId, { name: 'amber-fox-12' });
  const failing = await createRun(engine, experimentId, { name: 'grey-owl-3' });
  await expect.poll(tips).toContain('Tidemark: 2 runs are running');
  await engine.post('runs/log-metric', { run_id: failing, key: 'loss', value: 'NaN', timestamp: 1 });
  await expect.poll(titles).toEqual(['grey-owl-3: loss is NaN']);
  await engine.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: Date.now() });
  await engine.post('runs/update', { run_id: failing, status: 'FAILED', end_time: Date.now() });
  await expect
    .poll(titles)
    .toEqual(['amber-fox-12 finished', 'grey-owl-3 failed', 'grey-owl-3: loss is NaN']);
  expect((await tips()).at(-1)).toBe('Tidemark: No run is running');
  await app.evaluate(() => {
    const { notices } = (globalThis as unknown as { seen: { notices: Electron.Notification[] } }).seen;
    notices.find(({ title }) => title.startsWith('amber-fox-12'))?.emit('click');
  });
  await expect(page.getByRole('heading', { name: 'amber-fox-12' })).toBeVisible();
});

/** Answers every question of the shell with its first button, and keeps what was asked. */
async function agreeToAll({ app }: Desktop) {
  await app.evaluate(({ dialog }) => {
    const seen = Object.assign(globalThis, { told: [] as unknown[] });
    dialog.showMessageBox = async (...given: unknown[]) => {
      seen.told.push(given[1]);
      return { response: 0, checkboxChecked: false };
    };
  });
  return () => app.evaluate(() => (globalThis as typeof globalThis & { told: unknown[] }).told);
}

test('a dropped folder of MLflow is named for what it is; nothing is read in', async ({ desktop }) => {
  const { page } = desktop;
  const folder = await mkdtemp(join(tmpdir(), 'dropped-'));
  await mkdir(join(folder, 'mlruns/0'), { recursive: true });
  await writeFile(join(folder, 'mlruns/0/meta.yaml'), 'experiment_id: "0"\n');
  const told = await agreeToAll(desktop);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await dropOn(page, [join(folder, 'mlruns')]);
  await expect.poll(told).toMatchObject([
    {
      message: 'mlruns is an MLflow folder (mlruns) with 1 experiment.',
      detail: expect.stringContaining('later version'),
    },
  ]);
  expect(page.url()).toMatch(/^tidemark:\/\/app\//);
  await rm(folder, { recursive: true });
});

test('a file that a part of the page takes is left to it', async ({ desktop }) => {
  const { page } = desktop;
  const folder = await mkdtemp(join(tmpdir(), 'dropped-'));
  await writeFile(join(folder, 'model.bin'), 'x');
  const told = await agreeToAll(desktop);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.evaluate(`document.getElementById('root').addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    document.title = event.dataTransfer.files[0].name;
  }, { once: true })`);
  await dropOn(page, [join(folder, 'model.bin')]);
  await expect(page).toHaveTitle('model.bin');
  await dropOn(page, [join(folder, 'model.bin')]);
  await expect.poll(told).toMatchObject([{ message: 'model.bin is a file of 1 byte.' }]);
  await rm(folder, { recursive: true });
});

test('a dropped data directory is opened after a question, and again at the next start', async ({
  desktop,
  engine,
}) => {
  const other = await Engine.start();
  await createExperiment(other, 'of the other');
  const told = await agreeToAll(desktop);
  await expect(desktop.page.getByText('Live', { exact: true })).toBeVisible();
  await dropOn(desktop.page, [other.folder]);
  const opened = { status: 'ready', url: other.url, owner: 'attached' };
  await expect(desktop.page.getByRole('link', { name: 'of the other' })).toBeVisible();
  expect(await state(desktop)).toEqual(opened);
  expect(await told()).toMatchObject([
    { detail: expect.stringContaining(`goes on running at ${engine.url}`) },
  ]);
  await desktop.restart();
  await expect.poll(() => state(desktop)).toEqual(opened);
  await expect(desktop.page.getByRole('link', { name: 'of the other' })).toBeVisible();
  await other.remove();
});

test('a folder is opened from the menu too; another than a data directory is told to be none', async ({
  desktop,
}) => {
  const told = await agreeToAll(desktop);
  const folder = await mkdtemp(join(tmpdir(), 'chosen-'));
  await writeFile(join(folder, 'a.txt'), 'x');
  await desktop.app.evaluate(({ dialog, Menu }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'Open Data Directory…')?.click();
  }, folder);
  await expect.poll(told).toMatchObject([{ message: expect.stringContaining('is a folder with 1 item') }]);
  await rm(folder, { recursive: true });
});

test('the window comes back where it was left', async ({ desktop, engine }) => {
  const bounds = { x: 120, y: 90, width: 1000, height: 700 };
  const read = () =>
    desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await desktop.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await expect.poll(read).toEqual(bounds);
  await desktop.page.evaluate('window.tidemark.windowControls.close()');
  await desktop.restart('--data', engine.folder);
  await expect.poll(read).toEqual(bounds);
});

test('a person may have the tracker looked for anew at any time', async ({ desktop, engine }) => {
  const { page } = desktop;
  await expect.poll(async () => (await state(desktop)).status).toBe('ready');
  await page.evaluate(
    `window.states = []; window.tidemark.engineState.subscribe((state) => window.states.push(state.status))`,
  );
  await page.evaluate('window.tidemark.engineState.restart()');
  await expect.poll(() => page.evaluate('window.states')).toEqual(['starting', 'ready']);
  expect(await state(desktop)).toEqual({ status: 'ready', url: engine.url, owner: 'attached' });
});

test('opening at login is off until it is asked for, and can be taken back', async ({ desktop }) => {
  const { page } = desktop;
  expect(await page.evaluate('window.tidemark.openAtLogin.get()')).toBe(false);
  expect(await page.evaluate('window.tidemark.openAtLogin.set(true)')).toBe(true);
  expect(await page.evaluate('window.tidemark.openAtLogin.get()')).toBe(true);
  expect(await page.evaluate('window.tidemark.openAtLogin.set(false)')).toBe(false);
});

test('a window whose page crashed comes back by itself', async ({ desktop }) => {
  const loaded = await desktop.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => done(contents.getURL()));
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(loaded).toMatch(/^tidemark:\/\/app\//);
});
