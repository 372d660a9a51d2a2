import { AxeBuilder } from '@axe-core/playwright';
import { message } from './messages.ts';
import { CHAT_SAMPLE, createPrompt, promptGrid, promptRow, promptWith, registerVersion } from './prompts.ts';
import { expect, test } from './test.ts';

test('without prompts the page says how to register one, with the address of this tracker', async ({
  page,
  engine,
}) => {
  await page.goto('/prompts');
  await expect(page.getByRole('heading', { name: 'No prompts yet' })).toBeVisible();
  await expect(page.getByText('mlflow.genai.register_prompt(')).toBeVisible();
  await expect(page.getByText(`mlflow.set_tracking_uri("${engine.url}")`)).toBeVisible();
});

test('the list shows the newest version, its type, aliases and tags, and changes as they do', async ({
  page,
  engine,
}) => {
  await createPrompt(engine, 'answer', [{ key: 'team', value: 'support' }]);
  await registerVersion(engine, 'answer', { text: 'Answer {{ q }}', message: 'First' });
  await engine.post('registered-models/create', { name: 'a-model' });
  await page.goto('/prompts');
  const row = promptRow(page, 'answer');
  await expect(row).toContainText('v1');
  await expect(row).toContainText('text');
  await expect(row).toContainText('team: support');
  await expect(promptRow(page, 'a-model')).toBeHidden();
  await registerVersion(engine, 'answer', CHAT_SAMPLE);
  await engine.post('registered-models/alias', { name: 'answer', alias: 'live', version: '2' });
  await expect(row).toContainText('v2');
  await expect(row).toContainText('chat');
  await expect(row).toContainText('@live');
});

test('a prompt is made by its name and opened as a draft', async ({ page }) => {
  await page.goto('/prompts');
  await expect(page.getByRole('heading', { name: 'No prompts yet' })).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New prompt' });
  await dialog.getByLabel('Name').fill('two words');
  await expect(dialog.getByText('MLflow takes letters')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
  await dialog.getByLabel('Name').fill('greeting');
  await dialog.getByRole('button', { name: 'Chat' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page).toHaveURL(/\/prompts\/greeting\?draft=/);
  await expect(page.getByRole('textbox', { name: 'Message 1' })).toBeVisible();
});

test('prompts are found by name and by tag, walked by keys, and deleted with the exact words', async ({
  page,
  engine,
}) => {
  await promptWith(engine, 'answer', 'a', 'b');
  await createPrompt(engine, 'judge', [{ key: 'team', value: 'quality' }]);
  await promptWith(engine, 'summary', 'c');
  await page.goto('/prompts');
  const search = page.getByRole('searchbox', { name: 'Search by name, or filter' });
  await search.fill('ans');
  await expect(promptGrid(page).getByRole('row')).toHaveCount(2);
  await search.fill("tags.team = 'quality'");
  await expect(promptRow(page, 'judge')).toBeVisible();
  await expect(promptGrid(page).getByRole('row')).toHaveCount(2);
  await search.fill('nothing like it');
  await expect(page.getByText('No prompt is called “nothing like it”.')).toBeVisible();
  await search.fill('');
  await expect(promptGrid(page).getByRole('row')).toHaveCount(4);
  await search.blur();
  await page.keyboard.press('j');
  await expect(promptRow(page, 'answer')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete “answer”' });
  await expect(dialog).toContainText('the prompt with 2 versions');
  await dialog.getByRole('button', { name: 'Delete the prompt with 2 versions' }).click();
  await expect(promptRow(page, 'answer')).toBeHidden();
  await promptRow(page, 'summary').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page).toHaveURL(/\/prompts\/summary/);
});

test('the address of a prompt is copied from its menu', async ({ page, engine, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await promptWith(engine, 'answer', 'a');
  await engine.post('registered-models/alias', { name: 'answer', alias: 'live', version: '1' });
  await page.goto('/prompts');
  await promptRow(page, 'answer').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy URI' }).hover();
  await page.getByRole('menuitem', { name: 'prompts:/answer@live' }).click();
  await expect(message(page, 'Copied prompts:/answer@live')).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('prompts:/answer@live');
});

test('three thousand prompts are read as they are scrolled to, few of them in the page', async ({
  page,
  engine,
}) => {
  const names = Array.from({ length: 3000 }, (_, index) => `prompt-${String(index).padStart(4, '0')}`);
  const width = 50;
  for (let first = 0; first < names.length; first += width)
    await Promise.all(names.slice(first, first + width).map((name) => createPrompt(engine, name)));
  await page.goto('/prompts');
  await expect(promptRow(page, 'prompt-0000')).toBeVisible();
  await expect(promptGrid(page)).toHaveAttribute('aria-rowcount', '501');
  expect(await promptGrid(page).getByRole('row').count()).toBeLessThan(80);
  await promptGrid(page).focus();
  for (const count of ['1001', '1501', '2001', '2501', '3001']) {
    await page.keyboard.press('End');
    await expect(promptGrid(page)).toHaveAttribute('aria-rowcount', count);
  }
  await page.keyboard.press('End');
  await expect(promptRow(page, 'prompt-2999')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search by name, or filter' }).fill('2718');
  await expect(promptGrid(page).getByRole('row')).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the list has no serious faults of accessibility in ${colorScheme}`, async ({ page, engine }) => {
    await page.emulateMedia({ colorScheme });
    await createPrompt(engine, 'answer', [{ key: 'team', value: 'support' }]);
    await registerVersion(engine, 'answer', CHAT_SAMPLE);
    await engine.post('registered-models/alias', { name: 'answer', alias: 'live', version: '1' });
    await page.goto('/prompts');
    await expect(promptRow(page, '@live')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
