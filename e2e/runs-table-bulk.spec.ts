import { createExperiment } from './runs.ts';
import { fourRuns, names, run } from './runs-table.ts';
import { expect, test } from './test.ts';

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

test('undoing a tag gives every run back what it had', async ({ page, engine }) => {
  const { experimentId, alpha = '', beta = '' } = await fourRuns(engine);
  await engine.post('runs/set-tag', { run_id: alpha, key: 'stage', value: 'first' });
  await engine.post('runs/set-tag', { run_id: beta, key: 'stage', value: 'second' });
  await page.goto(`/experiments/${experimentId}?columns=tags.stage`);
  const cell = (name: string) => run(page, name).getByRole('gridcell').nth(2);
  await expect(cell('alpha')).toHaveText('first');
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tag' }).fill('stage');
  await page.getByRole('textbox', { name: 'Value' }).fill('done');
  await page.getByRole('button', { name: 'Tag 4 runs' }).click();
  for (const name of ['alpha', 'beta', 'gamma', 'delta']) await expect(cell(name)).toHaveText('done');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cell('alpha')).toHaveText('first');
  await expect(cell('beta')).toHaveText('second');
  await expect(cell('gamma')).toHaveText('');
  await expect(cell('delta')).toHaveText('');
});

test('runs are selected with Mod and Shift, by pointer and by keys', async ({ page, engine }) => {
  const { experimentId } = await fourRuns(engine);
  await page.goto(`/experiments/${experimentId}`);
  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  const status = (name: string) => run(page, name).getByRole('gridcell', { name: 'Finished' });
  await status('delta').click({ modifiers: ['ControlOrMeta'] });
  await status('beta').click({ modifiers: ['ControlOrMeta'] });
  await expect(bar).toContainText('2 runs selected');
  await status('beta').click({ modifiers: ['ControlOrMeta'] });
  await expect(bar).toContainText('1 run selected');
  await page.keyboard.press('Escape');
  await status('gamma').click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('2 runs selected');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('3 runs selected');
  await expect(run(page, 'delta').getByRole('checkbox')).not.toBeChecked();
  await expect(run(page, 'alpha')).toHaveAttribute('aria-selected', 'true');
  await status('delta').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Delete 1 run' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(run(page, 'delta')).toHaveAttribute('aria-selected', 'true');
  await status('beta').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Delete 3 runs' })).toBeVisible();
});
