import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { logArtifacts } from './artifacts.ts';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { createExperiment, createRun, experimentIdOf, losses, runIdOf } from './runs.ts';
import { expect, test } from './test.ts';

const MLMODEL = 'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n';

const form = (page: Page): Locator => page.getByRole('dialog', { name: 'Register model' });
const models = (page: Page): Locator =>
  page.getByRole('region', { name: 'Details' }).locator('section', { has: page.getByText('Models') });

/** A version as MLflow's clients read it. */
interface Version {
  version: string;
  source: string;
  run_id: string;
  description?: string;
  tags?: { key: string; value: string }[];
}

async function versionOf(engine: Engine, name: string, version: string): Promise<Version> {
  const query = new URLSearchParams({ name, version });
  const answer = await fetch(`${engine.url}/api/2.0/mlflow/model-versions/get?${query}`);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return ((await answer.json()) as { model_version: Version }).model_version;
}

/** A model that a run has logged; written whole unless it is said to be pending. */
async function logModel(engine: Engine, experiment_id: string, run_id: string, isPending = false) {
  const { model } = await engine.post<{ model: { info: { model_id: string } } }>('logged-models', {
    experiment_id,
    name: 'classifier',
    source_run_id: run_id,
  });
  const { model_id } = model.info;
  await engine.post('runs/outputs', { run_id, models: [{ model_id, step: 1 }] });
  if (isPending) return model_id;
  const ready = await fetch(`${engine.url}/api/2.0/mlflow/logged-models/${model_id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model_id, status: 'LOGGED_MODEL_READY' }),
  });
  expect(ready.status).toBe(200);
  return model_id;
}

async function runWithModel(engine: Engine, page: Page): Promise<{ runId: string; modelId: string }> {
  const experimentId = await createExperiment(engine, 'bars');
  const runId = await createRun(engine, experimentId, { name: 'amber-fox', metrics: losses(5) });
  const modelId = await logModel(engine, experimentId, runId);
  await page.goto(`/experiments/${experimentId}/runs/${runId}`);
  return { runId, modelId };
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a logged model is registered under a new name and again under the same, and its run says as what', async ({
  page,
  engine,
}) => {
  const { runId, modelId } = await runWithModel(engine, page);
  await engine.post('registered-models/create', { name: 'fraud-rules' });
  await models(page).getByRole('button', { name: 'Register classifier…' }).click();
  await form(page).getByRole('button', { name: 'Register' }).click();
  await expect(form(page).getByText('Choose a model, or name a new one.')).toBeVisible();
  await form(page).getByLabel('Model', { exact: true }).fill('fraud-model');
  await expect(form(page).getByText('Makes the model fraud-model, with this as version 1.')).toBeVisible();
  await form(page).getByLabel('Description of the version').fill('From the **October** data.');
  await form(page).getByRole('button', { name: 'Add a tag' }).click();
  await form(page).getByLabel('Name of tag 1').fill('data');
  await form(page).getByLabel('Value of tag 1').fill('2026-10');
  await form(page).getByRole('button', { name: 'Register' }).click();
  await expect(message(page, 'Registered fraud-model version 1')).toBeVisible();
  await expect(models(page)).toContainText('Registered as fraud-model v1');
  expect(await versionOf(engine, 'fraud-model', '1')).toMatchObject({
    source: `models:/${modelId}`,
    run_id: runId,
    description: 'From the **October** data.',
    tags: [{ key: 'data', value: '2026-10' }],
  });

  const version = { name: 'fraud-model', version: '1' };
  await engine.post('model-versions/transition-stage', { ...version, stage: 'Production' });
  await engine.post('registered-models/alias', { ...version, alias: 'champion' });
  await expect(models(page)).toContainText('Registered as fraud-model v1Production@champion');

  await page.getByRole('button', { name: 'Actions on this run' }).click();
  await page.getByRole('menuitem', { name: 'Register model…' }).click();
  await form(page).getByLabel('Model', { exact: true }).fill('fraud');
  await expect(form(page).getByRole('option')).toHaveText([
    'fraud-modelv1',
    'fraud-rulesno versions',
    'New model “fraud”',
  ]);
  await page.keyboard.press('Enter');
  await expect(form(page).getByLabel('Model', { exact: true })).toHaveValue('fraud-model');
  await expect(
    form(page).getByText('Becomes the next version of fraud-model, whose latest is 1.'),
  ).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await message(page, 'Registered fraud-model version 2').getByRole('button', { name: 'Open' }).click();
  await expect(page).toHaveURL('/models/fraud-model/versions/2');
});

test.describe('with models that the Python client registered', () => {
  test.use({ dataSet: 'small' });

  test('what is registered here is what mlflow.register_model makes of the same', async ({
    page,
    engine,
  }) => {
    const name = 'resnet-classifier';
    const experimentId = await experimentIdOf(engine, 'vision/resnet');
    const runId = await runIdOf(engine, experimentId, 'resnet50-baseline');
    const path = `/experiments/${experimentId}/runs/${runId}`;
    await page.goto(path);
    await models(page).getByRole('button', { name: 'Register classifier…' }).click();
    await form(page).getByRole('option', { name }).click();
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(models(page)).toContainText(`Registered as ${name} v3`);
    await page.goto(`${path}/artifacts/model/MLmodel`);
    await page.getByRole('button', { name: 'Register model' }).click();
    await form(page).getByRole('option', { name }).click();
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(message(page, `Registered ${name} version 4`)).toBeVisible();
    for (const [theirs, ours] of [
      ['1', '3'],
      ['2', '4'],
    ] as const) {
      const made = await versionOf(engine, name, theirs);
      const { source, run_id } = await versionOf(engine, name, ours);
      expect({ source, run_id }).toEqual({ source: made.source, run_id: made.run_id });
    }
    await page.goto(path);
    const folder = models(page).getByRole('listitem').filter({ hasText: 'among its artifacts' });
    await expect(folder).toContainText(`Registered as ${name} v4`);
    await expect(models(page).getByText('@candidate')).toBeVisible();
    await folder.getByRole('link', { name: 'model', exact: true }).click();
    await expect(page).toHaveURL(`${path}/artifacts/model/MLmodel`);
  });

  test('a run links to the versions of prompts that it used', async ({ page, engine }) => {
    const experimentId = await experimentIdOf(engine, 'risk/fraud');
    const runId = await runIdOf(engine, experimentId, 'support-eval');
    await page.goto(`/experiments/${experimentId}/runs/${runId}`);
    const details = page.getByRole('region', { name: 'Details' });
    await expect(details.getByRole('link', { name: 'summarise' })).toHaveAttribute(
      'href',
      '/prompts/summarise?version=2',
    );
    await expect(details.getByText('mlflow.linkedPrompts')).toHaveCount(0);
    await details.getByRole('link', { name: 'support-answer' }).click();
    await expect(page).toHaveURL('/prompts/support-answer?version=2');
  });
});

test.describe('what cannot be registered', () => {
  test.use({ expectedErrors: /the server responded with a status of 400/ });

  test('is told before it is tried, and in the words of the tracker after', async ({ page, engine }) => {
    const { runId } = await runWithModel(engine, page);
    const prompt = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
    await engine.post('registered-models/create', { name: 'greeting', tags: prompt });
    await models(page).getByRole('button', { name: 'Register classifier…' }).click();
    const name = form(page).getByLabel('Model', { exact: true });
    await name.fill('fraud/model');
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(form(page).getByText('The name of a model has no “/” and no “:”.')).toBeVisible();
    await name.fill('greeting');
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(form(page).getByText('greeting is a prompt. Give the model another name.')).toBeVisible();
    await name.fill('fraud-model');
    await form(page).getByRole('button', { name: 'Add a tag' }).click();
    await form(page).getByLabel('Value of tag 1').fill('2026-10');
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(form(page).getByText('Name the tag that is to be 2026-10.')).toBeVisible();
    await form(page).getByLabel('Name of tag 1').fill('data'.repeat(100));
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(form(page).getByRole('alert')).toContainText(
      'The model fraud-model was made; it has no version yet.',
    );
    await form(page).getByRole('button', { name: 'Without tag 1' }).click();
    await form(page).getByRole('button', { name: 'Register' }).click();
    await expect(models(page)).toContainText('Registered as fraud-model v1');

    const experimentId = await experimentIdOf(engine, 'bars');
    await logModel(engine, experimentId, runId, true);
    await expect(models(page)).toContainText('being written');
    await expect(models(page).getByRole('button', { name: 'Register classifier…' })).toHaveCount(1);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test('a run with registered models and the form have no serious fault', async ({
        page,
        engine,
      }, info) => {
        const look = async (name: string) => {
          await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
          expect.soft(await serious(page), name).toEqual([]);
        };
        const { runId, modelId } = await runWithModel(engine, page);
        const links = [{ name: 'support-answer', version: '2' }];
        await engine.post('runs/set-tag', {
          run_id: runId,
          key: 'mlflow.linkedPrompts',
          value: JSON.stringify(links),
        });
        await logArtifacts(engine, runId, { 'model/MLmodel': MLMODEL });
        for (const name of ['fraud-model', 'fraud-model-eu', 'churn']) {
          await engine.post('registered-models/create', { name });
          await engine.post('model-versions/create', {
            name,
            source: `models:/${modelId}`,
            model_id: modelId,
          });
          await engine.post('registered-models/alias', { name, alias: 'champion', version: '1' });
        }
        const staged = { name: 'fraud-model', version: '1', stage: 'Production' };
        await engine.post('model-versions/transition-stage', staged);
        await page.reload();
        await expect(models(page).getByText('@champion')).toHaveCount(3);
        await models(page).scrollIntoViewIfNeeded();
        await look('run-models');
        await models(page).getByRole('button', { name: 'Register classifier…' }).click();
        await expect(form(page).getByRole('option')).toHaveCount(3);
        await look('register');
        await form(page).getByLabel('Model', { exact: true }).fill('fraud');
        await expect(form(page).getByRole('option')).toHaveCount(3);
        await form(page).getByRole('button', { name: 'Add a tag' }).click();
        await form(page).getByLabel('Value of tag 1').fill('2026-10');
        await form(page).getByRole('button', { name: 'Register' }).click();
        await look('register-filled');
        await page.keyboard.press('Escape');
        await page.goto(`${new URL(page.url()).pathname}/artifacts/model/MLmodel`);
        await expect(page.getByRole('button', { name: 'Register model' })).toBeVisible();
        await look('mlmodel');
      });
    });
