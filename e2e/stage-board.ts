import { expect, type Locator, type Page } from '@playwright/test';
import type { Engine } from './engine.ts';

/** Calls an operation below /api/2.0 as somebody. */
export async function call<Answer>(engine: Engine, path: string, body: object, as?: string): Promise<Answer> {
  const response = await fetch(`${engine.url}/api/2.0/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(as !== undefined && { authorization: `Basic ${Buffer.from(`${as}:`).toString('base64')}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

interface VersionOptions {
  stage?: string;
  alias?: string;
  description?: string;
  run_id?: string;
  as?: string;
}

/** Registers a version, moves it to a stage and gives it an alias. Resolves with its number. */
export async function register(engine: Engine, name: string, options: VersionOptions = {}): Promise<string> {
  const { stage, alias, description, run_id, as } = options;
  const source = `s3://models/${name}`;
  const { model_version } = await call<{ model_version: { version: string } }>(
    engine,
    'mlflow/model-versions/create',
    { name, source, description, run_id },
    as,
  );
  const { version } = model_version;
  if (stage !== undefined) await moveTo(engine, name, version, stage, as);
  if (alias !== undefined) await call(engine, 'mlflow/registered-models/alias', { name, alias, version }, as);
  return version;
}

export async function createModel(engine: Engine, name: string): Promise<void> {
  await call(engine, 'mlflow/registered-models/create', { name });
}

export async function moveTo(
  engine: Engine,
  name: string,
  version: string,
  stage: string,
  as?: string,
): Promise<void> {
  await call(engine, 'mlflow/model-versions/transition-stage', { name, version, stage }, as);
}

/** Many versions over the four stages. */
export async function registerMany(engine: Engine, name: string, count: number): Promise<void> {
  await createModel(engine, name);
  const stages = ['None', 'Staging', 'Production', 'Archived'];
  for (let index = 0; index < count; index += 1) await register(engine, name, { as: 'ana' });
  const moves = Array.from({ length: count }, (_, index) => ({
    version: String(index + 1),
    stage: stages[index % 10 < 6 ? 3 : index % 4] ?? 'None',
  }));
  for (let first = 0; first < count; first += 500)
    await call(engine, 'tidemark/models/stages', { name, moves: moves.slice(first, first + 500) }, 'ana');
}

export const setRegistry = (engine: Engine, settings: object): Promise<unknown> =>
  call(engine, 'tidemark/registry-settings/update', settings);

export async function openBoard(page: Page, name: string, query = ''): Promise<void> {
  await page.goto(`/models/${encodeURIComponent(name)}?tab=board${query}`);
  await expect(page.getByRole('group', { name: 'Board' })).toBeVisible();
}

/** The column of a stage. */
export const stage = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Board' }).getByRole('region', { name: new RegExp(`^${name}, `) });

/** The card of a version, wherever it is, or in a stage. */
export const card = (where: Page | Locator, version: string): Locator =>
  where.locator(`[data-version="${version}"]`);

/** The versions in a stage that are in view, top to bottom. */
export async function versionsIn(page: Page, name: string): Promise<(string | null)[]> {
  const cards = await stage(page, name).locator('[data-version]').all();
  return Promise.all(cards.map((one) => one.getAttribute('data-version')));
}

/** Drags a card over a stage with the pointer; it is let go by the caller. */
export async function dragOver(page: Page, version: string, to: string): Promise<void> {
  const from = await card(page, version).boundingBox();
  const over = await stage(page, to).boundingBox();
  if (from === null || over === null) throw new Error(`v${version} or ${to} is not in view.`);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height - 8);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height, { steps: 3 });
  await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 8 });
}

export const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Works in the page under a name, from its next opening on. */
export async function workAs(page: Page, name: string): Promise<void> {
  await page.addInitScript(`localStorage.setItem('tidemark.your-name', ${JSON.stringify(name)})`);
}
