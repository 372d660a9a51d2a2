import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { expect, test } from './test.ts';

const grid = (page: Page) => page.getByRole('treegrid', { name: 'Runs' });
const chart = (page: Page) => page.getByRole('img', { name: /points?/ });
const metricRow = (page: Page, key: string) =>
  page.getByRole('grid', { name: 'Latest metrics' }).getByRole('row', { name: key });

/** Three runs, the newest still running. */
async function threeRuns(engine: Engine) {
  const experimentId = await createExperiment(engine, 'bars');
  const now = Date.now();
  const common = { params: { lr: '0.001', optimizer: 'adam' }, tags: { team: 'vision' } };
  const add = (name: string, age: number, status?: 'FINISHED' | 'FAILED') =>
    createRun(engine, experimentId, {
      ...common,
      name,
      start_time: now - age,
      metrics: [...losses(20), ...losses(20, 'val/accuracy')],
      ...(status && { status }),
    });
  await add('oldest', 7_200_000, 'FAILED');
  await add('middle', 3_600_000, 'FINISHED');
  return { experimentId, runId: await add('newest', 60_000) };
}

test('experiments and the runs of the chosen one are listed, latest first', async ({ page, engine }) => {
  await threeRuns(engine);
  await page.goto('/');
  await page.getByRole('link', { name: 'bars' }).click();
  const rows = grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('newest');
  await expect(rows.nth(0)).toContainText('Running');
  await expect(rows.nth(1)).toContainText('Finished');
  await expect(rows.nth(2)).toContainText('Failed');
  await expect(rows.nth(2)).toContainText('2 h ago');
  await expect(grid(page).getByRole('columnheader', { name: 'val/accuracy' })).toBeVisible();
  await expect(rows.nth(0).getByRole('gridcell', { name: '0.05' }).first()).toHaveAttribute('title', '0.05');
  await expect(rows.nth(0)).toContainText('adam');
});

test("a run's page shows what was logged", async ({ page, engine }) => {
  const { experimentId, runId } = await threeRuns(engine);
  await page.goto(`/experiments/${experimentId}/runs/${runId}`);
  await expect(page.getByRole('heading', { name: 'newest' })).toBeVisible();
  await expect(page.getByText(runId, { exact: true })).toBeVisible();
  await expect(page.getByRole('term').filter({ hasText: 'optimizer' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'adam' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'vision' })).toBeVisible();
  await expect(metricRow(page, 'val/accuracy')).toContainText('0.05');
  await expect(chart(page)).toHaveAccessibleName('loss: all 20 points, step 0 to 19, values 0.05 to 1');
  await metricRow(page, 'val/accuracy').click();
  await expect(page).toHaveURL(/\?metric=val%2Faccuracy$/);
  await expect(chart(page)).toHaveAccessibleName(/^val\/accuracy: /);
});

test('points logged while the page is open reach the table and the chart', async ({ page, engine }) => {
  const { experimentId, runId } = await threeRuns(engine);
  await page.goto(`/experiments/${experimentId}/runs/${runId}`);
  await expect(chart(page)).toHaveAccessibleName(/20 points/);
  const before = await chart(page).locator('canvas').screenshot();
  await logMetrics(engine, runId, [{ key: 'loss', value: 7.5, step: 20 }]);
  await expect.poll(() => metricRow(page, 'loss').textContent()).toContain('7.5');
  await expect(chart(page)).toHaveAccessibleName('loss: all 21 points, step 0 to 20, values 0.05 to 7.5');
  await expect.poll(async () => before.equals(await chart(page).locator('canvas').screenshot())).toBe(false);
  await logMetrics(engine, runId, [{ key: 'brand/new', value: 3, step: 0 }]);
  await expect(metricRow(page, 'brand/new')).toContainText('3');
});

test('many small batches are all in the chart at the end', async ({ page, engine }) => {
  const { experimentId, runId } = await threeRuns(engine);
  await page.goto(`/experiments/${experimentId}/runs/${runId}`);
  await expect(chart(page)).toHaveAccessibleName(/20 points/);
  for (let step = 20; step < 220; step += 1)
    await logMetrics(engine, runId, [{ key: 'loss', value: step, step }]);
  await expect(chart(page)).toHaveAccessibleName('loss: all 220 points, step 0 to 219, values 0.05 to 219');
});

test('a list follows runs that start, change and are deleted', async ({ page, engine }) => {
  const { experimentId, runId } = await threeRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect(grid(page).getByRole('row', { name: 'newest' })).toContainText('Running');
  await createRun(engine, experimentId, { name: 'just-started' });
  await expect(grid(page).getByRole('row').nth(1)).toContainText('just-started');
  await engine.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: Date.now() });
  await expect(grid(page).getByRole('row', { name: 'newest' })).toContainText('Finished');
  await engine.post('runs/delete', { run_id: runId });
  await expect(grid(page).getByRole('row', { name: 'newest' })).toHaveCount(0);
  await createExperiment(engine, 'made-later');
  await expect(page.getByRole('link', { name: 'made-later' })).toBeVisible();
});

