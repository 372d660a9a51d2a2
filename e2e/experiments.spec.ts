import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { message } from './messages.ts';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { expect, test } from './test.ts';

const grid = (page: Page) => page.getByRole('treegrid', { name: 'Experiments' });
const row = (page: Page, name: string) => grid(page).getByRole('row').filter({ hasText: name });

test.describe('with a name that is taken', () => {
  test.use({ expectedErrors: /status of 400/ });

  test('an experiment is created in a folder, and a name that is taken is said beside the field', async ({
    page,
  }) => {
    await page.goto('/experiments');
    await expect(row(page, 'Default')).toBeVisible();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New experiment' });
    await dialog.getByLabel('Name').fill('Default');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('already exists');
    await dialog.getByLabel('Name').fill('vision/sweep');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/experiments\/\d+$/);
    await page.goto('/experiments');
    await expect(row(page, 'vision')).toHaveAttribute('aria-expanded', 'true');
    await expect(row(page, 'sweep')).toHaveAttribute('aria-level', '2');
  });

  test('renaming says so, and a free name can be undone', async ({ page, engine }) => {
    await createExperiment(engine, 'bars');
    await page.goto('/experiments');
    await row(page, 'bars').click();
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: 'Rename the experiment' });
    await dialog.getByLabel('Name').fill('Default');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('already exists');
    await dialog.getByLabel('Name').fill('stars');
    await page.keyboard.press('Enter');
    await expect(row(page, 'stars')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'bars')).toBeVisible();
  });
});

test('a note and a tag are written, found by the search, and removed with an undo', async ({
  page,
  engine,
}) => {
  await createExperiment(engine, 'bars');
  await page.goto('/experiments');
  await row(page, 'bars').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit the note' }).click();
  await page.getByRole('textbox').last().fill('Sweep of the *learning rate*');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'bars')).toContainText('Sweep of the');
  await row(page, 'bars').click();
  await page.keyboard.press('t');
  const tags = page.getByRole('dialog', { name: 'Tags of “bars”' });
  await tags.getByLabel('Key').fill('team');
  await tags.getByLabel('Value').fill('vision');
  await page.keyboard.press('Enter');
  await expect(tags.getByText('vision', { exact: true })).toBeVisible();
  await tags.getByRole('button', { name: 'Remove team' }).click();
  await expect(tags.getByText('No tags yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'bars')).toContainText('team: vision');
  await page.getByRole('searchbox', { name: 'Search by name, note or tag' }).fill('vision rate');
  await expect(row(page, 'bars')).toBeVisible();
  await expect(row(page, 'Default')).toBeHidden();
  await expect(page).toHaveURL(/search=vision\+rate/);
});

test('a folder of experiments is deleted at once, comes back by Undo, and is restored from Deleted', async ({
  page,
  engine,
}) => {
  for (const name of ['old/a', 'old/b', 'new']) await createExperiment(engine, name);
  await page.goto('/experiments');
  await row(page, 'old').getByRole('checkbox').check();
  await expect(page.getByText('2 ticked')).toBeVisible();
  await page.getByRole('button', { name: 'Delete 2 experiments' }).click();
  await expect(message(page, 'Moved 2 experiments to the trash')).toBeVisible();
  await expect(row(page, 'old')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'old')).toBeVisible();
  await row(page, 'new').click();
  await page.keyboard.press('Delete');
  await expect(row(page, 'new')).toBeHidden();
  await page.getByRole('button', { name: 'Deleted' }).click();
  await row(page, 'new').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'No deleted experiments' })).toBeVisible();
  await page.getByRole('button', { name: 'Active' }).click();
  await expect(row(page, 'new')).toBeVisible();
});

