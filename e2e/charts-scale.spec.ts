import type { Locator, Page } from '@playwright/test';
import { Engine } from './engine.ts';
import { chartsScroller, glide, Heap } from './page-load.ts';
import { createExperiment, createRun, logMetrics } from './runs.ts';
import { CURVES, fillWithCurves } from './runs-of-curves.ts';
import { bestOf, longestTaskDuring } from './smoothness.ts';
import { test as base, expect } from './test.ts';

const ATTEMPTS = 3;
const LONGEST_TASK_MS = 100;
const HEAP_GROWTH_MB = 2;
/** Charts of two rows more than are in view at most. */
const MOST_CHARTS = 40;
const KEYS = 10_000;

const test = base.extend<object, { curves: Engine }>({
  curves: [
    async ({}, use) => {
      const engine = await Engine.start();
      await engine.stop();
      await fillWithCurves(engine.folder);
      await engine.start();
      await use(engine);
      await engine.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.describe.configure({ timeout: 180_000 });

const charts = (page: Page): Locator => page.getByRole('article');
const canvases = (page: Page): Locator => charts(page).locator('canvas');
const isSmooth = (longestTask: number) => longestTask <= LONGEST_TASK_MS;

function measured(what: string): void {
  test.info().annotations.push({ type: 'measured', description: what });
  if (process.env['TIDEMARK_SHOW_FIGURES']) console.log(what);
}

test.describe('500 runs with the eye', () => {
  test.use({ engine: async ({ curves }, use) => use(curves) });

  test('their charts draw and scroll, memory stays as it is, and only those in view are held', async ({
    page,
  }) => {
    const { experimentId, runs, points, keys } = CURVES;
    const layout = {
      mode: 'charts',
      eyes: 'all',
      charts: { sections: [{ name: 'curve', columns: 1, height: 400 }] },
    };
    await page.addInitScript(
      ([name, state]) => localStorage.setItem(name as string, state as string),
      [`tidemark.runs.${experimentId}`, JSON.stringify(layout)],
    );
    const all = `of ${(runs * points).toLocaleString('en-US')} points`;
    const opened = await longestTaskDuring(page, async () => {
      await page.goto(`/experiments/${experimentId}?show=charts`);
      await expect(charts(page).first()).toContainText(all, { timeout: 30_000 });
    });
    const heap = await Heap.of(page);
    const around = async () => {
      for (let part = 1; part <= keys; part += 1) {
        await glide(page, part / keys, 10);
        await expect(charts(page).last()).toContainText(all);
      }
      await glide(page, 0, 30);
      await expect(charts(page).first()).toContainText(all);
    };
    // Series stay for a while, so that going back draws at once: the first time round fills that.
    await around();
    const before = await heap.megabytes();
    const scrolled = await bestOf(ATTEMPTS, () => longestTaskDuring(page, around), isSmooth);
    const after = await heap.megabytes();
    measured(
      `opening ${opened} ms, scrolling ${scrolled} ms, heap ${before.toFixed(1)} to ${after.toFixed(1)} MB`,
    );
    expect(await charts(page).count()).toBeLessThan(keys);
    expect(await canvases(page).count()).toBe(await charts(page).count());
    expect(scrolled).toBeLessThanOrEqual(LONGEST_TASK_MS);
    expect(after - before).toBeLessThan(HEAP_GROWTH_MB);
  });
});

test(`${KEYS.toLocaleString('en-US')} metrics in one run open, are searched and scrolled through without a long task`, async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'wide');
  const runId = await createRun(engine, experimentId, { name: 'wide' });
  const BATCH = 1000;
  for (let part = 0; part < KEYS / BATCH; part += 1)
    await logMetrics(
      engine,
      runId,
      Array.from({ length: BATCH }, (_, index) => ({ key: `layer${part}/w${index}`, value: index, step: 0 })),
    );
  for (const [name, path] of [
    ['experiment', `/experiments/${experimentId}?show=charts`],
    ['run', `/experiments/${experimentId}/runs/${runId}/charts`],
  ] as const) {
    const open = async () => {
      await page.goto('about:blank');
      return longestTaskDuring(page, async () => {
        await page.goto(path);
        await expect(charts(page).first()).toContainText('all 1 point');
      });
    };
    const opened = await bestOf(ATTEMPTS, open, isSmooth);
    const search = page.getByRole('textbox', { name: 'Search charts' });
    const find = () =>
      longestTaskDuring(page, async () => {
        await search.pressSequentially('layer7/w999', { delay: 20 });
        await expect(charts(page)).toHaveCount(1);
        await search.fill('');
        await expect(charts(page).first()).toContainText('all 1 point');
      });
    const searched = await bestOf(ATTEMPTS, find, isSmooth);
    const through = async () => {
      await glide(page, 1, 25);
      await expect(charts(page).last()).toContainText('all 1 point');
      await glide(page, 0, 25);
      await expect(charts(page).first()).toContainText('all 1 point');
    };
    await through();
    const heap = await Heap.of(page);
    const before = await heap.megabytes();
    const scrolled = await bestOf(ATTEMPTS, () => longestTaskDuring(page, through), isSmooth);
    const after = await heap.megabytes();
    measured(
      `${name}: opening ${opened} ms, searching ${searched} ms, scrolling ${scrolled} ms, heap ${before.toFixed(1)} to ${after.toFixed(1)} MB`,
    );
    expect(await charts(page).count()).toBeLessThan(MOST_CHARTS);
    expect(await canvases(page).count()).toBeLessThanOrEqual(await charts(page).count());
    expect.soft(opened, `${name} opened`).toBeLessThanOrEqual(LONGEST_TASK_MS);
    expect.soft(searched, `${name} searched`).toBeLessThanOrEqual(LONGEST_TASK_MS);
    expect.soft(scrolled, `${name} scrolled`).toBeLessThanOrEqual(LONGEST_TASK_MS);
    expect.soft(after - before, `${name} grew`).toBeLessThan(HEAP_GROWTH_MB);
  }
  await expect(chartsScroller(page)).toBeVisible();
});