test('an experiment without runs says what to paste, and fills when the first run starts', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'quiet "one"');
  await page.goto(`/experiments/${experimentId}`);
  await expect(page.getByText(`export MLFLOW_TRACKING_URI=${engine.url}`)).toBeVisible();
  await expect(page.getByText('mlflow.set_experiment("quiet \\"one\\"")')).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the line' }).click();
  await expect(page.getByRole('button', { name: 'Copied the line' })).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    `export MLFLOW_TRACKING_URI=${engine.url}`,
  );
  await createRun(engine, experimentId, { name: 'first' });
  await expect(grid(page).getByRole('row', { name: 'first' })).toBeVisible();
});

test('keys lead through the list, into a run and back to the same row', async ({ page, engine }) => {
  const { experimentId } = await threeRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await expect(grid(page).getByRole('row', { selected: true })).toContainText('middle');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'middle' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('row', { selected: true })).toContainText('middle');
  await expect(grid(page)).toBeFocused();
});

test("MLflow's links open the same run, on arrival and when pasted later", async ({ page, engine }) => {
  const { experimentId, runId } = await threeRuns(engine);
  await page.goto(`/#/experiments/${experimentId}/runs/${runId}`);
  await expect(page.getByRole('heading', { name: 'newest' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await page.evaluate(`location.hash = '#/experiments/${experimentId}'`);
  await expect(grid(page)).toBeVisible();
  await expect(page).toHaveURL(`/experiments/${experimentId}`);
});

test.describe('with a link to nothing', () => {
  test.use({ expectedErrors: /404/ });

  test('an experiment that does not exist is told in words and not shown as empty', async ({ page }) => {
    await page.goto('/experiments/987654321');
    await expect(page.getByRole('alert')).toContainText('987654321');
    await expect(page.getByText('No runs yet')).toHaveCount(0);
  });

  test('a run that does not exist is told in words, with a way to try again', async ({ page }) => {
    await page.goto('/experiments/0/runs/0123456789abcdef0123456789abcdef');
    await expect(page.getByRole('alert')).toContainText('0123456789abcdef0123456789abcdef');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

test.describe('with an engine that stops', () => {
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/ });

  test('the page says so and takes up what it missed by itself', async ({ page, engine }) => {
    const { experimentId, runId } = await threeRuns(engine);
    await page.goto(`/experiments/${experimentId}/runs/${runId}`);
    await expect(chart(page)).toHaveAccessibleName(/20 points/);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await engine.stop();
    await expect(page.getByRole('status')).toContainText('does not answer');
    await expect(chart(page)).toBeVisible();
    await engine.start();
    await logMetrics(engine, runId, [{ key: 'loss', value: 9, step: 20 }]);
    await expect(chart(page)).toHaveAccessibleName(/all 21 points, step 0 to 20, values 0\.05 to 9$/);
    await expect(page.getByRole('status')).toBeEmpty();
  });
});

test('3,000 runs are read as one scrolls, with few rows in the page at a time', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'sweep');
  const now = Date.now();
  for (let first = 0; first < 3000; first += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        createRun(engine, experimentId, {
          name: `run-${first + i}`,
          start_time: now - (first + i) * 1000,
          metrics: losses(2),
          params: { seed: String(first + i) },
        }),
      ),
    );
  await page.goto(`/experiments/${experimentId}`);
  await expect(page.getByText('3,000 runs')).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(grid(page).getByRole('row', { selected: true })).toContainText('run-2999', { timeout: 100 });
  }).toPass({ intervals: [20] });
  expect(await grid(page).getByRole('row').count()).toBeLessThan(80);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious on the list, a run and the empty state', async ({
        page,
        engine,
      }, info) => {
        const { experimentId, runId } = await threeRuns(engine);
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto(`/experiments/${experimentId}`);
        await expect(grid(page).getByRole('row', { name: 'newest' })).toBeVisible();
        await page.keyboard.press('j');
        await check('list');
        await page.goto(`/experiments/${experimentId}/runs/${runId}`);
        await expect(chart(page)).toBeVisible();
        await check('run');
        await page.goto('/experiments/0');
        await expect(page.getByText('No runs yet')).toBeVisible();
        await check('empty');
      });
    });

test('the theme that a person chooses stays', async ({ page }) => {
  await page.goto('/');
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await background();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  await expect.poll(background).toBe(dark);
});
