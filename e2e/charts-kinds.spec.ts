import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { createExperiment, createRun } from './runs.ts';
import { expect, test } from './test.ts';

const RUNS = 24;
const OPTIMIZERS = ['adam', 'sgd', 'lion'];

/** Runs whose loss depends on lr alone; half of them are of each team. */
async function logRuns(engine: Engine, count = RUNS): Promise<string> {
  const experimentId = await createExperiment(engine, 'kinds');
  for (let index = 0; index < count; index += 1) {
    const lr = 0.01 * (index + 1);
    await createRun(engine, experimentId, {
      name: `run-${index}`,
      start_time: Date.UTC(2026, 0, 1) + index * 1000,
      params: {
        lr: lr.toFixed(2),
        optimizer: OPTIMIZERS[index % 3] ?? '',
        depth: String(index % 4),
        seed: '1',
      },
      tags: { team: index % 2 === 0 ? 'red' : 'blue' },
      metrics: [0, 1, 2].map((step) => ({ key: 'loss', value: lr + (2 - step), step })),
      status: 'FINISHED',
    });
  }
  return experimentId;
}

async function openCharts(page: Page, experimentId: string, mode: 'charts' | 'split' = 'charts') {
  await page.goto(`/experiments/${experimentId}?show=${mode}`);
  await expect(page.getByRole('region', { name: 'Charts' })).toBeVisible();
}

