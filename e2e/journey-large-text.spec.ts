import { logArtifacts } from './artifacts.ts';
import { createExperiment, createRun } from './runs.ts';
import { expect, test } from './test.ts';

// A trace copies the page at every step, in the page's own thread, and would be measured with it.
test.use({ trace: 'off' });

test('open a 200 MB text artifact', async ({ page, engine }) => {
  test.slow();
  const text = page.getByRole('region', { name: 'Text' });
  const file = page.getByRole('treeitem', { name: 'huge.txt' });
  const experimentId = await createExperiment(engine, 'large');
  const runId = await createRun(engine, experimentId, { name: 'large' });
  const block = new TextEncoder().encode(`${'x'.repeat(99)}\n`.repeat(2_000_000));
  await logArtifacts(engine, runId, { 'huge.txt': block });
  await page.goto(`/experiments/${experimentId}/runs/${runId}/artifacts`);
  await expect(file).toBeVisible();
  await page.evaluate(`
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  `);
  await file.click();
  await expect(text).toContainText('xxx');
  await expect(page.getByText('Line 1 of 2,000,000')).toBeVisible({ timeout: 30_000 });
  await text.focus();
  await page.keyboard.press('End');
  await expect(page.getByText(/Line 1,048,5\d\d of/)).toBeVisible();
  await page.getByRole('button', { name: 'Next part' }).click();
  await text.focus();
  await page.keyboard.press('End');
  await expect(page.getByText(/Line 1,999,9\d\d of/)).toBeVisible();
  expect(await page.evaluate('window.longest')).toBeLessThan(200);
});
