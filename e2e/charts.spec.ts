import type { Locator, Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { createExperiment, createRun, logMetrics } from './runs.ts';
import { expect, test } from './test.ts';

const chart = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });
/** What a chart says of itself to who cannot see it. */
const plot = (page: Page, name: string): Locator => chart(page, name).getByRole('img');

/** Drags over the part of a chart from `from` to `to`, as shares of its width. */
async function zoom(page: Page, name: string, from: number, to: number): Promise<void> {
  const box = await plot(page, name).boundingBox();
  if (box === null) throw new Error(`The chart ${name} is not drawn.`);
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, middle, { steps: 4 });
  await page.mouse.up();
}

async function logSeries(engine: Engine, runId: string, values: Float64Array): Promise<void> {
  const BATCH = 1000;
  for (let start = 0; start < values.length; start += BATCH) {
    const points = Array.from(values.subarray(start, start + BATCH), (value, index) => ({
      key: 'loss',
      value,
      step: start + index,
    }));
    await logMetrics(engine, runId, points);
  }
}

test('spot a one-step spike in 1 M points and zoom to it', async ({ page, engine }) => {
  const SPIKE = 654_321;
  const experimentId = await createExperiment(engine, 'long training');
  const runId = await createRun(engine, experimentId, { name: 'long' });
  const values = Float64Array.from({ length: 1_000_000 }, (_, step) => 1 + Math.sin(step / 1000) / 10);
  values[SPIKE] = 42;
  await logSeries(engine, runId, values);

  await page.goto(`/experiments/${experimentId}?show=charts`);
  await expect(chart(page, 'loss')).toContainText('of 1,000,000 points');
  await expect(plot(page, 'loss')).toHaveAccessibleName(/values 0\.9 to 42$/);

  // Nearer by every drag: the spike lies in the same share of what is shown, until every point of it is there.
  const shown = /step ([\d,]+) to ([\d,]+)/;
  const range = async () => {
    const [, from = '', to = ''] =
      shown.exec((await plot(page, 'loss').getAttribute('aria-label')) ?? '') ?? [];
    return [from, to].map((text) => Number(text.replaceAll(',', ''))) as [number, number];
  };
  while (!(await chart(page, 'loss').innerText()).includes('all')) {
    const [from, to] = await range();
    const share = 0.07 + (0.9 * (SPIKE - from)) / (to - from);
    await zoom(page, 'loss', Math.max(0.06, share - 0.08), Math.min(0.98, share + 0.08));
    await expect.poll(async () => (await range()).join()).not.toBe([from, to].join());
  }
  await expect(chart(page, 'loss')).toContainText('in range of 1,000,000');
  await expect(plot(page, 'loss')).toHaveAccessibleName(/to 42$/);

  await plot(page, 'loss').dblclick();
  await expect(chart(page, 'loss')).toContainText('of 1,000,000 points');
});

test('watch a live sweep of 20 runs grouped by lr', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'sweep');
  const runIds = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      createRun(engine, experimentId, {
        name: `run-${index}`,
        params: { lr: ['0.1', '0.01', '0.001', '0.0001'][index % 4] ?? '' },
        metrics: [{ key: 'loss', value: 1 + index / 100, step: 0 }],
      }),
    ),
  );
  await page.goto(`/experiments/${experimentId}?show=split&group=params.lr`);
  await expect(chart(page, 'loss')).toContainText('4 groups');

  for (let step = 1; step <= 30; step += 1)
    await Promise.all(runIds.map((id) => logMetrics(engine, id, [{ key: 'loss', value: 1 / step, step }])));
  await expect(plot(page, 'loss')).toHaveAccessibleName(/step 0 to 30, /);

  // A group's members are lines of their own once it is unfolded, and grow as well.
  await page.getByRole('row', { name: /^0\.1 5/ }).click();
  await expect(chart(page, 'loss')).toContainText('all 155 points');
  await logMetrics(engine, runIds[0] ?? '', [{ key: 'loss', value: 7, step: 31 }]);
  await expect(chart(page, 'loss')).toContainText('all 156 points');
});