test('runs are counted, running ones marked, as they come and end; the order stays for the next visit', async ({
  page,
  engine,
}) => {
  const busy = await createExperiment(engine, 'vision/busy');
  const calm = await createExperiment(engine, 'vision/calm');
  await createRun(engine, calm, { status: 'FINISHED' });
  await createRun(engine, busy, { status: 'FINISHED' });
  const going = await createRun(engine, busy, { metrics: losses(2) });
  await page.goto('/experiments');
  const runsOf = (name: string) => row(page, name).getByRole('gridcell').nth(2);
  await expect(runsOf('busy')).toHaveText('1 running2');
  await expect(runsOf('calm')).toHaveText('1');
  await expect(runsOf('vision')).toHaveText('1 running3');
  await expect(runsOf('Default')).toHaveText('0');
  await engine.post('runs/update', { run_id: going, status: 'FINISHED', end_time: Date.now() });
  await expect(runsOf('busy')).toHaveText('2');
  await createRun(engine, calm, {});
  await createRun(engine, calm, {});
  await expect(runsOf('calm')).toHaveText('2 running3');
  await grid(page).getByRole('button', { name: 'Runs' }).click();
  const names = grid(page).getByRole('row').getByRole('link');
  await expect(names).toHaveText(['calm', 'busy', 'Default']);
  await page.reload();
  await expect(names).toHaveText(['calm', 'busy', 'Default']);
  await expect(grid(page).getByRole('columnheader', { name: 'Runs' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

test('rows are ticked with Ctrl and, as a range, with Shift; what a press alone does is to make one active', async ({
  page,
  engine,
}) => {
  for (const name of ['run-a', 'run-b', 'run-c', 'run-d', 'run-e']) await createExperiment(engine, name);
  await page.goto('/experiments');
  const press = (name: string, modifiers: ('Shift' | 'ControlOrMeta')[]) =>
    row(page, name).getByRole('gridcell').last().click({ modifiers });
  const ticked = grid(page).getByRole('checkbox', { checked: true });
  await press('run-b', []);
  await expect(ticked).toHaveCount(0);
  await press('run-d', ['Shift']);
  await expect(page.getByText('3 ticked')).toBeVisible();
  await press('run-c', ['ControlOrMeta']);
  await expect(page.getByText('2 ticked')).toBeVisible();
  await expect(row(page, 'run-c').getByRole('checkbox')).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(ticked).toHaveCount(0);
});

test('names with dots share a folder, which has a page of its own with what leads to it', async ({
  page,
  engine,
}) => {
  for (const name of ['rl.atari.pong', 'rl.atari.breakout', 'v1.2 test'])
    await createExperiment(engine, name);
  const nested = await createExperiment(engine, 'vision/resnet/sweep');
  await page.goto('/experiments');
  await expect(row(page, 'v1.2 test')).toHaveAttribute('aria-level', '1');
  await expect(row(page, 'pong')).toHaveAttribute('aria-level', '3');
  const tree = page.getByRole('tree', { name: 'Experiments' });
  await expect(tree.getByRole('button', { name: 'atari' })).toBeVisible();
  await row(page, 'atari').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open the folder' }).click();
  await expect(page).toHaveURL('/experiments?folder=rl%2Fatari');
  await expect(page.getByRole('heading', { name: 'atari' })).toBeVisible();
  await expect(grid(page).getByRole('link')).toHaveText(['breakout', 'pong']);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
  await expect(crumbs.getByRole('link')).toHaveText(['Experiments', 'rl']);
  await page.goto(`/experiments/${nested}`);
  await expect(crumbs.getByRole('link')).toHaveText(['Experiments', 'vision', 'resnet']);
  await expect(page.getByRole('heading', { name: 'sweep' })).toBeVisible();
  await crumbs.getByRole('link', { name: 'vision' }).click();
  await expect(row(page, 'resnet')).toHaveAttribute('aria-level', '1');
  const runId = await createRun(engine, nested, { name: 'amber-fox' });
  await page.goto(`/experiments/${nested}/runs/${runId}`);
  await expect(crumbs.getByRole('link')).toHaveText(['Experiments', 'vision', 'resnet', 'sweep']);
});

test('runs are dragged onto an experiment in the sidebar, ticked ones together, and go back by Undo', async ({
  page,
  engine,
}) => {
  const from = await createExperiment(engine, 'from');
  const to = await createExperiment(engine, 'later/to');
  const ids: string[] = [];
  for (const name of ['one', 'two', 'three']) ids.push(await createRun(engine, from, { name }));
  await logMetrics(engine, ids[0] ?? '', losses(2));
  const runs = page.getByRole('treegrid').or(page.getByRole('grid')).getByRole('row');
  const run = (name: string) => runs.filter({ has: page.getByRole('link', { name, exact: true }) });
  const target = page.getByRole('tree', { name: 'Experiments' }).getByRole('link', { name: 'to' });
  await page.goto(`/experiments/${from}`);
  await run('one').getByRole('checkbox', { name: 'Select one' }).click();
  await run('two').getByRole('checkbox', { name: 'Select two' }).click();
  await run('one').getByRole('link', { name: 'one' }).hover();
  await page.mouse.down();
  await target.hover();
  await target.hover();
  await expect(target).toHaveText('toMove 2 runs here');
  await page.mouse.up();
  await expect(message(page, 'Moved 2 runs to later/to')).toBeVisible();
  await expect(run('one')).toBeHidden();
  await expect(run('three')).toBeVisible();
  await expect(page.getByText('2 selected')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(run('one')).toBeVisible();
  await expect(run('two')).toBeVisible();
  await run('three').getByText('ada').dragTo(target);
  await expect(message(page, 'Moved 1 run to later/to')).toBeVisible();
  await target.click();
  await expect(page).toHaveURL(`/experiments/${to}`);
  await expect(run('three')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious on any page of the frame', async ({ page, engine }, info) => {
        const experiment_id = await createExperiment(engine, 'vision/sweep');
        await engine.post('experiments/set-experiment-tag', { experiment_id, key: 'team', value: 'vision' });
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto('/');
        await expect(page.getByText('Waiting for the first run')).toBeVisible();
        await check('home');
        await page.goto('/experiments');
        await row(page, 'sweep').click();
        await page.keyboard.press('x');
        await check('experiments');
        await page.keyboard.press('t');
        await expect(page.getByRole('dialog')).toBeVisible();
        await check('tags');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Delete');
        await expect(message(page, 'Moved “vision/sweep” to the trash')).toBeVisible();
        await check('undo');
        await page.goto('/trash');
        await expect(page.getByRole('row', { name: 'vision/sweep' })).toBeVisible();
        await check('trash');
        await page.goto('/disk');
        await expect(page.getByText('No artifacts here')).toBeVisible();
        await check('disk');
        await page.goto('/settings');
        await expect(page.getByRole('heading', { name: 'Versions' })).toBeVisible();
        await check('settings');
        await page.keyboard.press('ControlOrMeta+k');
        await expect(page.getByRole('dialog')).toBeVisible();
        await check('palette');
      });
    });
