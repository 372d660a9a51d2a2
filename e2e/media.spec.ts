import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runCommand } from '../test/setup/command.ts';
import { pythonVenv } from '../test/setup/index.ts';
import { logArtifacts, PNG } from './artifacts.ts';
import type { Engine } from './engine.ts';
import { experimentIdOf, runIdOf } from './runs.ts';
import { expect, test } from './test.ts';

/** Logs the files of two runs by the Python client and opens their charts. */
async function openMedia(page: Page, engine: Engine): Promise<string> {
  const { python } = await pythonVenv('mlflow');
  const env = { ...process.env, MLFLOW_TRACKING_URI: engine.url, MLFLOW_DISABLE_TELEMETRY: 'true' };
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-media-'));
  await runCommand(python, [join(import.meta.dirname, 'media.py')], { env, cwd: folder });
  await rm(folder, { recursive: true });
  const experimentId = await experimentIdOf(engine, 'vision');
  await page.goto(`/experiments/${experimentId}?show=charts`);
  return experimentId;
}

const chartOf = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

async function lookAt(page: Page, look: string): Promise<void> {
  await chartOf(page, 'val/dog').getByRole('button', { name: 'How images are shown' }).click();
  await page.getByRole('menuitemcheckbox', { name: look }).click();
  await page.keyboard.press('Escape');
}

test('images that runs logged by step have a chart of themselves, and its slider moves all runs', async ({
  page,
  engine,
}) => {
  await openMedia(page, engine);
  const chart = chartOf(page, 'val/dog');
  const image = (run: string, words: string) =>
    chart.getByRole('img', { name: `val/dog of ${run}, ${words}`, exact: true });
  await expect(image('fine', 'step 100')).not.toHaveJSProperty('naturalWidth', 0);
  await expect(image('coarse', 'step 100')).not.toHaveJSProperty('naturalWidth', 0);

  await chart.getByRole('slider', { name: 'Step' }).press('ArrowLeft');
  await expect(image('fine', 'step 80')).toBeVisible();
  await expect(image('coarse', 'step 100 (nearest to 80)')).toBeVisible();
  await expect(chart.getByText('step 100 (nearest to 80)')).toBeVisible();

  // From the pictures too, and at the end once it plays.
  await chart.getByRole('button', { name: 'Enlarge val/dog of fine' }).press('ArrowLeft');
  await expect(image('fine', 'step 40 (nearest to 50)')).toBeVisible();
  await chart.getByRole('button', { name: 'Play the steps' }).click();
  await expect(image('fine', 'step 100')).toBeVisible();
  await expect(chart.getByRole('button', { name: 'Play the steps' })).toBeVisible();

  await chart.getByRole('button', { name: 'Enlarge val/dog of coarse' }).click();
  const dialog = page.getByRole('dialog', { name: 'val/dog' });
  await expect(dialog.getByRole('img', { name: 'val/dog of coarse, step 100' })).toBeVisible();
  await dialog.getByRole('slider', { name: 'Step' }).press('Home');
  await expect(dialog.getByRole('img', { name: 'val/dog of coarse, step 0' })).toBeVisible();
});

test('an image that is logged while one looks on is shown at once', async ({ page, engine }) => {
  const experimentId = await openMedia(page, engine);
  const chart = chartOf(page, 'val/dog');
  await expect(chart.getByRole('img', { name: 'val/dog of fine, step 100' })).toBeVisible();
  const name = 'val~dog+step+200+timestamp+1795571141495+db5cc6f4-5ce2-40c6-8342-1f13a36907c8.png';
  await logArtifacts(engine, await runIdOf(engine, experimentId, 'fine'), { [`images/${name}`]: PNG });
  await expect(chart.getByRole('img', { name: 'val/dog of fine, step 200' })).toBeVisible();
  await expect(chart.getByText('step 100 (nearest to 200)')).toBeVisible();
});

