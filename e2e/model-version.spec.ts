import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { message } from './messages.ts';
import { createExperiment, createRun } from './runs.ts';
import { call, createModel, register } from './stage-board.ts';
import { expect, test } from './test.ts';

const overview = (page: Page): Locator => page.getByRole('region', { name: 'Overview' });
const details = (page: Page): Locator => page.getByRole('region', { name: 'Details' });
const section = (where: Locator, title: string): Locator =>
  where
    .locator('section')
    .filter({ has: where.page().getByRole('heading', { name: new RegExp(`^${title}`) }) });
const lineage = (page: Page): Locator => page.getByRole('application', { name: 'Lineage' });

test.describe('with models that the Python client registered', () => {
  test.use({ dataSet: 'small' });

  test('a version tells what goes in and out, its packages and metrics, and how it is loaded by each of its names', async ({
    page,
  }) => {
    await page.goto('/models/fraud-model/versions/3');
    await expect(page.getByRole('heading', { name: 'Version 3' })).toBeVisible();
    const use = section(overview(page), 'Use it');
    await expect(use).toContainText('mlflow.pyfunc.load_model("models:/fraud-model/3")');
    await expect(use).toContainText('mlflow.sklearn.load_model("models:/fraud-model/3")');
    await use.getByLabel('By').selectOption('models:/fraud-model@champion');
    await use.getByRole('button', { name: 'Download' }).click();
    await expect(use).toContainText('download_artifacts("models:/fraud-model@champion"');
    await use.getByRole('button', { name: 'Serve' }).click();
    await expect(use).toContainText("mlflow models serve -m 'models:/fraud-model@champion'");
    await expect(page.getByRole('table', { name: 'Inputs' }).getByRole('row')).toHaveText([
      'NameTypeGiven',
      /^amountdouble/,
      /^hourlong/,
      /^age_dayslong/,
    ]);
    await expect(page.getByRole('table', { name: 'Outputs' })).toBeVisible();
    await expect(section(overview(page), 'Requirements')).toContainText('scikit-learn==1.7.2');
    await expect(section(overview(page), 'Metrics 2')).toContainText('auc0.914');
    await expect(section(overview(page), 'Flavor sklearn')).toBeVisible();
    const loaded = section(details(page), 'Loaded by').getByRole('listitem');
    await expect(loaded).toHaveText([
      'models:/fraud-model/3',
      'models:/fraud-model@champion',
      'models:/fraud-model/Production',
    ]);
    await expect(section(details(page), 'Description').locator('strong')).toHaveText('Since October.');
    await page.keyboard.press(']');
    await expect(page).toHaveURL('/models/fraud-model/versions/4');
    await expect(section(details(page), 'Loaded by')).toContainText('models:/fraud-model/Staging');
  });

  test('the curl that the page gives fetches the file', async ({ page, engine }) => {
    await page.goto('/models/fraud-model/versions/3');
    const use = section(overview(page), 'Use it');
    await use.getByRole('button', { name: 'Download' }).click();
    const command = await use.locator('code').last().innerText();
    const url = /'(http.*)'/.exec(command)?.[1] ?? '';
    expect(url.startsWith(engine.url)).toBe(true);
    expect(await (await fetch(url)).text()).toContain('flavors:');
  });

  test('the files of a version are shown, with the chosen one in the address', async ({ page }) => {
    await page.goto('/models/resnet-classifier/versions/2');
    await page
      .getByRole('navigation', { name: 'Parts of the version' })
      .getByRole('link', { name: 'Files' })
      .click();
    await expect(page.getByRole('heading', { name: 'MLmodel' })).toBeVisible();
    await page.getByRole('treeitem', { name: 'requirements.txt' }).click();
    await expect(page).toHaveURL(/tab=files&path=model%2Frequirements\.txt/);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'requirements.txt' })).toBeVisible();
  });

  test('the lineage leads from data over the run to the version and its copies, with the keyboard too', async ({
    page,
    engine,
  }) => {
    await createModel(engine, 'copy of it');
    await call(engine, 'mlflow/model-versions/create', {
      name: 'copy of it',
      source: 'models:/resnet-classifier/1',
    });
    await page.goto('/models/resnet-classifier/versions/1?tab=lineage');
    const graph = lineage(page);
    await expect(graph.getByRole('link', { name: /^Dataset: / }).first()).toBeVisible();
    await expect(graph.getByRole('link', { name: /^Run: / })).toHaveCount(1);
    await expect(graph.getByRole('link', { name: /^Logged model: / })).toHaveCount(1);
    await expect(graph.getByRole('link', { name: /^Stage: None/ })).toHaveCount(1);
    await expect(graph.getByRole('link', { name: /^Alias: @candidate/ })).toHaveCount(1);
    await expect(graph.getByRole('link', { name: /^Version: copy of it v1/ })).toHaveCount(1);
    for (const link of await graph.getByRole('link', { name: /: / }).all())
      await expect(link).toBeInViewport();
    await graph.getByRole('button', { name: 'Show all of it' }).focus();
    await graph.getByRole('link', { name: /^Run: resnet50-baseline/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'resnet50-baseline' })).toBeVisible();
    await page.goBack();
    await graph
      .getByRole('link', { name: /^Dataset: / })
      .first()
      .click();
    await expect(page).toHaveURL(/filter=dataset\.name/);
    await expect(page.getByRole('link', { name: 'resnet50-baseline' }).first()).toBeVisible();
  });
});

