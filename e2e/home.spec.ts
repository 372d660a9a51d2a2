import { createExperiment, createRun, losses } from './runs.ts';
import { expect, test } from './test.ts';

test('before the first run there is the line to paste, and the run is greeted when it arrives', async ({
  page,
  engine,
}) => {
  await page.goto('/');
  await expect(page.getByText(`export MLFLOW_TRACKING_URI=${engine.url}`)).toBeVisible();
  await expect(page.getByText('Waiting for the first run')).toBeVisible();
  const experimentId = await createExperiment(engine, 'bars');
  const runId = await createRun(engine, experimentId, { name: 'pioneer', metrics: losses(5) });
  await expect(page.getByText('The first run arrived')).toBeVisible();
  await page.getByRole('link', { name: 'pioneer' }).first().click();
  await expect(page).toHaveURL(`/experiments/${experimentId}/runs/${runId}`);
});

test('recent runs of all experiments, with status and latest value, are there and change as they happen', async ({
  page,
  engine,
}) => {
  const vision = await createExperiment(engine, 'vision/resnet');
  const audio = await createExperiment(engine, 'audio');
  await createRun(engine, vision, { name: 'good', metrics: losses(4), status: 'FINISHED' });
  await createRun(engine, audio, { name: 'bad', metrics: losses(2), status: 'FAILED' });
  await page.goto('/');
  const row = (name: string) =>
    page
      .getByRole('table')
      .last()
      .getByRole('row', { name: new RegExp(`\\b${name}\\b`) });
  await expect(row('good')).toContainText('Finished');
  await expect(row('good')).toContainText('vision/resnet');
  await expect(row('good')).toContainText(/loss\s*0\.25/);
  await expect(row('bad')).toContainText('Failed');
  await expect(page.getByText('2 in all')).toBeVisible();
  await createRun(engine, audio, { name: 'late', status: 'KILLED' });
  await expect(row('late')).toContainText('Killed');
  await expect(page.getByText('3 in all')).toBeVisible();
});

test('what happened while the page was closed is told once', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bars');
  await createRun(engine, experimentId, { name: 'before', metrics: losses(2), status: 'FINISHED' });
  await page.goto('/');
  await expect(page.getByRole('row', { name: 'before' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'While you were away' })).toBeHidden();
  await page.goto('about:blank');
  await createRun(engine, experimentId, { name: 'night-1', metrics: losses(100), status: 'FINISHED' });
  await createRun(engine, experimentId, { name: 'night-2', metrics: losses(100), status: 'FAILED' });
  await page.goto('/');
  const away = page.getByRole('region', { name: 'While you were away' });
  await expect(away).toContainText('2 runs started · 200 points logged to 2 runs · 2 ended');
  await expect(away.getByRole('link', { name: 'night-2' })).toBeVisible();
  await away.getByRole('button', { name: 'Dismiss' }).click();
  await expect(away).toBeHidden();
  await page.reload();
  await expect(page.getByRole('row', { name: 'night-2' })).toBeVisible();
  await expect(away).toBeHidden();
});

test('what is running stands above the others, and once', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bars');
  await createRun(engine, experimentId, { name: 'done', status: 'FINISHED' });
  const going = await createRun(engine, experimentId, { name: 'going', metrics: losses(3) });
  await page.goto('/');
  const region = (title: string) => page.getByRole('region', { name: title });
  await expect(region('Running now').getByRole('link')).toHaveText(['going']);
  await expect(region('Recent runs').getByRole('link')).toHaveText(['done']);
  await engine.post('runs/update', { run_id: going, status: 'FINISHED', end_time: Date.now() });
  await expect(region('Recent runs').getByRole('link')).toHaveText(['going', 'done']);
  await expect(region('Running now')).toBeHidden();
});

test('a folder that is dropped in a browser is not opened, and the page says where it can be', async ({
  page,
}) => {
  await page.goto('/');
  const place = page.getByRole('region', { name: 'Runs that are elsewhere' });
  await expect(place).toContainText('Drop it on Tidemark’s desktop window');
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'mlruns'));
    return transfer;
  })()`);
  await page.getByText('No runs yet').dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(place).toContainText('Drop it to see');
  await page.getByText('No runs yet').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(place).toContainText('A browser does not tell this page where mlruns is');
  await expect(page).toHaveURL('/');
});
