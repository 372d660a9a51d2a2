import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { message } from './messages.ts';
import { createExperiment, createRun } from './runs.ts';
import { bestOf, longestTaskDuring } from './smoothness.ts';
import { call, createModel, register, setRegistry } from './stage-board.ts';
import { expect, test } from './test.ts';

const list = (page: Page): Locator => page.getByRole('grid', { name: 'Models' });
const versions = (page: Page): Locator => page.getByRole('grid', { name: 'Versions' });
const row = (grid: Locator, name: string): Locator =>
  grid.getByRole('row').filter({ has: grid.page().getByRole('link', { name, exact: true }) });
const details = (page: Page): Locator => page.getByRole('region', { name: 'Details' });
const part = (page: Page, title: string): Locator =>
  details(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) });
const press = (at: Locator, modifiers: ('Shift' | 'ControlOrMeta')[] = []) =>
  at.getByRole('gridcell').last().click({ modifiers });

test('with nothing registered, the page says the lines that register a model', async ({ page, engine }) => {
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'No registered models yet' })).toBeVisible();
  await expect(page.getByText(`mlflow.set_tracking_uri("${engine.url}")`)).toBeVisible();
  await expect(page.getByText('mlflow.register_model("runs:/RUN_ID/model", "fraud-model")')).toBeVisible();
  await createModel(engine, 'fraud');
  await expect(row(list(page), 'fraud')).toBeVisible();
});

