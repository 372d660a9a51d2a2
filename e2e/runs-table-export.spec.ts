import { readFile } from 'node:fs/promises';
import { parquetReadObjects } from 'hyparquet';
import { createExperiment, createRun } from './runs.ts';
import { fourRuns, names, run, table } from './runs-table.ts';
import { expect, test } from './test.ts';

for (const [label, extension] of [
  ['CSV', 'csv'],
  ['Parquet', 'parquet'],
] as const)
  test(`all matching runs are exported as ${label}`, async ({ page, engine }) => {
    const { experimentId } = await fourRuns(engine);
    await page.goto(`/experiments/${experimentId}?filter=params.optimizer%20%3D%20%27adam%27`);
    await expect.poll(() => names(page)).toEqual(['gamma', 'alpha']);
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: label }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${extension}$`));
    const content = await readFile(await file.path());
    if (extension === 'csv') {
      expect(content.toString().trim().split('\n')).toHaveLength(3);
      expect(content.toString()).toContain('gamma');
    } else expect(content.subarray(0, 4).toString()).toBe('PAR1');
    await expect(page.getByText('Exported 2 runs').first()).toBeVisible();
  });

for (const [label, extension] of [
  ['CSV', 'csv'],
  ['Parquet', 'parquet'],
] as const)
  test(`hundreds of selected runs are exported as ${label}`, async ({ page, engine }) => {
    const experimentId = await createExperiment(engine, 'many');
    for (let index = 0; index < 401; index += 1)
      await createRun(engine, experimentId, { name: `run-${index}` });
    await page.goto(`/experiments/${experimentId}`);
    await expect(page.getByText('401 runs')).toBeVisible();
    await table(page).evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
    await expect(run(page, 'run-0')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+a');
    await run(page, 'run-0').getByRole('checkbox').click();
    const bar = page.getByRole('toolbar', { name: 'Selected runs' });
    await expect(bar).toContainText('400 runs selected');
    await bar.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: label }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`many-runs.${extension}`);
    await expect(page.getByText('Exported 400 runs').first()).toBeVisible();
    const content = await readFile(await file.path());
    const named =
      extension === 'csv'
        ? content.toString().trim().split('\r\n').slice(1)
        : (await parquetReadObjects({ file: new Uint8Array(content).buffer })).map((row) =>
            Object.values(row).join(),
          );
    expect(named).toHaveLength(400);
    expect(named.some((line) => line.includes('run-400'))).toBe(true);
    expect(named.some((line) => /\brun-0\b/.test(line))).toBe(false);
  });
