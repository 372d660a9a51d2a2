import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { createExperiment, createRun, losses } from './runs.ts';
import { expect, test } from './test.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Trash' });
const row = (page: Page, name: string) => grid(page).getByRole('row').filter({ hasText: name });

/** Puts a file of some bytes among the artifacts of a run. */
async function logArtifact(
  engine: Engine,
  experimentId: string,
  runId: string,
  bytes: number,
): Promise<void> {
  const url = `${engine.url}/api/2.0/mlflow-artifacts/artifacts/${experimentId}/${runId}/artifacts/model.bin`;
  const { ok, status } = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
  expect(ok, `upload answered ${status}`).toBe(true);
}

test('a deleted run comes to the trash as it happens, and goes back with an undo', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, experimentId, { name: 'mistake' });
  await page.goto('/trash');
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await engine.post('runs/delete', { run_id });
  await expect(row(page, 'mistake')).toContainText('bars');
  await page.getByRole('button', { name: 'Restore mistake' }).click();
  await expect(message(page, 'Restored 1 run')).toBeVisible();
  await expect(row(page, 'mistake')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'mistake')).toBeVisible();
});

test('deleting for good names the bytes first, and frees the name', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, experimentId, { name: 'large', metrics: losses(50) });
  await logArtifact(engine, experimentId, run_id, 1_500_000);
  const gone = await createExperiment(engine, 'gone');
  await createRun(engine, gone, { name: 'within', metrics: losses(3) });
  await engine.post('runs/delete', { run_id });
  await engine.post('experiments/delete', { experiment_id: gone });
  await page.goto('/trash');
  await expect(row(page, 'large')).toContainText('1.5 MB');
  await expect(row(page, 'gone')).toContainText('with 1 run');
  await page.getByRole('checkbox', { name: 'Tick all' }).check();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('button', { name: 'Delete 1 run and 1 experiment (1.5 MB)' }).click();
  await expect(message(page, 'Removed 1 run and 1 experiment for good (1.5 MB of artifacts)')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await createExperiment(engine, 'gone');
});

test('the disk page leads from experiments to runs, and keeps the best of them', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bars');
  for (const [name, length] of [
    ['worst', 1],
    ['middle', 2],
    ['best', 9],
  ] as const) {
    const run_id = await createRun(engine, experimentId, {
      name,
      metrics: losses(length),
      status: 'FINISHED',
    });
    await logArtifact(engine, experimentId, run_id, 1000 * length);
  }
  await page.goto('/disk');
  const list = page.getByRole('region', { name: 'Largest first' });
  await expect(list.getByRole('listitem')).toContainText('12 kB');
  await list.getByRole('link', { name: 'bars' }).click();
  await expect(list.getByRole('listitem')).toHaveText([/best.*9 kB/, /middle.*2 kB/, /worst.*1 kB/]);
  await page.getByRole('button', { name: 'Keep the best runs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep the best runs' });
  await dialog.getByLabel('Runs to keep').fill('1');
  await expect(dialog.getByRole('row', { name: 'worst' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: 'best' })).toBeHidden();
  await dialog.getByRole('radio', { name: 'move the runs to the trash' }).check();
  await dialog.getByRole('button', { name: 'Move 2 runs to the trash' }).click();
  await expect(message(page, 'Moved 2 runs to the trash')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Keep the best runs' }).click();
  await dialog.getByLabel('Runs to keep').fill('1');
  await dialog.getByRole('button', { name: 'Delete the artifacts of 2 runs (3 kB)' }).click();
  await expect(message(page, 'Deleted 3 kB of artifacts')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveText([/best.*9 kB/]);
});
