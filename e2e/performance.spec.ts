import type { Page } from '@playwright/test';
import { Engine } from './engine.ts';
import { fillWithRuns, MANY_RUNS } from './many-runs.ts';
import { filterBox, names, run, table } from './runs-table.ts';
import { bestOf, drag, firstTimes, noteFirst, type Smoothness, watch } from './smoothness.ts';
import { test as base, expect } from './test.ts';

const LONGEST_TASK_MS = 100;
const MOST_BLANK_FRAMES = 2;
const FIRST_PAINT_MS = 400;
const ATTEMPTS = 3;
const { experimentId, runs, keys } = MANY_RUNS;

/** One engine with 100,000 runs for all of these tests. */
const test = base.extend<object, { filled: Engine }>({
  filled: [
    async ({}, use) => {
      const engine = await Engine.start();
      await engine.stop();
      await fillWithRuns(engine.folder);
      await engine.start();
      await use(engine);
      await engine.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  engine: async ({ filled }, use) => use(filled),
});

test.describe.configure({ timeout: 240_000 });

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/experiments/${experimentId}${query}`);
  await expect(run(page, `run-${runs - 1}`)).toBeVisible();
  await expect(page.getByText('100,000 runs')).toBeVisible();
}

const isSmooth = ({ longestTask, blankFrames }: Smoothness) =>
  blankFrames <= MOST_BLANK_FRAMES && longestTask <= LONGEST_TASK_MS;

function expectSmooth({ longestTask, blankFrames, frames }: Smoothness): void {
  expect(frames).toBeGreaterThan(10);
  expect(blankFrames).toBeLessThanOrEqual(MOST_BLANK_FRAMES);
  expect(longestTask).toBeLessThanOrEqual(LONGEST_TASK_MS);
}

const toStart = (page: Page) => table(page).evaluate((grid) => grid.scrollTo({ top: 0, left: 0 }));

test('100,000 runs scroll by the wheel without a stutter', async ({ page }) => {
  await open(page);
  const attempt = async () => {
    await toStart(page);
    await table(page).hover();
    return watch(page, async () => {
      for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 1500);
    });
  };
  const smooth = await bestOf(ATTEMPTS, attempt, isSmooth);
  expectSmooth(smooth);
});

test('100,000 runs are dragged through from the first to the last', async ({ page }) => {
  await open(page);
  const attempt = async () => {
    await toStart(page);
    return watch(page, () => drag(page, 'Top', 150));
  };
  const smooth = await bestOf(ATTEMPTS, attempt, isSmooth);
  await expect(run(page, 'run-0')).toBeVisible({ timeout: 30_000 });
  expectSmooth(smooth);
});

test('hundreds of columns scroll to the side, by the wheel and by dragging', async ({ page }) => {
  const columns = Array.from(
    { length: keys },
    (_, index) => `metrics.wide/${String(index).padStart(3, '0')}`,
  );
  await open(page, `?columns=${columns.join(',')}`);
  const attempt = async () => {
    await toStart(page);
    await table(page).hover();
    return watch(page, async () => {
      for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(400, 0);
      await drag(page, 'Left', 90);
    });
  };
  const smooth = await bestOf(ATTEMPTS, attempt, isSmooth);
  await expect(run(page, `run-${runs - 1}`).getByRole('gridcell')).not.toHaveCount(0);
  expectSmooth(smooth);
});

test('a filter is typed and applied without a stutter', async ({ page }) => {
  await open(page);
  const attempt = async () => {
    const clear = page.getByRole('button', { name: 'Clear the filter' });
    if (await clear.isVisible()) await clear.click();
    await expect(page.getByText('100,000 runs')).toBeVisible();
    await filterBox(page).click();
    return watch(page, async () => {
      await page.keyboard.type("metrics.acc > 0.9 AND params.lr = '0.1'", { delay: 20 });
      await page.keyboard.press('Escape');
      await filterBox(page).click();
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await names(page)).length).toBeGreaterThan(0);
      await expect(page.getByText('100,000 runs')).toHaveCount(0);
    });
  };
  const smooth = await bestOf(ATTEMPTS, attempt, isSmooth);
  expectSmooth(smooth);
});

for (const [name, path, rows] of [
  ['Home', '/', 'main a[href*="/runs/"]'],
  ['the table of runs', `/experiments/${experimentId}`, '[role="treegrid"] a[href*="/runs/"]'],
] as const)
  test(`${name} is painted, with its first rows, within ${FIRST_PAINT_MS} ms`, async ({ page }) => {
    await noteFirst(page, rows);
    const open = async () => {
      await page.goto(path);
      return firstTimes(page);
    };
    const isFast = ({ paint, first }: { paint: number; first: number }) =>
      paint < FIRST_PAINT_MS && first < FIRST_PAINT_MS;
    const { paint, first } = await bestOf(ATTEMPTS, open, isFast);
    expect(paint).toBeLessThan(FIRST_PAINT_MS);
    expect(first).toBeLessThan(FIRST_PAINT_MS);
  });
