import { filterBox, fourRuns, head, names } from './runs-table.ts';
import { expect, test } from './test.ts';

test('a view is saved under a name and opens as it was', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}?filter=params.lr%20%3D%20%270.1%27&order=-params.optimizer`);
  await expect.poll(() => names(page)).toEqual(['beta', 'alpha']);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('slow learners');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(/\?view=[0-9a-f]{32}$/);
  await page.goto(`/experiments/${experimentId}`);
  await expect.poll(() => names(page)).toHaveLength(4);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'slow learners' }).click();
  await expect.poll(() => names(page)).toEqual(['beta', 'alpha']);
  await expect(filterBox(page)).toHaveValue("params.lr = '0.1'");
});

test('several experiments share one table', async ({ page, engine }) => {
  const { experimentId: first } = await fourRuns(engine, 'one');
  const { experimentId: second } = await fourRuns(engine, 'two');
  await page.goto(`/experiments/${first},${second}`);
  await expect(page.getByRole('heading', { name: 'one, two' })).toBeVisible();
  await expect(page.getByText('8 runs')).toBeVisible();
  await expect(head(page, 'Experiment')).toBeVisible();
});
