import { filterBox, fourRuns, names, run, table } from './runs-table.ts';
import { expect, test } from './test.ts';

test('the filter completes keys, comparators and values, and applies with Enter', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await expect(table(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('params.opt');
  await expect(page.getByRole('option', { name: 'params.optimizer' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('= ');
  await expect(page.getByRole('option', { name: "'adam'" })).toContainText('2 runs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(filterBox(page)).toHaveText("params.optimizer = 'adam'");
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['gamma', 'alpha']);
  await expect(page.getByText('2 runs', { exact: true })).toBeVisible();
  await page.reload();
  // The editor comes when someone goes there.
  await expect(filterBox(page)).toHaveValue("params.optimizer = 'adam'");
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect.poll(() => names(page)).toHaveLength(4);
  await filterBox(page).click();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(filterBox(page)).toHaveText("params.optimizer = 'adam'");
});

test('what is wrong in a filter is underlined as it is typed and told on Enter; the table stays', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await filterBox(page).click();
  await page.keyboard.type("metrics.loss < 'abc'");
  await expect(page.locator('.cm-lintRange-error')).toHaveText("'abc'");
  await page.keyboard.press('Escape');
  await filterBox(page).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('number');
  await expect.poll(() => names(page)).toHaveLength(4);
});

test("a cell's menu filters by its value, and a filter nothing matches says so", async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await run(page, 'beta').getByRole('gridcell', { name: 'sgd' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: "params.optimizer = 'sgd'" }).click();
  await expect.poll(() => names(page)).toEqual(['delta', 'beta']);
  await run(page, 'beta').getByRole('gridcell', { name: 'beta', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: "run_name != 'beta'" }).click();
  await expect.poll(() => names(page)).toEqual(['delta']);
  await filterBox(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(" AND status = 'FAILED'");
  await page.keyboard.press('Escape');
  await filterBox(page).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No run matches the filter' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all active runs' }).click();
  await expect.poll(() => names(page)).toHaveLength(4);
});

test('what is typed before the editor is there is kept, with its caret', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  const held = Promise.withResolvers<void>();
  await page.route('**/assets/FilterEditor-*.js', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`/experiments/${experimentId}`);
  await expect(table(page)).toBeVisible();
  const before = await filterBox(page).boundingBox();
  await page.keyboard.press('/');
  await page.keyboard.type("params.optimizer = 'am'");
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.cm-editor')).toHaveCount(0);
  held.resolve();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await page.keyboard.type('d');
  await expect(filterBox(page)).toHaveText("params.optimizer = 'adm'");
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('dam');
  await expect(filterBox(page)).toHaveText("params.optimizer = 'adam'");
  expect(await filterBox(page).boundingBox()).toEqual(before);
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['gamma', 'alpha']);
});

test.describe('without the editor', () => {
  test.use({ expectedErrors: /ERR_FAILED/ });

  test('a filter is applied from the plain field as well', async ({ page, engine }) => {
    const { experimentId } = await fourRuns(engine);
    await page.route('**/assets/FilterEditor-*.js', (route) => route.abort());
    await page.goto(`/experiments/${experimentId}`);
    await expect(table(page)).toBeVisible();
    await filterBox(page).fill("params.optimizer = 'sgd'");
    await page.keyboard.press('Enter');
    await expect.poll(() => names(page)).toEqual(['delta', 'beta']);
  });
});
