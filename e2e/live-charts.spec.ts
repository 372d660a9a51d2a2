import { setInterval } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { Heap } from './page-load.ts';
import { createExperiment, createRun } from './runs.ts';
import { longestTaskDuring } from './smoothness.ts';
import { expect, test } from './test.ts';

const CHARTS = 20;
const POINTS_PER_SECOND = 10;
const SECONDS = 60 * Number(process.env['TIDEMARK_LIVE_MINUTES'] ?? 1 / 3);
/** A trace of all of it would not fit in the browser's memory: it is looked at in parts. */
const PART_SECONDS = Math.min(30, SECONDS / 4);
const LONGEST_TASK_MS = 100;
const HEAP_GROWTH_MB = 2;
const LATENCY_P95_MS = 250;
const CALLS = 200;

test.describe.configure({ timeout: 120_000 + SECONDS * 1500 });

const chart = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

/** A page of charts of a run that goes on, so many beside each other. */
async function openCharts(page: Page, engine: Engine, keys: readonly string[], columns: number) {
  const experimentId = await createExperiment(engine, 'live');
  const runId = await createRun(engine, experimentId, {
    name: 'live',
    metrics: keys.map((key) => ({ key, value: 0, step: 0 })),
  });
  const sections = [{ name: 'live', columns, height: 160 }];
  await page.addInitScript(
    (view) => localStorage.setItem('tidemark.run-charts', view),
    JSON.stringify({ sections }),
  );
  await page.goto(`/experiments/${experimentId}/runs/${runId}/charts`);
  for (const key of keys) await expect(chart(page, key)).toContainText('all 1 point');
  return runId;
}

test(`${CHARTS} live charts at ${POINTS_PER_SECOND} points a second each go on without a stutter and without growing`, async ({
  page,
  engine,
}) => {
  const keys = Array.from({ length: CHARTS }, (_, index) => `live/${String(index).padStart(2, '0')}`);
  const runId = await openCharts(page, engine, keys, 5);
  for (const key of keys) await expect(chart(page, key).locator('canvas')).toBeInViewport();
  let step = 0;
  const log = async (seconds: number) => {
    const end = step + seconds * POINTS_PER_SECOND;
    for await (const _ of setInterval(1000 / POINTS_PER_SECOND)) {
      step += 1;
      const timestamp = Date.now();
      const metrics = keys.map((key, index) => ({
        key,
        value: Math.sin(step / 20 + index),
        step,
        timestamp,
      }));
      await engine.post('runs/log-batch', { run_id: runId, metrics });
      if (step === end) return;
    }
  };

  const heap = await Heap.of(page);
  const longest: number[] = [];
  const held: number[] = [];
  for (let second = 0; second < SECONDS; second += PART_SECONDS) {
    const longestTask = await longestTaskDuring(page, () => log(PART_SECONDS));
    longest.push(longestTask);
    // All of it was drawn.
    for (const key of keys)
      await expect(chart(page, key)).toContainText(`${(step + 1).toLocaleString('en-US')} points`);
    held.push(await heap.megabytes());
  }
  const third = held[Math.floor(held.length / 3)] ?? 0;
  const growth = (held.at(-1) ?? 0) - third;
  const said = `longest task ${Math.max(...longest)} ms, heap ${held.map((each) => each.toFixed(1)).join(' ')} MB`;
  test.info().annotations.push({ type: 'measured', description: said });
  if (process.env['TIDEMARK_SHOW_FIGURES']) console.log(said, longest.join(' '));
  expect(Math.max(...longest), said).toBeLessThanOrEqual(LONGEST_TASK_MS);
  expect(growth, said).toBeLessThan(HEAP_GROWTH_MB);
});

/** Runs in the page. Logs points one by one; answers how long after each answer the pixels of the canvas were others. */
const SEE_POINTS = `async (plot, { run_id, calls }) => {
  const context = plot.getContext('2d');
  const pixels = () => new Uint32Array(context.getImageData(0, 0, plot.width, plot.height).data.buffer);
  const changed = (before) =>
    new Promise((resolve) => {
      const look = () => {
        if (pixels().some((pixel, index) => pixel !== before[index])) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  const log = async (step) => {
    const body = { run_id, key: 'live/loss', value: (step * 0.618) % 1, step, timestamp: Date.now() };
    const response = await fetch('/api/2.0/mlflow/runs/log-metric', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error('log-metric answered ' + response.status);
    return performance.now();
  };
  const found = [];
  for (let step = 1; step <= calls; step += 1) {
    const seen = changed(pixels());
    const answered = await log(step);
    // A chart can be faster than the answer.
    found.push(Math.max(0, (await seen) - answered));
  }
  return found;
}`;

test(`a logged point is seen within ${LATENCY_P95_MS} ms`, async ({ page, engine }) => {
  const runId = await openCharts(page, engine, ['live/loss'], 1);
  const asked = JSON.stringify({ run_id: runId, calls: CALLS });
  const latencies = await page.evaluate<number[]>(
    `(${SEE_POINTS})(document.querySelector('article canvas'), ${asked})`,
  );
  const sorted = latencies.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
  const said = `median ${share(0.5).toFixed(0)} ms, p95 ${share(0.95).toFixed(0)} ms, most ${share(1).toFixed(0)} ms`;
  test.info().annotations.push({ type: 'measured', description: said });
  if (process.env['TIDEMARK_SHOW_FIGURES']) console.log(said);
  expect(latencies).toHaveLength(CALLS);
  expect(share(0.95), said).toBeLessThan(LATENCY_P95_MS);
});
