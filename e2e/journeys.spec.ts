import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { experimentIdOf, logMetrics, losses } from './runs.ts';
import { chooseOfColumn, filterBox, head, names, table } from './runs-table.ts';
import { expect, test } from './test.ts';
import { Training } from './training.ts';

const chart = (page: Page) => page.getByRole('img', { name: /^loss: / });

/** Asks a search as a script does. */
async function runNames(
  engine: Engine,
  experimentId: string,
  filter: string,
  order: string,
): Promise<string[]> {
  const { runs } = await engine.post<{ runs: { info: { run_name: string } }[] }>('runs/search', {
    experiment_ids: [experimentId],
    filter,
    order_by: [order],
    max_results: 10,
  });
  return runs.map(({ info }) => info.run_name);
}

test('first run appears live on an empty app', async ({ page, engine }) => {
  await page.goto('/');
  await expect(page.getByText('Waiting for the first run')).toBeVisible();
  await page.evaluate('window.stays = true');
  const training = await Training.start(engine);
  await expect(page.getByText('The first run arrived')).toBeVisible();
  await expect(page.getByRole('row', { name: 'hello-tide' }).first()).toContainText('Running');
  expect(await training.epoch()).toBe(20);
  await page.getByRole('link', { name: 'hello-tide' }).first().click();
  await expect(chart(page)).toHaveAccessibleName(/all 20 points, step 0 to 19, values 0\.1 to /);
  expect(await training.epoch()).toBe(40);
  await expect(chart(page)).toHaveAccessibleName(/all 40 points, step 0 to 39, values 0\.05 to /);
  await training.finish();
  await expect(page.getByText('Finished').first()).toBeVisible();
  await expect(page.getByText('Running', { exact: true })).toHaveCount(0);
  expect(await page.evaluate('window.stays')).toBe(true);
});

test('kill a training script and see interrupted', async ({ page, engine }) => {
  const training = await Training.start(engine);
  await training.epoch();
  const experimentId = await experimentIdOf(engine, 'first steps');
  await page.goto(`/experiments/${experimentId}/runs/${training.runId}`);
  await expect(page.getByText('Running').first()).toBeVisible();
  await training.kill();
  await expect(page.getByText('Interrupted').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('has ended without ending the run')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('row', { name: 'hello-tide' }).first()).toContainText('Interrupted');
  await page.goBack();
  await logMetrics(engine, training.runId, losses(3));
  await expect(page.getByText('Running').first()).toBeVisible();
  await expect(page.getByText('Interrupted')).toHaveCount(0);
});

test.describe('with the large set', () => {
  test.use({ dataSet: 'large' });

  test('find the best of 3,000 runs, save the view, reopen it from its URL in another window', async ({
    page,
    engine,
    browser,
  }) => {
    const filter = "params.optimizer = 'sgd' and attributes.status = 'FINISHED'";
    const experimentId = await experimentIdOf(engine, 'vision/resnet-sweep');
    const best = await runNames(engine, experimentId, filter, 'metrics.`val/acc` DESC');
    await page.goto(`/experiments/${experimentId}`);
    await expect(page.getByText('3,000 runs')).toBeVisible();
    await filterBox(page).click();
    await page.keyboard.type(filter);
    await expect(filterBox(page)).toHaveText(filter);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/filter=params\.optimizer/);
    await head(page, 'val/acc').getByRole('button', { name: 'val/acc', exact: true }).click();
    await expect(head(page, 'val/acc')).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await names(page)).slice(0, best.length)).toEqual(best);
    await chooseOfColumn(page, 'User', 'Hide');
    await expect(head(page, 'User')).toHaveCount(0);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('best of sgd');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL(/\?view=[0-9a-f]{32}$/);
    const columns = await table(page).getByRole('columnheader').allTextContents();

    const window = await browser.newContext();
    const reopened = await window.newPage();
    await reopened.goto(page.url());
    await expect.poll(async () => (await names(reopened)).slice(0, best.length)).toEqual(best);
    await expect(filterBox(reopened)).toHaveValue(filter);
    await expect(head(reopened, 'val/acc')).toHaveAttribute('aria-sort', 'descending');
    expect(await table(reopened).getByRole('columnheader').allTextContents()).toEqual(columns);
    await expect(reopened.getByRole('button', { name: 'best of sgd' })).toBeVisible();
    await window.close();
  });
});

test.describe('with the small set', () => {
  test.use({ dataSet: 'small' });

  test('delete, undo, purge and see bytes come back', async ({ page, engine }) => {
    const figure = async (name: string) => {
      await page.goto('/disk');
      const value = page
        .locator('dl > div', { has: page.getByText(name, { exact: true }) })
        .getByRole('definition');
      await expect(value).toBeVisible();
      return bytesOf((await value.textContent()) ?? '');
    };
    const before = { artifacts: await figure('Artifacts'), database: await figure('Database') };
    const experimentId = await experimentIdOf(engine, 'vision/resnet');
    await page.goto(`/experiments/${experimentId}`);
    const run = () => table(page).getByRole('row', { name: 'resnet50-baseline' });
    await run().getByRole('checkbox').click();
    await page
      .getByRole('toolbar', { name: 'Selected runs' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(run()).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(run()).toBeVisible();
    await run().getByRole('checkbox').click();
    await page
      .getByRole('toolbar', { name: 'Selected runs' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(run()).toHaveCount(0);
    expect(await figure('Artifacts')).toBe(before.artifacts);
    await page.goto('/trash');
    const row = page.getByRole('grid', { name: 'Trash' }).getByRole('row', { name: 'resnet50-baseline' });
    await expect(row).toBeVisible();
    await page.getByRole('button', { name: 'Delete resnet50-baseline for good' }).click();
    await page.getByRole('button', { name: /^Delete 1 run \(/ }).click();
    await expect(message(page, /^Removed 1 run for good \([\d.]+ kB of artifacts\)/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
    await expect.poll(() => figure('Database')).toBeLessThan(before.database);
    expect(await figure('Artifacts')).toBeLessThan(before.artifacts);
  });
});

/** The number that "1.5 MB" says. */
function bytesOf(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+) (B|kB|MB|GB)$/.exec(text) ?? [];
  return Number(number) * 1000 ** ['B', 'kB', 'MB', 'GB'].indexOf(unit);
}
