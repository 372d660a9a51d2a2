import { createExperiment, createRun, logMetrics } from './runs.ts';
import { chooseOfColumn, fourRuns, head, names, run, table } from './runs-table.ts';
import { expect, test } from './test.ts';

test('a head sorts, Shift adds a second key, and the address brings the same order back', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
  await head(page, 'loss').getByRole('button', { name: 'loss', exact: true }).click();
  await expect(head(page, 'loss')).toHaveAttribute('aria-sort', 'descending');
  await head(page, 'loss').getByRole('button', { name: 'loss', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['alpha', 'beta', 'gamma', 'delta']);
  await head(page, 'optimizer').getByRole('button', { name: 'optimizer', exact: true }).click();
  await head(page, 'loss')
    .getByRole('button', { name: 'loss', exact: true })
    .click({ modifiers: ['Shift'] });
  await expect.poll(() => names(page)).toEqual(['gamma', 'alpha', 'delta', 'beta']);
  await expect(page).toHaveURL(/order=params\.optimizer%2C-metrics\.loss/);
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['gamma', 'alpha', 'delta', 'beta']);
});

test('a metric column shows and sorts by its last, smallest, largest or first value', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect(run(page, 'delta')).toContainText('0.4');
  await chooseOfColumn(page, 'loss', 'Smallest value');
  await expect(run(page, 'delta')).toContainText('0.05');
  await head(page, 'loss min').getByRole('button', { name: 'loss min' }).click();
  await expect.poll(() => names(page)).toEqual(['gamma', 'beta', 'alpha', 'delta']);
});

test('columns are searched, shown, hidden, moved, pinned and resized, and stay so', async ({
  page,
  engine,
}) => {
  const { experimentId, delta = '' } = await fourRuns(engine);
  await logMetrics(engine, delta, [{ key: 'rare/one', value: 42, step: 0 }]);
  await page.goto(`/experiments/${experimentId}`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('textbox', { name: 'Search columns' }).fill('team');
  await page.getByRole('checkbox', { name: 'team' }).click();
  await page.keyboard.press('Escape');
  await expect(run(page, 'delta')).toContainText('vision');
  await chooseOfColumn(page, 'User', 'Hide');
  await expect(head(page, 'User')).toHaveCount(0);
  await chooseOfColumn(page, 'optimizer', 'Pin at the left');
  await expect(table(page).getByRole('columnheader').nth(2)).toContainText('optimizer');
  const edge = await head(page, 'loss').boundingBox();
  if (edge === null) throw new Error('The head of loss is not drawn.');
  await page.mouse.move(edge.x + edge.width - 1, edge.y + 20);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 60, edge.y + 20, { steps: 5 });
  await page.mouse.up();
  const widened = (await head(page, 'loss').boundingBox())?.width ?? 0;
  expect(widened).toBeGreaterThan(edge.width + 50);
  await head(page, 'loss').getByRole('button', { name: 'loss', exact: true }).dragTo(head(page, 'Status'));
  await page.goto(`/experiments/${experimentId}`);
  await expect(table(page).getByRole('columnheader').nth(2)).toContainText('optimizer');
  await expect(head(page, 'User')).toHaveCount(0);
  await expect(head(page, 'team')).toBeVisible();
  expect((await head(page, 'loss').boundingBox())?.width).toBe(widened);
  const order = await table(page).getByRole('columnheader').allTextContents();
  expect(order.findIndex((text) => text.includes('loss'))).toBe(3);
});

test('only columns that differ are left when asked', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect(head(page, 'dropout')).toBeVisible();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Only columns that differ' }).click();
  await page.keyboard.press('Escape');
  await expect(head(page, 'dropout')).toHaveCount(0);
  await expect(head(page, 'lr')).toBeVisible();
});

test('hundreds of columns are drawn only where one looks', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'wide');
  const keys = Array.from({ length: 400 }, (_, index) => `metric_${index}`);
  for (const name of ['left', 'right'])
    await createRun(engine, experimentId, {
      name,
      metrics: keys.map((key, value) => ({ key, value, step: 0 })),
    });
  await page.goto(`/experiments/${experimentId}?columns=${keys.map((key) => `metrics.${key}`).join(',')}`);
  await expect(run(page, 'left')).toBeVisible();
  expect(await table(page).getByRole('columnheader').count()).toBeLessThan(30);
  await table(page).evaluate((grid) => grid.scrollTo({ left: grid.scrollWidth }));
  await expect(head(page, 'metric_399')).toBeVisible();
  await expect(run(page, 'left')).toContainText('399');
  await expect(run(page, 'left').getByRole('link')).toBeInViewport();
});