test('charts and table show the run under the pointer, and the same step', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'two');
  for (const [name, value] of [
    ['low', 1],
    ['high', 2],
  ] as const) {
    const points = Array.from({ length: 50 }, (_, step) => ({ value, step }));
    const metrics = ['a', 'b'].flatMap((key) => points.map((point) => ({ ...point, key })));
    await createRun(engine, experimentId, { name, metrics, status: 'FINISHED' });
  }
  await page.goto(`/experiments/${experimentId}?show=split`);
  await expect(chart(page, 'a')).toContainText('all 100 points');
  const box = await plot(page, 'a').boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await expect(chart(page, 'a')).toContainText(/high2.*low1/s);
  await expect(page.getByRole('row', { name: /high/ })).toHaveAttribute('data-hovered', 'true');
});

test('an arrangement of charts is part of the saved view', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'arranged');
  const metrics = ['train/loss', 'val/loss'].flatMap((key) =>
    Array.from({ length: 10 }, (_, step) => ({ key, value: step, step })),
  );
  await createRun(engine, experimentId, { name: 'one', metrics, status: 'FINISHED' });
  await page.goto(`/experiments/${experimentId}?show=charts`);
  await expect(chart(page, 'train/loss')).toContainText('all 10 points');
  await chart(page, 'train/loss').hover();
  await chart(page, 'train/loss').getByRole('button', { name: 'More for this chart' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(chart(page, 'train/loss')).toHaveCount(0);
  await page.getByRole('slider', { name: 'Smoothing' }).focus();
  await page.keyboard.press('End');

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('only val');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=/);
  const url = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await page.goto(url);
  await expect(chart(page, 'val/loss')).toContainText('all 10 points');
  await expect(chart(page, 'train/loss')).toHaveCount(0);
  await expect(page.getByText('0.99')).toBeVisible();
});

test('10,000 metrics in one run: charts come as they are scrolled to, and can be searched', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'wide');
  const runId = await createRun(engine, experimentId, { name: 'wide' });
  for (let part = 0; part < 10; part += 1)
    await logMetrics(
      engine,
      runId,
      Array.from({ length: 1000 }, (_, index) => ({ key: `layer${part}/w${index}`, value: index, step: 0 })),
    );
  await page.goto(`/experiments/${experimentId}?show=charts`);
  await expect(page.getByRole('article').first()).toContainText('all 1 point');
  expect(await page.getByRole('article').count()).toBeLessThan(40);
  await page.getByRole('textbox', { name: 'Search charts' }).fill('layer7/w999');
  await expect(chart(page, 'layer7/w999')).toContainText('all 1 point');
  await expect(page.getByRole('article')).toHaveCount(1);
});

test("a link to a chart, and MLflow's link to a metric, open it on all of the screen", async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'linked');
  const metrics = Array.from({ length: 10 }, (_, step) => ({ key: 'val/loss', value: step, step }));
  const runId = await createRun(engine, experimentId, { name: 'one', metrics, status: 'FINISHED' });
  const opened = page.getByRole('dialog', { name: 'val/loss' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/experiments/${experimentId}?show=charts`);
  await chart(page, 'val/loss').hover();
  await chart(page, 'val/loss').getByRole('button', { name: 'More for this chart' }).click();
  await page.getByRole('menuitem', { name: 'Copy the link' }).click();
  await expect(page.getByText('Copied the link to this chart', { exact: true })).toBeVisible();
  await page.goto(String(await page.evaluate('navigator.clipboard.readText()')));
  await expect(opened).toContainText('all 10 points');
  await page.keyboard.press('Escape');
  await expect(opened).toHaveCount(0);
  await page.goto(`/#/metric/loss?runs=["${runId}"]&metric="val/loss"&experiments=["${experimentId}"]`);
  await expect(opened).toContainText('all 10 points');
});

test('a chart is set up along another metric', async ({ page, engine }) => {
  const experimentId = await createExperiment(engine, 'along');
  const metrics = Array.from({ length: 10 }, (_, step) => [
    { key: 'loss', value: 1 / (step + 1), step },
    { key: 'tokens', value: step * 1000, step },
  ]).flat();
  await createRun(engine, experimentId, { name: 'one', metrics, status: 'FINISHED' });
  await page.goto(`/experiments/${experimentId}?show=charts`);
  await chart(page, 'loss').hover();
  await chart(page, 'loss').getByRole('button', { name: 'More for this chart' }).click();
  await page.getByRole('menuitem', { name: 'Set up…' }).click();
  await page.getByRole('button', { name: /^Or along a metric/ }).click();
  await page.getByRole('option', { name: /tokens/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Save|Done|Apply|Change)/ })
    .click();
  await expect(plot(page, 'loss')).toHaveAccessibleName(/metrics\.tokens 0 to 9,000/);
});
