import { spawn } from 'node:child_process';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { fourRuns, names, run, table } from './runs-table.ts';
import { expect, test } from './test.ts';

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

test('rows whose order changes stay until one sorts again; a new run comes at once where the newest are first', async ({
  page,
  engine,
}) => {
  const { experimentId = '', alpha = '' } = await fourRuns(engine);
  const prompt = page.getByRole('status').filter({ hasText: 'Order has changed' });
  await page.goto(`/experiments/${experimentId}?order=-metrics.loss`);
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
  await logMetrics(engine, alpha, [{ key: 'loss', value: 9, step: 2 }]);
  await expect(run(page, 'alpha')).toContainText('9');
  await expect(prompt).toBeVisible();
  expect(await names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
  await prompt.getByRole('button', { name: 'Sort again' }).click();
  await expect.poll(() => names(page)).toEqual(['alpha', 'delta', 'gamma', 'beta']);
  await expect(prompt).toHaveCount(0);
  await logMetrics(engine, alpha, [{ key: 'loss', value: 0, step: 3 }]);
  await expect(prompt).toBeVisible();
  await page.keyboard.press('s');
  await expect.poll(() => names(page)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
  await page.goto(`/experiments/${experimentId}?order=-attributes.start_time`);
  await expect.poll(() => names(page)).toHaveLength(4);
  await createRun(engine, experimentId, { name: 'epsilon', metrics: losses(1) });
  await expect.poll(() => names(page)).toEqual(['epsilon', 'delta', 'gamma', 'beta', 'alpha']);
  await logMetrics(engine, alpha, [{ key: 'loss', value: 5, step: 4 }]);
  await expect(run(page, 'alpha')).toContainText('5');
  await expect(prompt).toHaveCount(0);
});

test('a table of which only a part is loaded begins anew when it is sorted again', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'long');
  const ids: string[] = [];
  for (let index = 0; index < 250; index += 1)
    ids.push(
      await createRun(engine, experimentId, {
        name: `run-${index}`,
        metrics: [{ key: 'loss', value: index, step: 0 }],
      }),
    );
  await page.goto(`/experiments/${experimentId}?order=metrics.loss`);
  await expect(run(page, 'run-0')).toBeVisible();
  await logMetrics(engine, ids[0] ?? '', [{ key: 'loss', value: 240.5, step: 1 }]);
  await expect(page.getByText('Order has changed')).toBeVisible();
  await page.keyboard.press('s');
  await expect.poll(async () => (await names(page))[0]).toBe('run-1');
  await table(page).evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await expect(run(page, 'run-249')).toBeVisible();
  const last = await names(page);
  expect(last.slice(last.indexOf('run-240'), last.indexOf('run-240') + 3)).toEqual([
    'run-240',
    'run-0',
    'run-241',
  ]);
});

test('no two of the runs in charts have the same colour, and a chosen colour is kept from others', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'many colours');
  for (let index = 0; index < 30; index += 1) await createRun(engine, experimentId, { name: `r${index}` });
  await page.goto(`/experiments/${experimentId}`);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'First 20 runs in charts' }).click();
  await page.keyboard.press('Escape');
  const dots = table(page)
    .getByRole('button', { name: /^Colour of/ })
    .locator('span');
  const colours = async () =>
    (await dots.evaluateAll((all) => all.map((dot) => dot.getAttribute('style')))).slice(0, 20);
  await expect.poll(async () => new Set(await colours()).size).toBe(20);
  const before = await colours();
  await table(page).evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await table(page).evaluate((grid) => grid.scrollTo({ top: 0 }));
  await page.reload();
  await expect.poll(colours).toEqual(before);
});

test('a run whose process ends without a word is shown as interrupted, and the others are not', async ({
  page,
  engine,
}) => {
  const { experimentId = '' } = await fourRuns(engine);
  await createRun(engine, experimentId, { name: 'alive' });
  await page.goto(`/experiments/${experimentId}`);
  await expect(run(page, 'alive')).toContainText('Running');
  const script = spawn(process.execPath, ['--input-type=module', '-e', STARTED], {
    env: { ...process.env, RUN_URL: `${engine.url}/api/2.0/mlflow/runs/create`, EXPERIMENT: experimentId },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  await expect(run(page, 'doomed')).toContainText('Running');
  script.kill('SIGKILL');
  await expect(run(page, 'doomed')).toContainText('Interrupted', { timeout: 20_000 });
  await expect(run(page, 'alive')).toContainText('Running');
  await expect(run(page, 'delta')).toContainText('Finished');
});

/** Starts a run and stays until it is ended. */
const STARTED = `
const { RUN_URL, EXPERIMENT } = process.env;
const body = { experiment_id: EXPERIMENT, run_name: 'doomed', start_time: Date.now() };
const headers = { 'content-type': 'application/json' };
const answer = await fetch(RUN_URL, { method: 'POST', headers, body: JSON.stringify(body) });
if (!answer.ok) throw new Error(await answer.text());
process.stdin.resume();
`;
