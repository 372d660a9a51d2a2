import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { logArtifacts } from './artifacts.ts';
import type { Engine } from './engine.ts';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { expect, test } from './test.ts';

const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const metricRow = (page: Page, key: string) =>
  page.getByRole('grid', { name: 'Latest metrics' }).getByRole('row', { name: key });
const chart = (page: Page) => page.getByRole('img', { name: /points?/ });

interface RunOfEngine {
  run: {
    data: { tags?: { key: string; value: string }[] };
    info: { run_name: string; lifecycle_stage: string };
  };
}

async function runOf(engine: Engine, runId: string): Promise<RunOfEngine['run']> {
  const response = await fetch(`${engine.url}/api/2.0/mlflow/runs/get?run_id=${runId}`);
  return ((await response.json()) as RunOfEngine).run;
}

async function tagOf(engine: Engine, runId: string, key: string): Promise<string | undefined> {
  const { data } = await runOf(engine, runId);
  return data.tags?.find((tag) => tag.key === key)?.value;
}

async function aRun(engine: Engine, options: Parameters<typeof createRun>[2] = {}) {
  const experimentId = await createExperiment(engine, 'bars');
  const runId = await createRun(engine, experimentId, {
    name: 'amber-fox',
    tags: { team: 'vision', 'mlflow.note.content': '# Tried\n\n**Cosine** schedule' },
    metrics: [...losses(30, 'train/loss'), ...losses(30, 'system/cpu_utilization_percentage')],
    params: { lr: '0.001' },
    ...options,
  });
  return { experimentId, runId, path: `/experiments/${experimentId}/runs/${runId}` };
}

test('each part of a run has a page of its own', async ({ page, engine }) => {
  const { path } = await aRun(engine);
  await page.goto(path);
  const parts = page.getByRole('navigation', { name: 'Parts of the run' });
  await parts.getByRole('link', { name: 'Charts' }).click();
  await expect(page).toHaveURL(`${path}/charts`);
  await expect(page.getByRole('img', { name: /^train\/loss: 30 points/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^system/ })).toHaveCount(0);
  await parts.getByRole('link', { name: 'System' }).click();
  await expect(
    page.getByRole('img', { name: /^system\/cpu_utilization_percentage: 30 points/ }),
  ).toBeVisible();
  await parts.getByRole('link', { name: 'Environment' }).click();
  await expect(page.getByText('No environment files')).toBeVisible();
  await page.reload();
  await expect(parts.getByRole('link', { name: 'Environment' })).toHaveAttribute('aria-current', 'page');
  await page.goto(`/#${path}/system-metrics`);
  await expect(page.getByRole('img', { name: /^system/ })).toBeVisible();
  await page.goto(`${path}/nothing`);
  await expect(page.getByText('There is no page here')).toBeVisible();
});

test('a metric shows its latest value, its extremes and the better of them, and follows the run', async ({
  page,
  engine,
}) => {
  const { path, runId } = await aRun(engine);
  await page.goto(path);
  const cells = metricRow(page, 'train/loss').getByRole('gridcell');
  await expect(cells.nth(2)).toHaveText('0.03333');
  await expect(cells.nth(3)).toHaveText('0.03333');
  await expect(cells.nth(4)).toHaveText('1');
  await expect(cells.nth(5)).toHaveText('0.03333');
  await logMetrics(engine, runId, [{ key: 'train/loss', value: 0.01, step: 30 }]);
  await expect(cells.nth(2)).toHaveText('0.01');
  await expect(cells.nth(5)).toHaveText('0.01');
});

