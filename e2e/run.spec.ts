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
  await expect(page.getByRole('img', { name: /^train\/loss: all 30 points/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^system/ })).toHaveCount(0);
  await parts.getByRole('link', { name: 'System' }).click();
  await expect(
    page.getByRole('img', { name: /^system\/cpu_utilization_percentage: all 30 points/ }),
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
  await expect(chart(page)).toHaveAccessibleName(/^long: [\d,]+ of 8,000 points, step 0 to 7,999, /);
  const box = await chart(page).boundingBox();
  if (box === null) throw new Error('The chart has no box.');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(/^all \d{3} in range of 8,000$/)).toBeVisible();
  await page.getByRole('img', { name: /^long/ }).dblclick();
  await expect(page.getByText(/^[\d,]+ of 8,000 points$/)).toBeVisible();
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

test('the log is followed to its end while it grows, and the history says what was done', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'logs');
  const runId = await createRun(engine, experimentId, { name: 'with a log', metrics: losses(3) });
  const path = `/experiments/${experimentId}/runs/${runId}/log`;
  const text = page.getByRole('region', { name: 'Text' });
  const history = page.getByRole('region', { name: 'History' });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'No log' })).toBeVisible();
  await expect(page.getByText('mlflow.log_artifact("train.log")').first()).toBeVisible();
  await expect(history.getByText('Started the run')).toBeVisible();
  await expect(history.getByText('Logged 3 points')).toBeVisible();
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`).join('\n');
  await logArtifacts(engine, runId, { 'train.log': lines(500), 'logs/stderr.txt': 'a warning\n' });
  await expect(text.getByText('line 499')).toBeInViewport();
  await logArtifacts(engine, runId, { 'train.log': lines(600) });
  await expect(text.getByText('line 599')).toBeInViewport();
  await text.focus();
  await page.keyboard.press('Home');
  await expect(text.getByText('line 0', { exact: true })).toBeInViewport();
  await logArtifacts(engine, runId, { 'train.log': lines(700) });
  await expect(page.getByText('of 700')).toBeVisible();
  await expect(text.getByText('line 0', { exact: true })).toBeInViewport();
  await page.getByRole('button', { name: 'Follow the end' }).click();
  await expect(text.getByText('line 699')).toBeInViewport();
  await page.getByRole('button', { name: 'logs/stderr.txt' }).click();
  await expect(text).toContainText('a warning');
  await engine.post('runs/set-tag', { run_id: runId, key: 'team', value: 'vision' });
  await expect(history.getByText('Set a tag')).toBeVisible();
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
  await expect(page.getByRole('button', { name: 'k 10,000' })).toBeVisible();
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
