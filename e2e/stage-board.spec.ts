import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { message } from './messages.ts';
import { createExperiment, createRun } from './runs.ts';
import { bestOf } from './smoothness.ts';
import {
  call,
  card,
  createModel,
  dialog,
  dragOver,
  moveTo,
  openBoard,
  register,
  registerMany,
  setRegistry,
  stage,
  versionsIn,
  workAs,
} from './stage-board.ts';
import { expect, test } from './test.ts';

const MODEL = 'fraud-model';

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a version is registered from a run, dragged to Production, the old one is archived, and yesterday is asked about', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, bars, {
    name: 'amber-fox',
    metrics: [
      { key: 'acc', value: 0.98123, step: 1 },
      { key: 'loss', value: 0.11, step: 1 },
    ],
  });
  await createModel(engine, MODEL);
  await page.goto(`/models/${MODEL}?tab=board`);
  await expect(page.getByRole('heading', { name: 'No versions yet' })).toBeVisible();
  await expect(page.getByText(`mlflow.register_model("runs:/RUN_ID/model", "${MODEL}")`)).toBeVisible();
  await workAs(page, 'cy');
  await page.reload();
  await register(engine, MODEL, { stage: 'Production', alias: 'champion', as: 'ana' });
  await register(engine, MODEL, { run_id, description: 'With the new features', as: 'ana' });
  await expect(card(page, '1')).toContainText('@champion');
  await expect(card(stage(page, 'None'), '2')).toContainText('acc0.9812');
  await expect(card(page, '2')).toContainText('With the new features');
  await expect(card(page, '2').getByRole('link', { name: 'amber-fox' })).toHaveAttribute(
    'href',
    `/experiments/${bars}/runs/${run_id}`,
  );

  await dragOver(page, '2', 'Production');
  await page.mouse.up();
  await expect(dialog(page)).toHaveAccessibleName('Move v2 to Production');
  await dialog(page).getByRole('checkbox', { name: 'Archive the version now in Production: v1' }).check();
  await dialog(page).getByLabel('Comment').fill('Better on the holdout');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(message(page, 'Moved v2 to Production, archived v1')).toBeVisible();
  expect(await versionsIn(page, 'Production')).toEqual(['2']);
  expect(await versionsIn(page, 'Archived')).toEqual(['1']);
  await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 1 version');

  await page.keyboard.press('h');
  const moves = page.getByRole('list', { name: 'Moves' });
  await expect(moves.getByRole('listitem').filter({ hasText: 'archived by the move of v2' })).toContainText(
    'v1',
  );
  await expect(
    moves.getByRole('listitem').filter({ hasText: 'Better on the holdout' }).first(),
  ).toContainText('cy');
  const slider = page.getByRole('slider', { name: 'The board as of' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now');
  await slider.focus();
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(page.getByRole('status').filter({ hasText: 'As of' })).toContainText(
    '2 versions, to look at only',
  );
  await expect(stage(page, 'Production')).toHaveAccessibleName('Production, 1 version');
  await expect(card(stage(page, 'Production'), '1')).toBeVisible();
  await expect(card(stage(page, 'None'), '2')).toBeVisible();
  await expect(page).toHaveURL(/as_of=\d+/);
  await page.reload();
  await expect(card(stage(page, 'Production'), '1')).toBeVisible();
  await expect(card(page, '1').getByRole('checkbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(card(stage(page, 'Production'), '2')).toBeVisible();
});

test('a move is taken back with all that it archived, and one that is refused puts its card back', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  for (const to of ['Production', 'Production', 'Staging']) await register(engine, MODEL, { stage: to });
  await openBoard(page, MODEL);
  await dragOver(page, '3', 'Production');
  await page.mouse.up();
  const archive = dialog(page).getByRole('checkbox', {
    name: 'Archive the versions now in Production: v2 and v1',
  });
  await expect(archive).toBeChecked();
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 2 versions');
  await message(page, 'Moved v3 to Production, archived v2 and v1')
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(stage(page, 'Production')).toHaveAccessibleName('Production, 2 versions');
  expect(await versionsIn(page, 'Staging')).toEqual(['3']);

  // The choice is remembered.
  await card(page, '3').focus();
  await page.keyboard.press('m');
  await dialog(page).getByLabel('To').selectOption('Production');
  await archive.uncheck();
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(stage(page, 'Production')).toHaveAccessibleName('Production, 3 versions');
  await card(page, '3').focus();
  await page.keyboard.press('m');
  await dialog(page).getByLabel('To').selectOption('Staging');
  await dialog(page).getByLabel('To').press('Enter');
  await expect(stage(page, 'Staging')).toHaveAccessibleName('Staging, 1 version');
  await dragOver(page, '3', 'Production');
  await page.mouse.up();
  await expect(dialog(page).getByRole('checkbox')).not.toBeChecked();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  expect(await versionsIn(page, 'Staging')).toEqual(['3']);
});

test.describe('where the tracker refuses', () => {
  test.use({ expectedErrors: /400|403/ });

  test('the card goes back and the reason is said', async ({ page, engine }) => {
    await createModel(engine, MODEL);
    await register(engine, MODEL);
    await openBoard(page, MODEL);
    await dragOver(page, '1', 'Staging');
    await page.mouse.up();
    // Settings that come in between: the dialog did not know of them.
    const { promise: isChanged, resolve } = Promise.withResolvers<void>();
    await page.route('**/transition-stage', async (route) => {
      await isChanged;
      await route.continue();
    });
    await dialog(page).getByRole('button', { name: 'Move' }).click();
    await expect(card(stage(page, 'Staging'), '1')).toBeVisible();
    await setRegistry(engine, { approval_stages: ['Staging'] });
    resolve();
    await expect(message(page, 'only with an approval')).toBeVisible();
    await expect(card(stage(page, 'None'), '1')).toBeVisible();
  });
});

test('by the keyboard alone a version is picked up, moved two stages on, dropped and confirmed', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  for (let index = 0; index < 3; index += 1) await register(engine, MODEL);
  await openBoard(page, MODEL);
  await expect(card(page, '3')).toBeVisible();
  await page.getByRole('list', { name: 'Versions in None' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, '3')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, '2')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('Picked up v2.')).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Over Staging.')).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Over Production.')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(dialog(page)).toHaveAccessibleName('Move v2 to Production');
  await expect(dialog(page).getByLabel('Comment')).toBeFocused();
  await page.keyboard.type('It is time');
  await page.keyboard.press('Enter');
  await expect(card(stage(page, 'Production'), '2')).toBeFocused();
  await expect(message(page, 'Moved v2 to Production')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(card(stage(page, 'None'), '2')).toBeVisible();

  await card(page, '2').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Picked up v2.')).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Put back.')).toBeAttached();
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/models/${MODEL}/versions/2`);
});

test('several ticked versions move together, by dragging one of them', async ({ page, engine }) => {
  await createModel(engine, MODEL);
  for (let index = 0; index < 5; index += 1) await register(engine, MODEL);
  await openBoard(page, MODEL);
  await card(page, '5').click({ modifiers: ['ControlOrMeta'], position: { x: 60, y: 30 } });
  await card(page, '3').click({ modifiers: ['Shift'], position: { x: 60, y: 30 } });
  await expect(page.getByText('3 selected')).toBeVisible();
  await dragOver(page, '4', 'Archived');
  await page.mouse.up();
  await expect(dialog(page)).toHaveAccessibleName('Move v5, v4 and v3 to Archived');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 3 versions');
  await expect(page.getByText('3 selected')).toBeHidden();
  await message(page, 'Moved v5, v4 and v3 to Archived').getByRole('button', { name: 'Undo' }).click();
  await expect(stage(page, 'None')).toHaveAccessibleName('None, 5 versions');

  await card(page, '1').focus();
  await page.keyboard.press('x');
  await card(page, '2').getByRole('checkbox', { name: 'Select version 2' }).check();
  await page.getByRole('button', { name: 'Move to…' }).click();
  await dialog(page).getByLabel('To').selectOption('Staging');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(stage(page, 'Staging')).toHaveAccessibleName('Staging, 2 versions');
});

test('a move in another window shows at once with who made it, and leaves a card in the hand where it is', async ({
  page,
  browser,
  engine,
}) => {
  await createModel(engine, MODEL);
  for (let index = 0; index < 2; index += 1) await register(engine, MODEL);
  await workAs(page, 'cy');
  await openBoard(page, MODEL);
  const other = await (await browser.newContext({ baseURL: engine.url })).newPage();
  await workAs(other, 'ana');
  await openBoard(other, MODEL);
  await card(other, '1').focus();
  await other.keyboard.press('m');
  await dialog(other).getByLabel('To').selectOption('Staging');
  await dialog(other).getByRole('button', { name: 'Move' }).click();
  await expect(card(stage(page, 'Staging'), '1')).toContainText('Moved by ana just now');
  await expect(page.getByText('ana moved version 1 to Staging.')).toBeAttached();
  await expect(card(other, '1')).not.toContainText('Moved by');

  await dragOver(page, '2', 'Production');
  await moveTo(engine, MODEL, '2', 'Archived', 'ana');
  await moveTo(engine, MODEL, '1', 'None', 'ana');
  await expect(card(stage(page, 'None'), '1')).toBeVisible();
  await expect(card(stage(page, 'None'), '2')).toBeVisible();
  await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 0 versions');
  await page.mouse.up();
  await moveTo(engine, MODEL, '2', 'Staging', 'ana');
  await expect(dialog(page)).toContainText('v2 was moved to Staging by ana just now.');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(stage(page, 'Staging'), '2')).toContainText('Moved by ana just now');
});

test('a stage that needs an approval is asked for, and somebody else approves, refuses or leaves it to be withdrawn', async ({
  page,
  browser,
  engine,
}) => {
  await setRegistry(engine, { approval_stages: ['Production'] });
  await createModel(engine, MODEL);
  for (let index = 0; index < 3; index += 1) await register(engine, MODEL);
  await workAs(page, 'cy');
  await openBoard(page, MODEL);
  const askFor = async (version: string, comment: string) => {
    await dragOver(page, version, 'Production');
    await page.mouse.up();
    await expect(dialog(page)).toContainText('needs the approval of somebody else');
    await dialog(page).getByLabel('Comment').fill(comment);
    await dialog(page).getByRole('button', { name: 'Ask for approval' }).click();
    await expect(card(page, version)).toContainText('You ask for Production');
  };
  await askFor('1', 'Please');
  await expect(card(stage(page, 'None'), '1')).toBeVisible();
  await askFor('2', 'Or this');
  await askFor('3', 'Or that');
  await expect(page.getByRole('button', { name: '3 wait for an answer' })).toBeVisible();
  await card(page, '3').getByRole('button', { name: 'Withdraw' }).click();
  await expect(card(page, '3')).not.toContainText('You ask');

  const other = await (await browser.newContext({ baseURL: engine.url })).newPage();
  await workAs(other, 'ana');
  await openBoard(other, MODEL);
  await other.getByRole('button', { name: '2 wait for an answer' }).click();
  expect(await versionsIn(other, 'None')).toEqual(['2', '1']);
  await expect(card(other, '1')).toContainText('cy asks for Production: Please');
  await card(other, '1').getByRole('button', { name: 'Approve…' }).click();
  await expect(dialog(other)).toContainText('cy asks for it: “Please”');
  await dialog(other).getByRole('button', { name: 'Approve' }).click();
  await expect(message(other, 'Approved Production for v1')).toBeVisible();
  await expect(card(stage(page, 'Production'), '1')).toContainText('Moved by ana just now');
  await card(other, '2').getByRole('button', { name: 'Refuse…' }).click();
  await dialog(other).getByLabel('Comment').fill('One at a time');
  await dialog(other).getByRole('button', { name: 'Refuse' }).click();
  await expect(card(page, '2')).not.toContainText('You ask');
  await expect(page.getByRole('button', { name: /wait/ })).toBeHidden();
  await page.keyboard.press('h');
  await expect(
    page.getByRole('list', { name: 'Moves' }).getByRole('listitem').filter({ hasText: 'on request' }),
  ).toHaveCount(1);
});

test('a workspace that wants comments gets one with every move, also with the undo', async ({
  page,
  engine,
}) => {
  await setRegistry(engine, { comment_required: true });
  await createModel(engine, MODEL);
  await register(engine, MODEL);
  await openBoard(page, MODEL);
  await dragOver(page, '1', 'Staging');
  await page.mouse.up();
  const move = dialog(page).getByRole('button', { name: 'Move' });
  await expect(move).toBeDisabled();
  await dialog(page).getByLabel('Comment (the workspace asks for one)').fill('  ');
  await expect(move).toBeDisabled();
  await dialog(page).getByLabel('Comment').fill('For the shadow test');
  await move.click();
  await message(page, 'Moved v1 to Staging').getByRole('button', { name: 'Undo' }).click();
  await expect(card(stage(page, 'None'), '1')).toBeVisible();
  await page.goto(`/models/${MODEL}?tab=history`);
  const moves = page.getByRole('list', { name: 'Moves' }).getByRole('listitem');
  await expect(moves).toHaveText([
    /v1.*Staging.*None.*Took back: Moved v1 to Staging/,
    /v1.*None.*Staging.*For the shadow test/,
    /v1.*registered in.*None/,
  ]);
});

test('the history is narrowed down, tells what was where when, and takes a stage and an alias back', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  await register(engine, MODEL, { stage: 'Production', alias: 'champion', as: 'ana' });
  await register(engine, MODEL, { stage: 'Production', alias: 'champion', as: 'bo' });
  await moveTo(engine, MODEL, '1', 'Archived', 'bo');
  await page.goto(`/models/${MODEL}?tab=history`);
  const moves = page.getByRole('list', { name: 'Moves' }).getByRole('listitem');
  await expect(moves).toHaveCount(7);
  const lanes = page.getByRole('region', { name: 'What was where when' });
  await expect(
    lanes.getByRole('button', { name: /^v1 in Production from .* to .*, moved by ana$/ }),
  ).toBeVisible();
  await expect(
    lanes.getByRole('button', { name: /^v2 in Production from .* to now, moved by bo$/ }),
  ).toBeVisible();

  await page.getByLabel('Version', { exact: true }).fill('v1');
  await expect(moves).toHaveCount(5);
  await page.getByRole('combobox', { name: 'By' }).selectOption('bo');
  await expect(moves).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Stage' }).selectOption('Archived');
  await expect(moves).toHaveText([/v1.*Production.*Archived/]);
  await moves.first().hover();
  await moves.first().getByRole('button', { name: 'Move back…' }).click();
  await expect(dialog(page)).toHaveAccessibleName('Move v1 to Production');
  await dialog(page).getByRole('checkbox', { name: 'Archive the version now in Production: v2' }).check();
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(message(page, 'Moved v1 to Production, archived v2')).toBeVisible();

  await page.getByRole('combobox', { name: 'Stage' }).selectOption('All stages');
  const taken = moves.filter({ hasText: 'v2got@championfrom v1' });
  await taken.hover();
  await taken.getByRole('button', { name: 'Move back…' }).click();
  await expect(dialog(page)).toHaveAccessibleName('Give @champion back to v1');
  await dialog(page).getByRole('button', { name: 'Move back' }).click();
  await expect(message(page, 'Gave @champion to v1')).toBeVisible();
  await message(page, 'Gave @champion to v1').getByRole('button', { name: 'Undo' }).click();
  await lanes.getByRole('button', { name: /^v2 in Production/ }).click();
  await expect(page).toHaveURL(/tab=board&as_of=/);
  await expect(card(stage(page, 'Production'), '2')).toBeVisible();
});

test('the past shows versions that are deleted since, hatched and without a link', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  await register(engine, MODEL, { stage: 'Production' });
  await register(engine, MODEL);
  await fetch(`${engine.url}/api/2.0/mlflow/model-versions/delete`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: MODEL, version: '1' }),
  });
  await openBoard(page, MODEL, '&history=1');
  await expect(card(page, '2')).toBeVisible();
  await expect(card(page, '1')).toHaveCount(0);
  const moves = page.getByRole('list', { name: 'Moves' }).getByRole('listitem');
  await moves.filter({ hasText: 'v2registered' }).hover();
  await moves
    .filter({ hasText: 'v2registered' })
    .getByRole('button', { name: 'Show the board as it then was' })
    .click();
  await expect(card(stage(page, 'Production'), '1')).toHaveAccessibleName(
    'Version 1, Production, deleted since',
  );
  await expect(card(page, '1').getByRole('link')).toHaveCount(0);
});

test('stages are added, renamed, reordered by keys and removed, and the board follows', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  await register(engine, MODEL, { stage: 'Staging' });
  await page.goto('/settings');
  const form = page.getByRole('form', { name: 'Model registry' });
  await form.getByLabel('Name of Staging').fill('Shadow');
  await form.getByRole('button', { name: 'Add a stage' }).click();
  await form.getByLabel('Name of the new stage').fill('production');
  await expect(form).toContainText('Another stage has this name.');
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  await form.getByLabel('Name of production', { exact: true }).fill('Canary');
  await form.getByLabel('What Canary stands for').selectOption('Staging');
  await form.getByLabel('Colour of Canary').selectOption('violet');
  await form.getByRole('button', { name: 'Move Canary', exact: true }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Canary: place 4 of 5.')).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Canary: place 3 of 5.')).toBeAttached();
  await page.keyboard.press('Space');
  const names = async () => {
    const fields = await form.getByRole('textbox', { name: /^Name of/ }).all();
    return Promise.all(fields.map((field) => field.inputValue()));
  };
  await expect.poll(names).toEqual(['None', 'Shadow', 'Canary', 'Production', 'Archived']);
  await form.getByLabel('Moves to Production need an approval').check();
  await form.getByRole('checkbox', { name: 'Every move needs a comment' }).check();
  await form.getByLabel('Aliases that need an approval').fill('@champion, live');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(message(page, 'Saved the settings of the registry')).toBeVisible();
  await openBoard(page, MODEL);
  await expect(card(stage(page, 'Shadow'), '1')).toBeVisible();
  const { settings } = (await (await fetch(`${engine.url}/api/2.0/tidemark/registry-settings`)).json()) as {
    settings: { stages: { name: string }[] };
  };
  expect(settings).toMatchObject({
    stages: [
      { name: 'None', classic: 'None' },
      { name: 'Shadow', classic: 'Staging' },
      { name: 'Canary', classic: 'Staging', color: 'violet' },
      { name: 'Production', classic: 'Production' },
      { name: 'Archived', classic: 'Archived' },
    ],
    comment_required: true,
    approval_stages: ['Production'],
    approval_aliases: ['champion', 'live'],
  });

  await page.goto('/settings');
  await form.getByRole('button', { name: 'Remove Canary' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(message(page, 'Saved')).toBeVisible();
  await message(page, 'Saved').getByRole('button', { name: 'Undo' }).click();
  await expect(form.getByLabel('Name of Canary')).toBeVisible();
  await form.getByRole('button', { name: 'Remove Archived' }).click();
  await expect(form.getByRole('alert')).toContainText('One stage has to stand for Archived.');
  await form.getByRole('button', { name: 'Discard changes' }).click();
  await expect(form.getByRole('alert')).toBeHidden();
});

test('the name that is given in the settings goes with what is done from then on', async ({
  page,
  engine,
}) => {
  await createModel(engine, MODEL);
  await register(engine, MODEL);
  await page.goto('/settings');
  await page.getByLabel('Name', { exact: true }).fill('Zoë: x');
  await expect(page.getByText('A name has no colon.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Zoë');
  await openBoard(page, MODEL);
  await card(page, '1').focus();
  await page.keyboard.press('m');
  await dialog(page).getByLabel('To').selectOption('Staging');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await page.keyboard.press('h');
  const moves = page.getByRole('list', { name: 'Moves' }).getByRole('listitem');
  await expect(moves.first()).toContainText('Zoë');
  await page.goto('/settings');
  await expect(page.getByRole('row').filter({ hasText: 'transitionModelVersionStage' })).toContainText('Zoë');
});

const OPEN_MS = 300;

test('a board of 500 versions is drawn soon after the click, and holds only the cards in view', async ({
  page,
  engine,
}) => {
  test.setTimeout(180_000);
  await registerMany(engine, MODEL, 500);
  await page.goto('/models');
  const attempt = async () => {
    await page.goto('/models');
    const link = page.getByRole('link', { name: MODEL }).first();
    await expect(link).toBeVisible();
    return openAndTime(page, MODEL);
  };
  const took = await bestOf(3, attempt, (time) => time < OPEN_MS);
  await page.getByRole('link', { name: 'Versions', exact: true }).click();
  await expect(page.locator('[data-version]')).toHaveCount(0);
  const again = await openAndTime(page, 'Board');
  const figures = `${Math.round(took)} ms after the click in the list, ${Math.round(again)} ms after that on the tab`;
  process.stdout.write(`500 versions drawn ${figures}\n`);
  // The machine is shared: what a person would notice is kept, the figure is printed.
  expect(took).toBeLessThan(OPEN_MS * 3);
  await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 350 versions');
  expect(await page.locator('[data-version]').count()).toBeLessThan(120);
  await page.getByRole('list', { name: 'Versions in Archived' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(card(stage(page, 'Archived'), '1')).toBeFocused();
});

/** Presses a link and waits for the first frame with a card in it, all in the page. */
const openAndTime = (page: Page, name: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const link = [...document.querySelectorAll('main a')].find((one) => one.textContent === ${JSON.stringify(name)});
    const begun = performance.now();
    link.click();
    const look = () => {
      if (document.querySelector('[data-version]') === null) requestAnimationFrame(look);
      // What is there now is painted with this frame.
      else requestAnimationFrame(() => resolve(performance.now() - begun));
    };
    requestAnimationFrame(look);
  })`);