test('a long series says how many of its points are drawn, and a range is drawn finer', async ({
  page,
  engine,
}) => {
  const { path, runId } = await aRun(engine);
  for (let start = 0; start < 8000; start += 1000)
    await logMetrics(
      engine,
      runId,
      Array.from({ length: 1000 }, (_, i) => ({
        key: 'long',
        value: Math.sin((start + i) / 50),
        step: start + i,
      })),
    );
  await page.goto(`${path}?metric=long`);
  await expect(chart(page)).toHaveAccessibleName(/^long by step: 8,000 points, the latest .* at step 7999$/);
  const share = page.getByText(/^[\d,]+ of [\d,]+ points$/);
  await expect(share).toHaveText(/of 8,000 points$/);
  const box = await chart(page).boundingBox();
  if (box === null) throw new Error('The chart has no box.');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect(share).toHaveText(/^(\d{3}) of \1 points$/);
  await page.getByRole('button', { name: 'Show all steps' }).click();
  await expect(share).toHaveText(/of 8,000 points$/);
});

test('tags are added, changed and deleted in place, each with an undo', async ({ page, engine }) => {
  const { path, runId } = await aRun(engine);
  await page.goto(path);
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Name of the tag').fill('stage');
  await page.getByLabel('Value of the tag').fill('candidate');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('definition').filter({ hasText: 'candidate' })).toBeVisible();
  expect(await tagOf(engine, runId, 'stage')).toBe('candidate');
  await page.getByRole('button', { name: 'Change the tag team' }).click();
  await page.getByLabel('Value of the tag').fill('audio');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('definition').filter({ hasText: 'audio' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete the tag team' }).click();
  await expect(details(page).getByText('audio')).toHaveCount(0);
  await expect.poll(() => tagOf(engine, runId, 'team')).toBeUndefined();
  await page
    .getByRole('status')
    .or(page.getByRole('listitem'))
    .filter({ hasText: 'Deleted the tag team' })
    .getByRole('button', { name: 'Undo' })
    .first()
    .click();
  await expect.poll(() => tagOf(engine, runId, 'team')).toBe('audio');
});

test('notes are Markdown, previewed before they are saved', async ({ page, engine }) => {
  const { path, runId } = await aRun(engine);
  await page.goto(path);
  await expect(details(page).getByRole('heading', { name: 'Tried' })).toBeVisible();
  await page.getByRole('button', { name: 'Write notes' }).click();
  await page.getByLabel('Notes in Markdown').fill('## Better\n\n<script>document.title = "taken"</script>');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(details(page).getByRole('heading', { name: 'Better' })).toBeVisible();
  await details(page).getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => tagOf(engine, runId, 'mlflow.note.content')).toContain('## Better');
  await expect(page).toHaveTitle('amber-fox · Tidemark');
});

test('a run is renamed, deleted with an undo, and restored', async ({ page, engine }) => {
  const { path, runId } = await aRun(engine);
  await page.goto(path);
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions on this run' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await act('Rename…');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(path);
  await act('Rename…');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('red-owl');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'red-owl' })).toBeVisible();
  await act('Delete');
  await expect(page.getByText('This run is in the trash.')).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('This run is in the trash.')).toHaveCount(0);
  expect((await runOf(engine, runId)).info.lifecycle_stage).toBe('active');
});

test('params of a large sweep are found by name or value', async ({ page, engine }) => {
  const params = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`group.param_${i}`, `value ${i * 7}`]),
  );
  const { path } = await aRun(engine, { params });
  await page.goto(path);
  await page.getByLabel('Find in Params').fill('value 413');
  await expect(details(page).getByRole('term').filter({ hasText: 'group.param_' })).toHaveText([
    'group.param_59',
  ]);
});

