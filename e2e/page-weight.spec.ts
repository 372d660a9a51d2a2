import type { Page } from '@playwright/test';
import { filterBox, fourRuns } from './runs-table.ts';
import { firstTimes, noteFirst } from './smoothness.ts';
import { expect, test } from './test.ts';

/** Bytes of compressed scripts that a page may load before a person does anything. */
const MOST_BYTES = 350_000;

async function weightOf(urls: readonly string[]): Promise<number> {
  expect(urls.length).toBeGreaterThan(1);
  const sizes = await Promise.all([...new Set(urls)].map(compressed));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function compressed(url: string): Promise<number> {
  const { body } = await fetch(url);
  if (body === null) throw new Error(`${url} has no content`);
  const zipped = await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  return zipped.byteLength;
}

function scriptsOf(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') urls.push(request.url());
  });
  return urls;
}

/** The scripts that were asked for before the element that `noteFirst` looks for was there: those that it waited for. */
async function awaited(page: Page, urls: readonly string[]): Promise<string[]> {
  await firstTimes(page);
  const early = await page.evaluate<string[]>(`performance.getEntriesByType('resource')
    .filter(({ startTime }) => startTime < performance.getEntriesByName('first')[0].startTime)
    .map(({ name }) => name)`);
  return urls.filter((url) => early.includes(url));
}

test('the table of runs waits for less than 350 kB of compressed scripts, and the editor for a person', async ({
  page,
  engine,
}) => {
  const { experimentId } = await fourRuns(engine);
  const urls = scriptsOf(page);
  await noteFirst(page, '[role="treegrid"] a[href*="/runs/"]');
  await page.goto(`/experiments/${experimentId}`);
  expect(await weightOf(await awaited(page, urls))).toBeLessThan(MOST_BYTES);
  // The pages one may go to next are loaded ahead a moment later; the editor is not.
  await expect.poll(() => urls.filter((url) => url.includes('/ExperimentsPage-'))).toHaveLength(1);
  const editors = () => urls.filter((url) => url.includes('/FilterEditor-'));
  expect(editors()).toEqual([]);
  await filterBox(page).focus();
  await expect.poll(editors).toHaveLength(1);
});

test("a run's page waits for less than 350 kB of compressed scripts; its chart comes after", async ({
  page,
  engine,
}) => {
  const { experimentId, delta } = await fourRuns(engine);
  const urls = scriptsOf(page);
  await noteFirst(page, 'h1');
  await page.goto(`/experiments/${experimentId}/runs/${delta}`);
  await expect(page.getByRole('img', { name: /points?/ })).toBeVisible();
  expect(await weightOf(await awaited(page, urls))).toBeLessThan(MOST_BYTES);
});