test('the images of two runs are laid on each other, and their difference is drawn and measured', async ({
  page,
  engine,
}) => {
  await openMedia(page, engine);
  const chart = chartOf(page, 'val/dog');
  await lookAt(page, 'Overlay of two runs');
  const above = chart.getByRole('group', { name: 'val/dog of coarse over fine' }).locator('div').last();
  await expect(above).toHaveCSS('opacity', '0.5');
  await chart.getByRole('slider', { name: 'Opacity of the second image' }).press('End');
  await expect(above).toHaveCSS('opacity', '1');

  await lookAt(page, 'Difference of two runs');
  const canvas = chart.locator('canvas');
  await expect(canvas).toHaveAccessibleName(
    'Difference of val/dog, fine and coarse: 10.0 % of the pixels differ, by 255 of 255 at most, which is shown brightest',
  );
  const pixels = await canvas.evaluate((element) => {
    const context = element.getContext('2d');
    return [0, 39].map((y) => [...context.getImageData(0, y, 1, 1).data]);
  });
  expect(pixels).toEqual([
    [155, 255, 255, 255],
    [0, 0, 0, 255],
  ]);
  await chart.getByRole('button', { name: 'Second run: coarse' }).click();
  await page.getByRole('menuitem', { name: 'fine' }).click();
  await expect(canvas).toHaveAccessibleName('Difference of val/dog, fine and fine: no pixel differs');

  await lookAt(page, 'All steps');
  const table = chart.getByRole('table', { name: 'val/dog by run and step' });
  await expect(table.getByRole('rowheader').first()).toHaveText('0');
  await expect(table).toHaveAttribute('aria-rowcount', '6');
  await expect(table.getByRole('row').nth(2).getByRole('img')).toHaveCount(1);
});

test('tables that runs logged are one, which is sorted and filtered', async ({ page, engine }) => {
  await openMedia(page, engine);
  const table = chartOf(page, 'eval.json').getByRole('table', { name: 'eval.json of all shown runs' });
  const rows = () => table.getByRole('cell').allTextContents();
  await expect(table).toHaveAttribute('aria-rowcount', '5');
  await table.getByRole('button', { name: 'score' }).click();
  await expect(table.getByRole('columnheader', { name: 'score' })).toHaveAttribute('aria-sort', 'ascending');
  expect(await rows()).toEqual(
    [
      ['coarse', 'dog', '0.125'],
      ['fine', 'cat', '0.25'],
      ['coarse', 'cat', '9.75'],
      ['fine', 'dog', '10.5'],
    ].flat(),
  );
  await chartOf(page, 'eval.json').getByRole('textbox', { name: 'Filter rows' }).fill('fine');
  await expect(table).toHaveAttribute('aria-rowcount', '3');
  expect(await rows()).toEqual(['fine', 'cat', '0.25', 'fine', 'dog', '10.5']);
});

test('charts of texts, tables and sounds are added by their names, texts with a step for each', async ({
  page,
  engine,
}) => {
  await openMedia(page, engine);
  await expect(chartOf(page, 'val/dog')).toBeVisible();
  const add = async (kind: string, key: string) => {
    await page.getByRole('button', { name: 'Add chart', exact: true }).click();
    await page.getByRole('menuitem', { name: kind, exact: true }).press('ArrowRight');
    await page.getByRole('menuitem', { name: key, exact: true }).press('Enter');
  };
  await add('Text', 'text/sample_step_*.txt');
  const texts = chartOf(page, 'text/sample_step_*.txt');
  // The widest row stands there once more, unseen.
  const said = (words: string) => texts.getByText(words).filter({ visible: true });
  await expect(said('fine says 2')).toBeVisible();
  await expect(said('coarse says 2')).toBeVisible();
  await texts.getByRole('slider', { name: 'Step' }).press('ArrowLeft');
  await expect(said('fine says 1')).toBeVisible();
  await expect(said('coarse says 1')).toBeVisible();

  await add('Table', 'guesses.csv');
  const table = chartOf(page, 'guesses.csv').getByRole('table', { name: 'guesses.csv of all shown runs' });
  await expect(table.getByRole('cell')).toHaveText(['fine', 'cat', 'fine', 'coarse', 'cat', 'coarse']);

  await add('Audio', 'audio/tone.wav');
  const player = chartOf(page, 'audio/tone.wav').locator('audio').first();
  await expect(player).toHaveAccessibleName('audio/tone.wav of fine');
  await player.evaluate((element) => {
    element.preload = 'metadata';
  });
  await expect(player).toHaveJSProperty('duration', 0.5);
});