const STAGES = [
  { name: 'None', classic: 'None' },
  { name: 'Shadow', classic: 'Staging', color: 'violet' },
  { name: 'Canary', classic: 'Staging' },
  { name: 'Production', classic: 'Production' },
  { name: 'Legacy', classic: 'Production', color: 'olive' },
  { name: 'Archived', classic: 'Archived' },
];

test('six stages do not fit on a narrow page and scroll to the side, also under the keyboard', async ({
  page,
  engine,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await setRegistry(engine, { stages: STAGES });
  await createModel(engine, MODEL);
  await register(engine, MODEL);
  await openBoard(page, MODEL);
  await expect(stage(page, 'Archived')).not.toBeInViewport({ ratio: 0.9 });
  await card(page, '1').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Picked up v1.')).toBeAttached();
  for (const { name } of STAGES.slice(1)) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(`Over ${name}.`)).toBeAttached();
  }
  await expect(stage(page, 'Archived')).toBeInViewport({ ratio: 0.5 });
  await page.keyboard.press('Space');
  await expect(dialog(page)).toHaveAccessibleName('Move v1 to Archived');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(card(stage(page, 'Archived'), '1')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test('the board, its history, the dialogs and the settings have no serious fault', async ({
        page,
        engine,
      }, info) => {
        test.setTimeout(180_000);
        const look = async (name: string) => {
          await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
          expect.soft(await serious(page), name).toEqual([]);
        };
        const bars = await createExperiment(engine, 'bars');
        const metrics = ['acc', 'loss', 'f1_macro_weighted'].map((key) => ({ key, value: 0.98123, step: 1 }));
        const run_id = await createRun(engine, bars, { name: 'amber-fox-12', metrics });
        await createModel(engine, MODEL);
        const description = 'Baseline with the new features and a rather long description';
        await register(engine, MODEL, {
          run_id,
          as: 'ana',
          stage: 'Production',
          alias: 'champion',
          description,
        });
        await register(engine, MODEL, { run_id, as: 'bo', stage: 'Staging', alias: 'rc' });
        await register(engine, MODEL, { as: 'bo' });
        await setRegistry(engine, { approval_stages: ['Production'] });
        const request = { name: MODEL, version: '2', stage: 'Production', comment: 'Ready for everybody' };
        await call(engine, 'tidemark/transition-requests/create', request, 'bo');
        await workAs(page, 'cy');
        await openBoard(page, MODEL);
        await expect(card(page, '2')).toContainText('bo asks for Production');
        await look('board');
        await card(page, '2').getByRole('button', { name: 'Approve…' }).click();
        await look('approve');
        await page.keyboard.press('Escape');
        await dragOver(page, '3', 'Production');
        await look('drag');
        await page.mouse.up();
        await look('move');
        await page.keyboard.press('Escape');
        await page.keyboard.press('h');
        await expect(page.getByRole('list', { name: 'Moves' })).toBeVisible();
        await look('history');
        await page.getByRole('slider').press('ArrowLeft');
        await expect(page.getByText('to look at only')).toBeVisible();
        await look('past');
        await page.goto(`/models/${MODEL}?tab=history`);
        await expect(page.getByRole('list', { name: 'Moves' })).toBeVisible();
        await look('history-tab');
        await page.goto('/settings');
        await expect(page.getByRole('list', { name: 'Stages' })).toBeVisible();
        await page.getByRole('button', { name: 'Add a stage' }).scrollIntoViewIfNeeded();
        await look('settings');
        await setRegistry(engine, { approval_stages: [] });
        await registerMany(engine, 'large', 500);
        await openBoard(page, 'large');
        await expect(stage(page, 'Archived')).toHaveAccessibleName('Archived, 350 versions');
        await look('large');
      });
    });
