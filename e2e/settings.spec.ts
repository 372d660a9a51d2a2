import { message } from './messages.ts';
import { createExperiment, createRun, losses } from './runs.ts';
import { expect, test } from './test.ts';

test('the settings say where the data is, what is kept, and the line to paste', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bars');
  await createRun(engine, experimentId, { name: 'one', metrics: losses(987) });
  await page.goto('/settings');
  await expect(page.getByText(`export MLFLOW_TRACKING_URI=${engine.url}`)).toBeVisible();
  await expect(page.getByText(/tidemark-e2e-/)).toBeVisible();
  await expect(page.getByText('987', { exact: true })).toBeVisible();
});

test('a backup is written, checked and listed', async ({ page }) => {
  await page.goto('/settings');
  await expect(page.getByText('None yet. They are put into the folder backups')).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(message(page, /Wrote and checked tidemark-.*\.db/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^tidemark-.*\.db/ })).toBeVisible();
});

test('the audit log names every change, page by page, and its chain is verified', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'bars');
  const runId = await createRun(engine, experimentId, { name: 'one', metrics: losses(3) });
  for (let i = 0; i < 120; i += 1)
    await engine.post('runs/set-tag', { run_id: runId, key: 'k', value: String(i) });
  await page.goto('/settings');
  const lines = page.getByRole('table').getByRole('row');
  await expect(lines).toHaveCount(101);
  await page.getByRole('button', { name: 'Older changes' }).click();
  await expect(lines.filter({ hasText: 'createRun' })).toBeVisible();
  await expect(lines.filter({ hasText: 'logBatch' })).toContainText('3 metrics');
  await engine.post('registered-models/create', { name: 'fraud-model' });
  await engine.post('model-versions/create', { name: 'fraud-model', source: 's3://models/fraud' });
  await page.reload();
  await expect(lines.filter({ hasText: 'createModelVersion' }).getByRole('link')).toHaveAttribute(
    'href',
    '/models/fraud-model/versions/1',
  );
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/All \d+ changes follow from one another/)).toBeVisible();
});

test('the theme that is chosen here is the theme of every page', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});
