import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { chooseOfColumn, filterBox, fourRuns, head, names, run, table } from './runs-table.ts';
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
  await expect(filterBox(page)).toHaveText("params.optimizer = 'adam'");
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect.poll(() => names(page)).toHaveLength(4);
  await filterBox(page).click();
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

test('runs are selected one by one, by range and all, and deleted with a way back', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await run(page, 'delta').getByRole('checkbox').click();
  await run(page, 'beta')
    .getByRole('gridcell', { name: 'beta', exact: true })
    .click({ modifiers: ['Shift'], position: { x: 190, y: 14 } });
  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  await expect(bar).toContainText('3 runs selected');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(bar).toContainText('4 runs selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Delete');
  await expect.poll(() => names(page)).toEqual(['beta', 'alpha']);
  await expect(bar).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
});

test('deleted runs are listed on demand and can be restored', async ({ page, engine }) => {
  const { experimentId, beta = '' } = await fourRuns(engine);
  await engine.post('runs/delete', { run_id: beta });
  await page.goto(`/experiments/${experimentId}`);
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'alpha']);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Deleted' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => names(page)).toEqual(['beta']);
  await run(page, 'beta').getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'No deleted runs' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all active runs' }).click();
  await expect.poll(() => names(page)).toHaveLength(4);
});

test('selected runs are tagged, moved and renamed', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await createExperiment(engine, 'archive');
  await page.goto(`/experiments/${experimentId}?columns=attributes.status,tags.reviewed`);
  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  await run(page, 'alpha').getByRole('checkbox').click();
  await run(page, 'beta').getByRole('checkbox').click();
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tag' }).fill('reviewed');
  await page.getByRole('textbox', { name: 'Value' }).fill('by-grace');
  await page.getByRole('button', { name: 'Tag 2 runs' }).click();
  await expect(run(page, 'alpha')).toContainText('by-grace');
  await expect(run(page, 'beta')).toContainText('by-grace');
  await bar.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('radio', { name: 'archive' }).click();
  await page.getByRole('button', { name: 'Move to archive' }).click();
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => names(page)).toHaveLength(4);
  await run(page, 'gamma').getByRole('checkbox').click();
  await bar.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('gamma ray');
  await page.getByRole('button', { name: 'Rename' }).last().click();
  await expect(run(page, 'gamma ray')).toBeVisible();
});

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

test('several experiments share one table', async ({ page, engine }) => {
  const { experimentId: first } = await fourRuns(engine, 'one');
  const { experimentId: second } = await fourRuns(engine, 'two');
  await page.goto(`/experiments/${first},${second}`);
  await expect(page.getByRole('heading', { name: 'one, two' })).toBeVisible();
  await expect(page.getByText('8 runs')).toBeVisible();
  await expect(head(page, 'Experiment')).toBeVisible();
});

test('a note is written in its cell', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}?columns=tags.mlflow.note.content,attributes.status`);
  const cell = run(page, 'beta').getByRole('gridcell').nth(2);
  await cell.dblclick();
  await page.getByRole('textbox', { name: /^Note/ }).fill('the one to beat');
  await page.keyboard.press('Enter');
  await expect(cell).toHaveText('the one to beat');
  await cell.dblclick();
  await page.getByRole('textbox', { name: /^Note/ }).fill('something else');
  await page.keyboard.press('Escape');
  await expect(cell).toHaveText('the one to beat');
});

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
  await expect(filterBox(page)).toHaveText("params.lr = '0.1'");
});

for (const [label, extension] of [
  ['CSV', 'csv'],
  ['Parquet', 'parquet'],
] as const)
  test(`all matching runs are exported as ${label}`, async ({ page, engine }) => {
    const { experimentId } = await fourRuns(engine);
    await page.goto(`/experiments/${experimentId}?filter=params.optimizer%20%3D%20%27adam%27`);
    await expect.poll(() => names(page)).toEqual(['gamma', 'alpha']);
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: label }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${extension}$`));
    const content = await readFile(await file.path());
    if (extension === 'csv') {
      expect(content.toString().trim().split('\n')).toHaveLength(3);
      expect(content.toString()).toContain('gamma');
    } else expect(content.subarray(0, 4).toString()).toBe('PAR1');
    await expect(page.getByText('Exported 2 runs').first()).toBeVisible();
  });

test('a run is pinned above all, coloured, and taken out of charts', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  await run(page, 'alpha').getByRole('gridcell', { name: 'Finished' }).click();
  await page.keyboard.press('p');
  await expect.poll(() => names(page)).toEqual(['alpha', 'delta', 'gamma', 'beta', 'alpha']);
  await run(page, 'delta').getByRole('button', { name: 'Draw delta in charts' }).click();
  await expect(run(page, 'delta').getByRole('button', { name: 'Draw delta in charts' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await run(page, 'delta').getByRole('button', { name: 'Colour of delta' }).click();
  await page.getByRole('button', { name: 'Colour 7', exact: true }).click();
  const dot = run(page, 'delta').getByRole('button', { name: 'Colour of delta' }).locator('span');
  await expect(dot).toHaveAttribute('style', /run-7/);
  await page.reload();
  await expect(dot).toHaveAttribute('style', /run-7/);
  await expect.poll(() => names(page)).toEqual(['alpha', 'delta', 'gamma', 'beta', 'alpha']);
});

test('a run that starts while one reads further down moves nothing', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'busy');
  const now = Date.now();
  for (let i = 0; i < 150; i += 1)
    await createRun(engine, experimentId, {
      name: `run-${i}`,
      start_time: now - i * 1000,
      metrics: losses(1),
    });
  await page.goto(`/experiments/${experimentId}`);
  await expect(run(page, 'run-0')).toBeVisible();
  await table(page).evaluate((grid) => grid.scrollTo({ top: 2000 }));
  await expect(run(page, 'run-80')).toBeVisible();
  const before = await run(page, 'run-80').boundingBox();
  await createRun(engine, experimentId, { name: 'new-one', start_time: Date.now() });
  await expect(page.getByText('151 runs')).toBeVisible();
  expect(await run(page, 'run-80').boundingBox()).toEqual(before);
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

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious in the table, its menus and dialogs', async ({
        page,
        engine,
      }, info) => {
        const { experimentId } = await fourRuns(engine);
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto(`/experiments/${experimentId}`);
        await expect(run(page, 'delta')).toBeVisible();
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await check('a selected run');
        await page.getByRole('button', { name: 'Columns' }).click();
        await expect(page.getByRole('checkbox', { name: 'loss' })).toBeVisible();
        await check('the column picker');
        await page.keyboard.press('Escape');
        await page.getByRole('toolbar').getByRole('button', { name: 'Move' }).click();
        await check('a dialog');
        await page.keyboard.press('Escape');
        await filterBox(page).click();
        await page.keyboard.type('params.');
        await expect(page.getByRole('option').first()).toBeVisible();
        await check('completion');
      });
    });