/** Adds a chart of a kind as it is proposed, after `setUp` changed the form. */
async function addChart(page: Page, kind: string, setUp?: (dialog: Locator) => Promise<void>) {
  await page.getByRole('button', { name: 'Add chart', exact: true }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Add chart: ${kind}` });
  await expect(dialog.getByRole('button', { name: 'Add chart' })).toBeEnabled();
  await setUp?.(dialog);
  await dialog.getByRole('button', { name: 'Add chart' }).click();
  await expect(dialog).toBeHidden();
}

/** Chooses the one field that has `search` in its name. */
async function choose(page: Page, dialog: Locator, label: string, search: string) {
  await dialog.getByRole('button', { name: new RegExp(`^${label} `) }).click();
  await page.getByPlaceholder('Search', { exact: true }).fill(search);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
}

/** The rows of a chart's CSV, the names first. */
async function savedRows(page: Page, chart: Locator): Promise<string[][]> {
  const file = await save(page, chart, 'CSV');
  return file
    .toString('utf8')
    .split('\r\n')
    .map((line) => line.split(','));
}

async function save(page: Page, chart: Locator, format: 'CSV' | 'SVG' | 'PNG'): Promise<Buffer> {
  const tile = page.getByRole('article').filter({ has: chart });
  await tile.hover();
  await tile.getByRole('button', { name: 'More for this chart' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: `Save as ${format}` }).click();
  return readFile(await (await download).path());
}

test('bars are of the shown runs, the best on top, and of groups their means', async ({ page, engine }) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Bar');
  const chart = page.getByRole('img', { name: 'loss of runs, the best first: 10 runs' });
  await expect(chart).toBeVisible();
  const rows = await savedRows(page, chart);
  expect(rows).toHaveLength(11);
  // The ten latest have the eye; of these the first logged has the least loss.
  expect(rows[1]?.slice(1, 3)).toEqual(['run-14', '0.15']);

  await page.getByRole('button', { name: 'Group' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'optimizer' }).click();
  await page.keyboard.press('Escape');
  const grouped = page.getByRole('img', { name: 'loss of runs, the best first: 3 groups of 24 runs' });
  await expect(grouped).toBeVisible();
  const groups = await savedRows(page, grouped);
  expect(groups[1]?.[1]).toBe('optimizer = adam');
  expect(groups[1]?.slice(3)).toEqual(['0.01', '0.22', '8']);
});

test('a scatter shows all matching runs, not only those with the eye, and one that comes later', async ({
  page,
  engine,
}) => {
  const experimentId = await logRuns(engine);
  await openCharts(page, experimentId);
  await addChart(page, 'Scatter');
  const chart = page.getByRole('img', { name: 'loss against lr: all 24 runs' });
  await expect(chart).toBeVisible();
  const rows = await savedRows(page, chart);
  expect(rows[0]).toEqual(['run_id', 'run_name', 'params.lr', 'metrics.loss', 'params.optimizer']);
  expect(rows.slice(1).map(([, , lr]) => lr)).toContain('0.24');
  expect(rows).toHaveLength(25);

  await createRun(engine, experimentId, {
    name: 'late',
    params: { lr: '0.5', optimizer: 'adam' },
    metrics: [{ key: 'loss', value: 9, step: 0 }],
  });
  await expect(page.getByRole('img', { name: 'loss against lr: all 25 runs' })).toBeVisible();
});

test('a field is found by a few letters, and a chart that is there can be set up anew', async ({
  page,
  engine,
}) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Scatter', async (dialog) => {
    await choose(page, dialog, 'Horizontal axis', 'dep');
    await choose(page, dialog, 'Colour', 'team');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Depth matters');
  });
  const tile = page.getByRole('article', { name: 'Depth matters' });
  await expect(tile.getByRole('img', { name: 'loss against depth: all 24 runs' })).toBeVisible();

  await tile.hover();
  await tile.getByRole('button', { name: 'More for this chart' }).click();
  await page.getByRole('menuitem', { name: 'Set up…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up chart' });
  await choose(page, dialog, 'Horizontal axis', 'started');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(tile.getByRole('img', { name: 'loss against Started: all 24 runs' })).toBeVisible();
});

test('a contour says how many runs it is from, and can be saved as a picture', async ({ page, engine }) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Contour');
  const chart = page.getByRole('img', { name: 'loss over lr and depth: all 24 runs' });
  await expect(chart).toBeVisible();
  expect((await save(page, chart, 'SVG')).toString('utf8')).toContain('<svg');
  const png = await save(page, chart, 'PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const rows = await savedRows(page, chart);
  expect(rows).toHaveLength(25);
});

test('boxes and violins are of the groups of a field', async ({ page, engine }) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Box or violin', async (dialog) => {
    await choose(page, dialog, 'Groups by', 'team');
    await dialog.getByRole('button', { name: 'Violin' }).click();
  });
  const chart = page.getByRole('img', { name: 'loss by team: all 24 runs' });
  await expect(chart).toBeVisible();
  const rows = await savedRows(page, chart);
  expect(rows.filter(([, , team]) => team === 'red')).toHaveLength(12);
  expect(rows.filter(([, , team]) => team === 'blue')).toHaveLength(12);
});

test('a histogram counts every matching run, or shows the shown ones over steps', async ({
  page,
  engine,
}) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Histogram');
  const bins = page.getByRole('img', { name: 'How many runs have which loss: all 24 runs' });
  await expect(bins).toBeVisible();
  const counts = (await savedRows(page, bins)).slice(1).map(([, , runs]) => Number(runs));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24);

  await addChart(page, 'Histogram', (dialog) =>
    dialog.getByRole('button', { name: 'Steps of the shown runs' }).click(),
  );
  const steps = page.getByRole('img', { name: /spreads over steps: 10 of 10 shown runs/ });
  await expect(steps).toBeVisible();
  const [names, first] = await savedRows(page, steps);
  expect(names).toEqual(['step', 'min', 'q1', 'median', 'q3', 'max', 'runs']);
  const [step, least, , median, , greatest, runs] = (first ?? []).map(Number);
  expect([step, runs]).toEqual([0, 10]);
  expect(least).toBeCloseTo(2.15);
  expect(median).toBeCloseTo(2.195);
  expect(greatest).toBeCloseTo(2.24);
});

test('importance names the params that tell most, its score and its caveat', async ({ page, engine }) => {
  await openCharts(page, await logRuns(engine));
  await addChart(page, 'Param importance');
  const chart = page.getByRole('img', { name: 'How much each param tells of loss: from 24 runs' });
  await expect(chart).toBeVisible();
  const tile = page.getByRole('article').filter({ has: chart });
  await expect(tile.getByText(/R² \d\.\d\d of runs it was not fitted to/)).toBeVisible();
  await expect(tile.getByText(/not what changing one alone would do/)).toBeVisible();
  const [, first] = await savedRows(page, chart);
  expect(first?.[0]).toBe('lr');
  expect(Number(first?.[2])).toBeCloseTo(1);
});

test('journey: brush parallel coordinates, the table follows; take the brush back', async ({
  page,
  engine,
}) => {
  const experimentId = await logRuns(engine);
  await openCharts(page, experimentId, 'split');
  await addChart(page, 'Parallel coordinates');
  const all = page.getByRole('img', {
    name: 'Parallel coordinates of depth, lr, optimizer, loss: all 24 runs',
  });
  await expect(all).toBeVisible();
  const names = page.getByRole('row').getByRole('link', { name: /^run-/ });
  const brushed = page.getByRole('img', { name: /: \d+ brushed of all 24 runs/ });

  // The last axis is that of the loss; its lower half is dragged over. The chart is drawn when the drag meets its axis.
  await expect(async () => {
    await dragOnLastAxis(page, all);
    await expect(brushed).toBeVisible({ timeout: 1000 });
  }).toPass();
  const count = Number((await brushed.getAttribute('aria-label'))?.match(/(\d+) brushed/)?.[1]);
  expect(count).toBeGreaterThan(3);
  expect(count).toBeLessThan(24);
  await expect(page.getByText(`${count} runs`, { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/metrics\.loss\+BETWEEN/);

  // Those outside stay as faint lines: the chart has all runs still.
  expect(await savedRows(page, brushed)).toHaveLength(25);

  await page.getByRole('button', { name: 'Clear brush' }).click();
  await expect(page.getByText('24 runs', { exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/BETWEEN/);
  await expect(all).toBeVisible();
  await expect(names.first()).toBeVisible();
});

/** Room that the chart leaves right of its last axis and below all of them, and the height that is dragged over, in pixels. */
const RIGHT = 44;
const BELOW = 40;
const DRAGGED = 70;

async function dragOnLastAxis(page: Page, chart: Locator): Promise<void> {
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  const x = box.x + box.width - RIGHT;
  const bottom = box.y + box.height - BELOW;
  await page.mouse.move(x, bottom + 2);
  await page.mouse.down();
  await page.mouse.move(x, bottom - DRAGGED, { steps: 5 });
  await page.mouse.up();
}

test('charts of runs that have nothing to draw say so', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'bare');
  await createRun(engine, experimentId, {
    name: 'only',
    metrics: [{ key: 'loss', value: 1, step: 0 }],
    params: { lr: '1' },
  });
  await openCharts(page, experimentId);
  await addChart(page, 'Param importance');
  await expect(page.getByText(/No param of the matching runs tells anything of loss/)).toBeVisible();
  await addChart(page, 'Histogram');
  await expect(page.getByRole('img', { name: 'How many runs have which loss: all 1 run' })).toBeVisible();
});
