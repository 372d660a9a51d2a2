import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { createExperiment, createRun } from './runs.ts';

export const table = (page: Page) => page.getByRole('treegrid', { name: 'Runs' });
export const run = (page: Page, name: string) => table(page).getByRole('row', { name });
export const head = (page: Page, name: string) =>
  table(page).getByRole('columnheader', { name, exact: true });
export const filterBox = (page: Page) => page.getByRole('textbox', { name: 'Filter runs' });

/** The names of the runs in view, top to bottom. */
export async function names(page: Page): Promise<string[]> {
  const rows = table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  return (await rows.getByRole('link').allTextContents()).map((name) => name.trim());
}

/** Opens the menu of a column's head and chooses an entry. */
export async function chooseOfColumn(page: Page, column: string, entry: string): Promise<void> {
  await head(page, column).getByRole('button', { name: column, exact: true }).click({ button: 'right' });
  await page
    .getByRole('menuitem', { name: entry })
    .or(page.getByRole('menuitemcheckbox', { name: entry }))
    .click();
  await page.keyboard.press('Escape');
}

const point = (key: string, value: number, step: number) => ({ key, value, step });

/**
 * Four runs of a sweep, newest first: `delta`, `gamma`, `beta`, `alpha`. Loss rises from alpha to delta; its best was lower for
 * delta than for gamma. Adam ran two of them; all have the same dropout.
 */
export async function fourRuns(engine: Engine, name = 'sweep'): Promise<Record<string, string>> {
  const experimentId = await createExperiment(engine, name);
  const runs = [
    { name: 'alpha', losses: [0.9, 0.1], optimizer: 'adam', lr: '0.1' },
    { name: 'beta', losses: [0.8, 0.2], optimizer: 'sgd', lr: '0.1' },
    { name: 'gamma', losses: [0.7, 0.3], optimizer: 'adam', lr: '0.01' },
    { name: 'delta', losses: [0.05, 0.4], optimizer: 'sgd', lr: '0.001' },
  ];
  const ids: Record<string, string> = { experimentId };
  const start = Date.now() - 3_600_000;
  for (const [index, { name: run_name, losses, optimizer, lr }] of runs.entries())
    ids[run_name] = await createRun(engine, experimentId, {
      name: run_name,
      start_time: start + index * 60_000,
      metrics: losses.map((value, step) => point('loss', value, step)),
      params: { optimizer, lr, dropout: '0.5' },
      tags: { team: 'vision' },
      status: 'FINISHED',
    });
  return ids;
}