test('a version is moved, named, described and tagged on its page, each with an undo', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  await register(engine, 'fraud');
  await page.goto('/models/fraud/versions/1');
  const facts = section(details(page), 'Overview');
  await facts.getByRole('button', { name: 'Move…' }).click();
  await page.getByRole('dialog').getByLabel('To').selectOption('Staging');
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await expect(facts).toContainText('Staging');
  await expect(section(details(page), 'Loaded by')).toContainText('models:/fraud/Staging');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(facts).toContainText('None');
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: 'Set an alias' }).getByLabel('Alias').fill('live');
  await page.keyboard.press('Enter');
  await expect(section(details(page), 'Aliases')).toContainText('@live');
  await expect(section(details(page), 'Loaded by')).toContainText('models:/fraud@live');
  await section(details(page), 'Aliases').getByRole('button', { name: 'Remove @live' }).click();
  await expect(section(details(page), 'Aliases')).toContainText('None yet');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(section(details(page), 'Aliases')).toContainText('@live');
  await section(details(page), 'Description').getByRole('button', { name: 'Write description' }).click();
  await page.getByRole('textbox', { name: 'Description in Markdown' }).fill('Better on *nights*');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(section(details(page), 'Description').locator('em')).toHaveText('nights');
  await section(details(page), 'Tags').getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Name of the tag').fill('checked');
  await page.getByLabel('Value of the tag').fill('yes');
  await page.keyboard.press('Enter');
  await expect(section(details(page), 'Tags')).toContainText('checkedyes');
  await message(page, 'Added the tag checked').getByRole('button', { name: 'Undo' }).click();
  await expect(section(details(page), 'Tags')).toContainText('None yet');
});

test('a version whose files lie elsewhere says where, and what is not known of it', async ({
  page,
  engine,
}) => {
  await createModel(engine, 'fraud');
  await register(engine, 'fraud');
  await page.goto('/models/fraud/versions/1');
  await expect(page.getByRole('heading', { name: 'Its files are not here' })).toBeVisible();
  await expect(overview(page)).toContainText('They lie at s3://models/fraud.');
  await expect(overview(page)).toContainText('It was registered without a run, so there are no metrics.');
  await page.goto('/models/fraud/versions/1?tab=files');
  await expect(page.getByRole('heading', { name: 'Its files are not here' })).toBeVisible();
  await page.goto('/models/fraud/versions/1?tab=lineage');
  await expect(lineage(page).getByText('fraud v1')).toBeVisible();
});

test('a version follows its run and its aliases as they change elsewhere', async ({ page, engine }) => {
  const experiment = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, experiment, {
    name: 'amber-fox',
    metrics: [{ key: 'auc', value: 0.9, step: 1 }],
  });
  await createModel(engine, 'fraud');
  await register(engine, 'fraud', { run_id });
  await page.goto('/models/fraud/versions/1');
  await expect(section(details(page), 'Overview').getByRole('link', { name: 'amber-fox' })).toBeVisible();
  await expect(section(overview(page), 'Metrics')).toContainText('auc0.9');
  await call(engine, 'mlflow/registered-models/alias', { name: 'fraud', alias: 'live', version: '1' });
  await expect(section(details(page), 'Aliases')).toContainText('@live');
  await register(engine, 'fraud');
  await expect(page.getByRole('button', { name: 'Newer: v2' })).toBeEnabled();
  await page.keyboard.press(']');
  await expect(page).toHaveURL('/models/fraud/versions/2');
});

test.describe('when a version goes', () => {
  test.use({ expectedErrors: /status of 404/ });

  test('one that was deleted says so, and leads to the others', async ({ page, engine }) => {
    await createModel(engine, 'fraud');
    for (const _ of [1, 2]) await register(engine, 'fraud');
    await page.goto('/models/fraud/versions/2');
    await expect(page.getByRole('heading', { name: 'Version 2' })).toBeVisible();
    const gone = await fetch(`${engine.url}/api/2.0/mlflow/model-versions/delete`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'fraud', version: '2' }),
    });
    expect(gone.status).toBe(200);
    await expect(page.getByRole('heading', { name: 'There is no version 2 of “fraud”' })).toBeVisible();
    await page.getByRole('link', { name: 'Versions of fraud' }).click();
    await expect(page).toHaveURL('/models/fraud?tab=versions');
    await page.goto('/models/nobody/versions/7');
    await expect(page.getByRole('heading', { name: 'There is no version 7 of “nobody”' })).toBeVisible();
  });
});

test.describe('with prompts', () => {
  test.use({ dataSet: 'small' });

  test('a prompt under the address of a model leads to its own page', async ({ page }) => {
    await page.goto('/models/summarise');
    await expect(page).toHaveURL('/prompts/summarise');
    await page.goto('/models/summarise/versions/2');
    await expect(page).toHaveURL(/\/prompts\/summarise\?version=2/);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport, dataSet: 'small' });

      test('axe finds nothing serious on the page of a version', async ({ page }, info) => {
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto('/models/fraud-model/versions/3');
        await expect(section(overview(page), 'Requirements')).toContainText('scikit-learn');
        await check('overview');
        await page.goto('/models/resnet-classifier/versions/1?tab=lineage');
        await expect(lineage(page).getByRole('link', { name: /^Run: / })).toBeVisible();
        await check('lineage');
        await page.goto('/models/fraud-model/versions/3?tab=files');
        await expect(page.getByRole('treeitem', { name: 'MLmodel' })).toBeVisible();
        await check('files');
      });
    });
