import { createRun } from './runs.ts';
import { fourRuns, names, run, table } from './runs-table.ts';
import { expect, test } from './test.ts';

test('child runs are folded below their parent', async ({ page, engine }) => {
  const { experimentId = '', alpha = '' } = await fourRuns(engine);
  for (const name of ['first-child', 'second-child'])
    await createRun(engine, experimentId, { name, tags: { 'mlflow.parentRunId': alpha } });
  await page.goto(`/experiments/${experimentId}`);
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
  await page.getByRole('button', { name: /^Unfold 2 child runs of alpha/ }).click();
  await expect
    .poll(() => names(page))
    .toEqual(['delta', 'gamma', 'beta', 'alpha', 'second-child', 'first-child']);
  await expect(run(page, 'first-child')).toHaveAttribute('aria-level', '2');
  await createRun(engine, experimentId, { name: 'third-child', tags: { 'mlflow.parentRunId': alpha } });
  await expect(run(page, 'third-child')).toHaveAttribute('aria-level', '2');
  await run(page, 'alpha').getByRole('gridcell', { name: 'Finished' }).click();
  await page.keyboard.press('ArrowLeft');
  await expect(run(page, 'first-child')).toHaveCount(0);
});

test('runs are grouped by a param, with means, and a group unfolds', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await page.getByRole('button', { name: 'Group' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'params.optimizer' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 groups')).toBeVisible();
  const adam = table(page).getByRole('row', { name: 'adam' }).first();
  await expect(adam).toContainText('0.2');
  await adam.click();
  await expect.poll(() => names(page)).toEqual(['gamma', 'alpha']);
});