test.describe('with a name that is taken', () => {
  test.use({ expectedErrors: /status of 400/ });

  test('a model is made, renamed with an undo, and a name that is taken is said beside the field', async ({
    page,
    engine,
  }) => {
    await createModel(engine, 'fraud');
    await page.goto('/models');
    await expect(row(list(page), 'fraud')).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New model' });
    await dialog.getByLabel('Name').fill('fraud');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/already exists/)).toBeVisible();
    await dialog.getByLabel('Name').fill('churn');
    await dialog.getByLabel(/Description/).fill('Who is about to **leave**');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page).toHaveURL('/models/churn');
    await expect(page.getByRole('heading', { name: 'No versions yet' })).toBeVisible();
    await expect(page.getByText('mlflow.register_model("runs:/RUN_ID/model", "churn")')).toBeVisible();
    await expect(part(page, 'Description').locator('strong')).toHaveText('leave');

    await page.getByRole('button', { name: 'Actions on this model' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    const rename = page.getByRole('dialog', { name: 'Rename the model' });
    await rename.getByLabel('Name').fill('fraud');
    await page.keyboard.press('Enter');
    await expect(rename.getByText(/already exists/)).toBeVisible();
    await rename.getByLabel('Name').fill('leavers');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/models/leavers');
    await expect(page.getByRole('heading', { name: 'leavers' })).toBeVisible();
    await page.goto('/models');
    await expect(row(list(page), 'leavers')).toBeVisible();
    await press(row(list(page), 'leavers'));
    await page.keyboard.press('F2');
    await rename.getByLabel('Name').fill('goers');
    await page.keyboard.press('Enter');
    await expect(row(list(page), 'goers')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(row(list(page), 'leavers')).toBeVisible();
  });

  test('models are found by words and by a filter whose mistakes are said, and the order stays in the address', async ({
    page,
    engine,
  }) => {
    for (const [name, team] of [
      ['card fraud', 'risk'],
      ['churn', 'growth'],
      ['wire fraud', 'risk'],
    ] as const)
      await call(engine, 'mlflow/registered-models/create', { name, tags: [{ key: 'team', value: team }] });
    await register(engine, 'churn');
    await page.goto('/models');
    const names = list(page).locator('[role=gridcell]:nth-child(2) a');
    await expect(names).toHaveText(['card fraud', 'churn', 'wire fraud']);
    const search = page.getByRole('searchbox', { name: 'Search by name, or filter' });
    await search.fill('FRAUD wire');
    await expect(names).toHaveText(['wire fraud']);
    await search.fill("tags.team = 'risk'");
    await expect(names).toHaveText(['card fraud', 'wire fraud']);
    await expect(page.getByText('2', { exact: true })).toBeVisible();
    await search.fill("tags.team = 'risk");
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(search).toHaveAttribute('aria-invalid', 'true');
    await search.fill('nothing');
    await expect(page.getByText('No model is called “nothing”.')).toBeVisible();
    await search.fill('');
    await list(page).getByRole('button', { name: 'Updated' }).click();
    await expect(names).toHaveText(['churn', 'wire fraud', 'card fraud']);
    await page.reload();
    await expect(names).toHaveText(['churn', 'wire fraud', 'card fraud']);
    await expect(list(page).getByRole('columnheader', { name: 'Updated' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });
});

test('a row tells stages, aliases, versions and requests, and each leads to its page', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  await register(engine, 'fraud', { stage: 'Production', alias: 'champion' });
  await register(engine, 'fraud');
  await setRegistry(engine, { approval_stages: ['Production'] });
  await call(engine, 'tidemark/transition-requests/create', {
    name: 'fraud',
    version: '2',
    stage: 'Production',
  });
  await page.goto('/models');
  const fraud = list(page).getByRole('row').nth(1);
  await expect(fraud.getByRole('gridcell').nth(2)).toHaveText('v2');
  await expect(fraud.getByRole('gridcell').nth(3)).toHaveText('Productionv1');
  await expect(fraud.getByRole('gridcell').nth(5)).toHaveText('2');
  await expect(fraud.getByRole('link', { name: '1 request' })).toHaveAttribute(
    'href',
    '/models/fraud?tab=board',
  );
  await fraud.getByRole('link', { name: '@champion' }).click();
  await expect(page).toHaveURL('/models/fraud/versions/1');
  await page.goBack();
  await press(fraud);
  await page.keyboard.press('b');
  await expect(page).toHaveURL('/models/fraud?tab=board');
});

test('models are ticked with Ctrl and Shift, and deleted only after a question with names and counts', async ({
  page,
  engine,
}) => {
  for (const name of ['a', 'b', 'c', 'd']) await createModel(engine, name);
  await register(engine, 'b', { alias: 'live' });
  await register(engine, 'b');
  await register(engine, 'c');
  await page.goto('/models');
  const of = (name: string) => row(list(page), name);
  await press(of('b'));
  await press(of('d'), ['Shift']);
  await expect(page.getByText('3 ticked')).toBeVisible();
  await press(of('d'), ['ControlOrMeta']);
  await expect(page.getByText('2 ticked')).toBeVisible();
  await page.getByRole('button', { name: 'Delete 2 models…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 models' });
  await expect(dialog).toContainText('This deletes 2 models with 3 versions, its alias');
  await expect(dialog.getByRole('listitem')).toHaveText(['b2 versions', 'c1 version']);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(of('b')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 ticked')).toBeHidden();
  await of('b').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete the model with 2 versions' }).click();
  await expect(of('b')).toBeHidden();
  await expect(of('c')).toBeVisible();
});

test.describe('when a model goes', () => {
  test.use({ expectedErrors: /status of 404/ });

  test('two windows show the same: a new model and version, and that one was renamed or deleted', async ({
    page,
    engine,
    context,
  }) => {
    await createModel(engine, 'fraud');
    await page.goto('/models');
    const other = await context.newPage();
    await other.goto(`${engine.url}/models/fraud?tab=versions`);
    await expect(other.getByRole('heading', { name: 'No versions yet' })).toBeVisible();
    await register(engine, 'fraud', { stage: 'Staging', description: 'First' });
    await expect(row(versions(other), 'v1')).toContainText('Staging');
    await expect(row(list(page), 'fraud').getByRole('gridcell').nth(5)).toHaveText('1');
    await page.getByRole('searchbox', { name: 'Search by name, or filter' }).click();
    await call(engine, 'mlflow/registered-models/rename', { name: 'fraud', new_name: 'fraud-2' });
    await expect(row(list(page), 'fraud-2')).toBeVisible();
    await expect(other.getByRole('heading', { name: 'There is no model named “fraud”' })).toBeVisible();
    await other.getByRole('link', { name: 'All models' }).click();
    await expect(row(list(other), 'fraud-2')).toBeVisible();
    await press(row(list(page), 'fraud-2'));
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete the model with 1 version' }).click();
    await expect(other.getByRole('heading', { name: 'No registered models yet' })).toBeVisible();
  });
});

test.describe('while the tracker is gone', () => {
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|Failed to load|net::ERR/ });

  test('a model that cannot be read says so, and is read by another try', async ({ page, engine }) => {
    for (const name of ['a', 'b']) await createModel(engine, name);
    await page.goto('/models/a?tab=versions');
    await expect(page.getByRole('heading', { name: 'No versions yet' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Models' }).click();
    await expect(row(list(page), 'b')).toBeVisible();
    await engine.stop();
    await row(list(page), 'b').getByRole('link', { name: 'b', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
    await engine.start();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByRole('heading', { name: 'No versions yet' })).toBeVisible();
  });
});

test('a name with odd characters leads to its pages, from the list and by a link of MLflow', async ({
  page,
  engine,
}) => {
  const name = `50% größe #1 ?&a=b+c 'x' "y" 模型`;
  await createModel(engine, name);
  await register(engine, name, { alias: 'live' });
  await page.goto('/models');
  await row(list(page), name).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(part(page, 'Loaded by')).toContainText(`models:/${name}@live`);
  await row(versions(page), 'v1').getByRole('link', { name: 'v1' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
  await page.goto('/');
  await page.goto(`/#/models/${encodeURIComponent(name)}/versions/1`);
  await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
  await expect(part(page, 'Loaded by')).toContainText(`models:/${name}/1`);
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('größe');
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
});

test('versions are compared by their runs, and described, named and deleted from their list', async ({
  page,
  engine,
}) => {
  const experiment = await createExperiment(engine, 'bars');
  await createModel(engine, 'fraud');
  const runs: string[] = [];
  for (const name of ['one', 'two']) {
    const run_id = await createRun(engine, experiment, {
      name,
      metrics: [{ key: 'auc', value: 0.9, step: 1 }],
    });
    runs.push(run_id);
    await register(engine, 'fraud', { run_id });
  }
  await register(engine, 'fraud');
  await page.goto('/models/fraud?tab=versions');
  const of = (version: string) => row(versions(page), version);
  await expect(of('v2')).toContainText('auc 0.9');
  await expect(of('v2').getByRole('link', { name: 'two' })).toHaveAttribute(
    'href',
    `/experiments/${experiment}/runs/${runs[1]}`,
  );
  await of('v3').getByRole('checkbox').click();
  await of('v2').getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Compare runs' })).toBeDisabled();
  await of('v1').getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Compare runs' }).click();
  await expect(page).toHaveURL(/\/compare-runs\?runs=/);
  await expect(page.getByRole('heading', { name: 'Compare 2 runs' })).toBeVisible();
  await page.goBack();

  await press(of('v1'));
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Description of v1' }).getByRole('textbox').fill('Live since March');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(of('v1')).toContainText('Live since March');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(of('v1')).not.toContainText('Live since March');

  await page.keyboard.press('a');
  const alias = page.getByRole('dialog', { name: 'Set an alias' });
  await alias.getByLabel('Alias').fill('champion');
  await page.keyboard.press('Enter');
  await expect(of('v1').getByText('@champion')).toBeVisible();
  await of('v3').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Set an alias…' }).click();
  await alias.getByLabel('Alias').fill('@champion');
  await expect(alias.getByText('It is taken from v1.')).toBeVisible();
  await alias.getByRole('button', { name: 'Move' }).click();
  await expect(of('v3').getByText('@champion')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(of('v1').getByText('@champion')).toBeVisible();

  await press(of('v1'));
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete v1 of “fraud”' });
  await expect(question).toContainText('The alias @champion goes with it');
  await question.getByRole('button', { name: 'Delete v1' }).click();
  await expect(of('v1')).toBeHidden();
  await expect(page.getByText('2 versions. Tick two or more')).toBeVisible();
});

test('a version is moved to a stage from the list, with an undo', async ({ page, engine }) => {
  await createModel(engine, 'fraud');
  await register(engine, 'fraud');
  await page.goto('/models/fraud');
  await press(row(versions(page), 'v1'));
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Move v1' });
  await dialog.getByLabel('To').selectOption('Production');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(row(versions(page), 'v1')).toContainText('Production');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(versions(page), 'v1')).toContainText('None');
});

test('description, tags and aliases of a model are written beside it, each with an undo', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  for (const _ of [1, 2]) await register(engine, 'fraud');
  await page.goto('/models/fraud?tab=versions');
  await part(page, 'Description').getByRole('button', { name: 'Write description' }).click();
  await page.getByRole('textbox', { name: 'Description in Markdown' }).fill('Scores **payments**');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(part(page, 'Description').locator('strong')).toHaveText('payments');
  await part(page, 'Tags').getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Name of the tag').fill('team');
  await page.getByLabel('Value of the tag').fill('risk');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Tags')).toContainText('teamrisk');
  await part(page, 'Aliases').getByRole('button', { name: 'Set an alias' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set an alias' });
  await dialog.getByLabel('Alias').fill('live');
  await dialog.getByLabel('Version').selectOption('1');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(part(page, 'Aliases')).toContainText('@livev1');
  await part(page, 'Aliases').getByRole('button', { name: 'Remove @live' }).click();
  await expect(part(page, 'Aliases')).toContainText('None yet');
  await message(page, 'Removed @live from v1').getByRole('button', { name: 'Undo' }).click();
  await expect(part(page, 'Aliases')).toContainText('@livev1');
  await page.keyboard.press('i');
  await expect(details(page)).toBeHidden();
  await page.reload();
  await expect(versions(page)).toBeVisible();
  await expect(details(page)).toBeHidden();
});

test('where the workspace asks for approvals and comments, an alias is asked for, and removed with a comment', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  await register(engine, 'fraud', { alias: 'old' });
  await setRegistry(engine, { comment_required: true, approval_aliases: ['champion'] });
  await page.goto('/models/fraud?tab=versions');
  await press(row(versions(page), 'v1'));
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Set an alias' });
  await dialog.getByLabel('Alias').fill('champion');
  await expect(dialog.getByText('Somebody else must approve @champion')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Ask for approval' })).toBeDisabled();
  await dialog.getByLabel('Why, for who approves it').fill('Better on nights');
  await dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(message(page, 'Asked for @champion on v1')).toBeVisible();
  await expect(row(versions(page), 'v1').getByRole('link', { name: 'asked' })).toBeVisible();
  await part(page, 'Aliases').getByRole('button', { name: 'Remove @old' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove @old' });
  await removal.getByLabel('Comment').fill('Nobody loads it');
  await removal.getByRole('button', { name: 'Remove' }).click();
  await expect(part(page, 'Aliases')).toContainText('None yet');
});

test('the board is shown first where there are several versions, and each part of a model has its address', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  for (const _ of [1, 2]) await register(engine, 'fraud');
  await page.goto('/models/fraud');
  const tabs = page.getByRole('navigation', { name: 'Parts of the model' });
  await expect(tabs.getByRole('link', { name: 'Board' })).toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: 'Versions' }).click();
  await expect(page).toHaveURL('/models/fraud?tab=versions');
  await expect(row(versions(page), 'v2')).toBeVisible();
  await page.keyboard.press('3');
  await expect(page).toHaveURL('/models/fraud?tab=history');
});

test.describe('with 3,000 models', () => {
  test.use({ dataSet: 'registry' });
  /** What a task may take of a processor; above 50 ms a person feels it. */
  const LONGEST_TASK_MS = 50;
  const MOST_ROWS = 80;

  test('the list scrolls through all of them by pages, with only the rows in view in the page', async ({
    page,
  }) => {
    await page.goto('/models');
    await expect(list(page).getByRole('row').nth(5)).toBeVisible();
    const all = Number(
      (await page.getByRole('heading', { name: 'Models' }).locator('+ span').innerText()).replace(',', ''),
    );
    expect(all).toBeGreaterThanOrEqual(3000);
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(list(page)).toHaveAttribute('aria-rowcount', String(all + 1), { timeout: 200 });
    }).toPass();
    await page.keyboard.press('End');
    await expect(list(page).locator(`[aria-rowindex="${all + 1}"]`)).toBeVisible();
    expect(await list(page).getByRole('row').count()).toBeLessThan(MOST_ROWS);
    const scroll = () =>
      longestTaskDuring(page, () =>
        page.evaluate(`(async () => {
          const grid = document.querySelector('[role="grid"]');
          for (let frame = 1; frame <= 60; frame += 1) {
            grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * frame) / 60;
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        })()`),
      );
    expect(await bestOf(3, scroll, (task) => task <= LONGEST_TASK_MS)).toBeLessThanOrEqual(LONGEST_TASK_MS);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious on the pages of models', async ({ page, engine }, info) => {
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto('/models');
        await expect(page.getByRole('heading', { name: 'No registered models yet' })).toBeVisible();
        await check('none');
        await createModel(engine, 'fraud');
        await register(engine, 'fraud', { stage: 'Production', alias: 'champion', description: 'First' });
        await register(engine, 'fraud', { stage: 'Archived' });
        await expect(row(list(page), 'fraud')).toContainText('Production');
        await press(row(list(page), 'fraud'));
        await page.keyboard.press('x');
        await check('list');
        await page.keyboard.press('n');
        await expect(page.getByRole('dialog')).toBeVisible();
        await check('new');
        await page.goto('/models/fraud?tab=versions');
        await press(row(versions(page), 'v1'));
        await page.keyboard.press('x');
        await check('versions');
        await page.keyboard.press('a');
        await expect(page.getByRole('dialog')).toBeVisible();
        await check('alias');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Delete');
        await expect(page.getByRole('dialog')).toBeVisible();
        await check('delete');
      });
    });