test('datasets, models, child runs and the parent are linked', async ({ page, engine }) => {
  const { path, runId, experimentId } = await aRun(engine);
  await createRun(engine, experimentId, { name: 'fold-1', tags: { 'mlflow.parentRunId': runId } });
  await engine.post('runs/log-inputs', {
    run_id: runId,
    datasets: [
      {
        dataset: {
          name: 'train-set',
          digest: 'abc123',
          source_type: 's3',
          source: '{"uri": "s3://bucket/train"}',
        },
        tags: [{ key: 'mlflow.data.context', value: 'training' }],
      },
    ],
  });
  const { model } = await engine.post<{ model: { info: { model_id: string } } }>('logged-models', {
    experiment_id: experimentId,
    name: 'classifier',
    source_run_id: runId,
  });
  await engine.post('runs/outputs', { run_id: runId, models: [{ model_id: model.info.model_id, step: 1 }] });
  await page.goto(path);
  await expect(details(page).getByText('train-set')).toBeVisible();
  await expect(details(page).getByText('training', { exact: true })).toBeVisible();
  await expect(details(page).getByText('s3 · s3://bucket/train')).toBeVisible();
  await expect(details(page).getByRole('link', { name: 'classifier' })).toBeVisible();
  await details(page).getByRole('link', { name: 'fold-1' }).click();
  await expect(page.getByRole('heading', { name: 'fold-1' })).toBeVisible();
  await details(page).getByRole('link', { name: 'amber-fox' }).click();
  await expect(page.getByRole('heading', { name: 'amber-fox' })).toBeVisible();
});

test('environment files are found among the artifacts, one folder deep', async ({ page, engine }) => {
  const { path, runId } = await aRun(engine);
  await logArtifacts(engine, runId, { 'model/requirements.txt': 'mlflow==3.17.2\n', 'model/weights': 'x' });
  await page.goto(`${path}/environment`);
  await expect(page.getByRole('heading', { name: 'model/requirements.txt' })).toBeVisible();
  await expect(page.getByText('mlflow==3.17.2')).toBeVisible();
});

test('a failed run says why it ended, and a run that goes on says nothing', async ({ page, engine }) => {
  const { path, runId } = await aRun(engine);
  await page.goto(path);
  await expect(details(page)).toBeVisible();
  await expect(page.getByText('ended this run as failed')).toHaveCount(0);
  await engine.post('runs/update', { run_id: runId, status: 'FAILED', end_time: Date.now() });
  await expect(page.getByText('ended this run as failed')).toBeVisible();
});

test('a run whose process is gone is shown as interrupted until something logs to it again', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'bars');
  const script = `
    const created = await fetch('${engine.url}/api/2.0/mlflow/runs/create', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ experiment_id: '${experimentId}', run_name: 'cut-off', start_time: Date.now() }),
    });
    console.log((await created.json()).run.info.run_id);
    setInterval(() => {}, 1000);`;
  const logging = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const [printed] = await once(logging.stdout, 'data');
  const runId = String(printed).trim();
  await page.goto(`/experiments/${experimentId}/runs/${runId}`);
  await expect(page.getByText('Running').first()).toBeVisible();
  logging.kill('SIGKILL');
  await once(logging, 'exit');
  await expect(page.getByText('Interrupted').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('has ended without ending the run')).toBeVisible();
  await logMetrics(engine, runId, losses(3));
  await expect(page.getByText('Running').first()).toBeVisible();
  await expect(page.getByText('Interrupted')).toHaveCount(0);
});

test('10,000 metrics are read as one list and one wall of charts', async ({ page, engine }) => {
  test.slow();
  const { path, runId } = await aRun(engine);
  for (let start = 0; start < 10_000; start += 1000)
    await logMetrics(
      engine,
      runId,
      Array.from({ length: 1000 }, (_, i) => ({ key: `k/${start + i}`, value: i, step: 0 })),
    );
  await page.goto(path);
  await page.getByLabel('Find a metric').fill('k/9999');
  await expect(metricRow(page, 'k/9999')).toContainText('999');
  await page.goto(`${path}/charts`);
  await expect(page.getByText('10,001 metrics')).toBeVisible();
  expect(await page.locator('canvas').count()).toBeLessThan(30);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 1024, height: 700 } });

    test('axe finds nothing serious on any part of a run', async ({ page, engine }) => {
      const { path } = await aRun(engine, { status: 'FAILED' });
      for (const part of ['', '/charts', '/system', '/artifacts', '/environment']) {
        await page.goto(`${path}${part}`);
        await expect(page.getByRole('heading', { name: 'amber-fox' })).toBeVisible();
        await expect(page.getByText('ended this run as failed')).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect([part, ...serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])]).toEqual([
          part,
        ]);
      }
    });
  });
