import { message } from './messages.ts';
import { createExperiment, createRun, losses } from './runs.ts';
import { expect, test } from './test.ts';

test('the palette finds a run by a part of its name, an experiment by a few letters, and does a command', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'vision/resnet-sweep');
  const runId = await createRun(engine, experimentId, { name: 'amber-fox', metrics: losses(2) });
  await page.goto('/settings');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('ber-fo');
  await page.getByRole('option', { name: 'amber-fox' }).click();
  await expect(page).toHaveURL(`/experiments/${experimentId}/runs/${runId}`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('resnet');
  await expect(page.getByRole('option', { name: 'vision/resnet-sweep' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/experiments/${experimentId}`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('dark theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('no such thing at all');
  await expect(page.getByText('Nothing is called')).toBeVisible();
});

test('keys lead from page to page, and the sheet tells them', async ({ page }) => {
  await page.goto('/');
  for (const [key, path] of [
    ['e', '/experiments'],
    ['t', '/trash'],
    ['d', '/disk'],
    ['s', '/settings'],
    ['h', '/'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toContainText('Go to anything');
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL('/');
});

test('keys rest while a person types', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search experiments' }).fill('');
  await page.keyboard.type('?ge');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL('/');
});

test('the sidebar shows experiments by folders, finds them, and opens them by the keyboard', async ({
  page,
  engine,
}) => {
  const sweep = await createExperiment(engine, 'vision/resnet/sweep');
  await createExperiment(engine, 'audio/asr');
  await page.goto('/');
  const tree = page.getByRole('tree', { name: 'Experiments' });
  await expect(tree.getByRole('treeitem', { name: 'vision' })).toBeVisible();
  await tree.getByRole('button', { name: 'vision' }).click();
  await expect(tree.getByRole('link', { name: 'sweep' })).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search experiments' }).fill('sweep');
  await expect(tree.getByRole('link', { name: 'sweep' })).toBeVisible();
  await expect(tree.getByRole('link', { name: 'asr' })).toBeHidden();
  await page.keyboard.press('Tab');
  for (const _ of ['vision', 'resnet', 'sweep']) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/experiments/${sweep}`);
  await expect(tree.getByRole('link', { name: 'sweep' })).toHaveAttribute('aria-current', 'page');
});

test("MLflow's link to a model version leads to its page", async ({ page, engine }) => {
  await engine.post('registered-models/create', { name: 'fraud' });
  await page.goto('/#/models/fraud');
  await expect(page).toHaveURL('/models/fraud');
  await expect(page).toHaveTitle(/fraud/);
});

test('in a desktop window the banner says what the shell says of its engine', async ({ page }) => {
  // The shell's side of window.tidemark, which a browser has not.
  await page.addInitScript(`
    const listeners = [];
    window.tell = (state) => listeners.forEach((listener) => listener(state));
    window.tidemark = {
      engineState: {
        get: async () => ({ status: 'ready', url: 'http://127.0.0.1:5000', owner: 'desktop' }),
        subscribe: (listener) => listeners.push(listener),
      },
    };
  `);
  await page.goto('/');
  await expect(page.getByText('export MLFLOW_TRACKING_URI=http://127.0.0.1:5000')).toBeVisible();
  const banner = page.getByRole('status').filter({ hasText: 'engine' });
  await page.evaluate('tell({ status: "restarting", attempt: 2, delayMs: 100, reason: "It ended." })');
  await expect(banner).toContainText('The engine stopped; starting it again (try 2).');
  await expect(banner).toContainText('It ended.');
  await page.evaluate('tell({ status: "failed", delayMs: 100, reason: "The disk is full." })');
  await expect(banner.getByRole('button', { name: 'Try now' })).toBeVisible();
  await page.evaluate('tell({ status: "ready", url: "http://127.0.0.1:5000", owner: "desktop" })');
  await expect(banner).toBeHidden();
});

test.describe('where the answer of the tracker cannot be drawn', () => {
  test.use({ expectedErrors: /.*/ });

  test('the page says so with a report, and the rest of the frame works on', async ({
    page,
    context,
    engine,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: engine.url });
    await page.route('**/tidemark/status', (route) =>
      route.fulfill({ json: { backups: null, counts: null } }),
    );
    await page.goto('/settings');
    await expect(page.getByRole('heading', { name: 'This page failed' })).toBeVisible();
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await expect(message(page, 'Copied the report')).toBeVisible();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Page: /settings');
    await page.getByRole('link', { name: 'Home' }).click();
    await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  });
});

test('the first page is less than 350 kB of compressed scripts', async ({ page, engine }) => {
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(compressed(response.url()));
  });
  await page.goto('/');
  await expect(page.getByText(`export MLFLOW_TRACKING_URI=${engine.url}`)).toBeVisible();
  const sizes = await Promise.all(scripts);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
});

async function compressed(url: string): Promise<number> {
  const { body } = await fetch(url);
  if (body === null) throw new Error(`${url} has no content`);
  const zipped = await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  return zipped.byteLength;
}
