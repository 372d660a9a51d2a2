import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import {
  CHAT_SAMPLE,
  createPrompt,
  history,
  preview,
  promptWith,
  registerVersion,
  tidemark,
} from './prompts.ts';
import { expect, test } from './test.ts';

interface Draft {
  draft_id: string;
  revision: number;
  content: unknown;
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const option = (page: Page, text: string | RegExp) =>
  history(page).getByRole('option').filter({ hasText: text });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /^Saved$/ });

/** Replaces what an editor holds. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Begins a draft of the version that is shown, and waits until it can be typed into. */
async function editAsDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit as draft' }).click();
  await expect(field(page, 'Title of the draft')).toBeVisible();
}

async function draftOf(engine: Engine, request: Record<string, unknown>): Promise<Draft> {
  const { draft } = await tidemark<{ draft: Draft }>(engine, 'prompts/drafts/create', request);
  return draft;
}

async function storedDraft(engine: Engine, id: string): Promise<Draft> {
  const response = await fetch(`${engine.url}/api/2.0/tidemark/prompts/drafts/get?draft_id=${id}`);
  return ((await response.json()) as { draft: Draft }).draft;
}

const textOf = (template: string) => ({ type: 'text', template });

test('a chat prompt is written, previewed, committed, compared with the first version and made the champion', async ({
  page,
  engine,
}) => {
  await createPrompt(engine, 'answer');
  await registerVersion(engine, 'answer', { ...CHAT_SAMPLE, message: 'First' });
  await page.goto('/prompts/answer');
  await expect(page.getByRole('heading', { name: 'v1' })).toBeVisible();
  await editAsDraft(page);
  await write(page, 'Message 1', 'You are {{ style }}. Use at most {{ words }} words.');
  await page.getByRole('button', { name: 'Add a message' }).click();
  await page.getByRole('combobox', { name: 'Role of message 3' }).selectOption('user');
  await write(page, 'Message 3', 'Thanks');
  await expect(preview(page)).toContainText('Without a value: style, words, question');
  await page.getByRole('textbox', { name: /^style/ }).fill('a pirate');
  await page.getByRole('textbox', { name: /^words/ }).fill('20');
  await expect(preview(page)).toContainText('You are a pirate. Use at most 20 words.');
  await expect(preview(page)).toContainText(/\d+ tokens \(o200k_base\)/);
  await expect(saved(page)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  const dialog = page.getByRole('dialog', { name: 'Commit v2' });
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('Message 1 · system');
  await expect(dialog.getByRole('region', { name: 'Warnings' })).toContainText('words');
  await dialog.getByLabel('Commit message').fill('At most so many words');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await expect(message(page, 'Committed v2')).toBeVisible();
  await expect(page).toHaveURL(/\/prompts\/answer\?version=2$/);
  await expect(option(page, 'v2')).toContainText('At most so many words');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/\?compare=1\.\.2$/);
  const system = page.getByRole('region', { name: 'Message 1 · system' });
  await expect(system.getByRole('textbox', { name: 'Message 1 · system in v2' })).toContainText('words');
  await expect(page.getByRole('region', { name: 'Message 3 · user' })).toContainText('added');
  await page.getByRole('button', { name: 'Inline' }).click();
  await expect(system.getByRole('textbox')).toHaveCount(1);
  await page.getByRole('link', { name: 'Prompt', exact: true }).click();
  await page.getByRole('button', { name: 'Aliases of v2' }).click();
  await page.getByRole('menuitem', { name: 'Set an alias…' }).click();
  await field(page, 'Alias').fill('champion');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(option(page, 'v2')).toContainText('@champion');
  const alias = await fetch(
    `${engine.url}/api/2.0/mlflow/registered-models/alias?name=answer&alias=champion`,
  );
  expect(await alias.json()).toMatchObject({ model_version: { version: '2' } });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(option(page, 'v2')).not.toContainText('@champion');
});

test('a version that the Python client registered is shown with all it holds', async ({ page, engine }) => {
  await createPrompt(engine, 'answer');
  await registerVersion(engine, 'answer', {
    ...CHAT_SAMPLE,
    message: 'From Python',
  });
  await page.goto('/prompts/answer?version=1');
  await expect(field(page, 'Message 1')).toContainText('You are {{style}}.');
  await expect(field(page, 'Message 2')).toContainText('{{ question }}');
  await expect(field(page, 'Message 1')).toHaveAttribute('aria-readonly', 'true');
  await page.getByRole('button', { name: 'Response format' }).click();
  await expect(field(page, 'Response format')).toContainText('"required"');
  await page.getByRole('button', { name: /Model config/ }).click();
  await expect(page.getByLabel('Provider')).toHaveValue('openai');
  await expect(page.getByLabel('Temperature')).toHaveValue('0.2');
  await expect(page.getByLabel('Max tokens')).toHaveValue('50');
  await expect(page.getByRole('region', { name: 'Variables' })).toContainText(/style.*question/s);
  await expect(page.getByText('support', { exact: true })).toBeVisible();
});

test('a template that never ends is said to, and the page goes on', async ({ page, engine }) => {
  await promptWith(
    engine,
    'hostile',
    '{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}',
    "{% if x %}{{ x.constructor.constructor('return 1')() }}{% endif %}",
    `{% if true %}{{ ${'('.repeat(20_000)} }}{% endif %}`,
  );
  await page.goto('/prompts/hostile?version=1');
  await expect(preview(page).getByRole('alert')).toBeVisible();
  await option(page, 'v2').click();
  await page.getByRole('textbox', { name: /^x/ }).fill('1');
  await expect(preview(page).getByRole('alert')).toContainText('constructor');
  await option(page, 'v3').click();
  await expect(preview(page).getByRole('alert')).toBeVisible();
  await editAsDraft(page);
  await write(page, 'Template', 'Hello {{ name }}');
  await expect(preview(page)).toContainText('Hello {{ name }}');
});

test('a Jinja list is given as JSON', async ({ page, engine }) => {
  await promptWith(engine, 'menu', '{% for item in items %}{{ item.title }}={{ item.price }};{% endfor %}');
  await page.goto('/prompts/menu');
  await page
    .getByRole('textbox', { name: /^items/ })
    .fill('[{"title": "Tea", "price": 3}, {"title": "Milk", "price": 2}]');
  await expect(preview(page)).toContainText('Tea=3;Milk=2;');
  await page.getByRole('textbox', { name: /^items/ }).fill('[{"title": ');
  await expect(page.getByText('Taken as text: it is no JSON.')).toBeVisible();
});

test('a prompt without a version opens a draft of its first one', async ({ page, engine }) => {
  await createPrompt(engine, 'fresh');
  await page.goto('/prompts/fresh');
  await write(page, 'Template', 'Hi {{ name }}');
  await expect(saved(page)).toBeVisible();
  await expect(history(page).getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Commit' }).click();
  await expect(page.getByRole('dialog')).toContainText('It is the first version of its line.');
});

test('messages are doubled, moved by keys and removed, and a chat becomes a text and back', async ({
  page,
  engine,
}) => {
  await createPrompt(engine, 'answer');
  await registerVersion(engine, 'answer', CHAT_SAMPLE);
  const { draft_id } = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
  });
  await page.goto(`/prompts/answer?draft=${draft_id}`);
  await page.getByRole('button', { name: 'Actions of message 2' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(field(page, 'Message 3')).toContainText('{{ question }}');
  await write(page, 'Message 3', 'Last words');
  await page.getByRole('button', { name: 'Actions of message 3' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(field(page, 'Message 2')).toContainText('Last words');
  await page.getByRole('button', { name: 'Move message 1' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(field(page, 'Message 1')).toContainText('Last words');
  await page.getByRole('button', { name: 'Actions of message 3' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(field(page, 'Message 3')).toBeHidden();
  await expect(saved(page)).toBeVisible();
  await expect
    .poll(async () => (await storedDraft(engine, draft_id)).content)
    .toMatchObject({
      messages: [{ content: 'Last words' }, { content: 'You are {{style}}.' }],
    });
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(field(page, 'Template')).toContainText('user: Last words');
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Role of message 1' })).toHaveValue('user');
});

test('a message is dragged by its handle above another', async ({ page, engine }) => {
  await createPrompt(engine, 'answer');
  await registerVersion(engine, 'answer', CHAT_SAMPLE);
  const { draft_id } = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
  });
  await page.goto(`/prompts/answer?draft=${draft_id}`);
  const from = await page.getByRole('button', { name: 'Move message 2' }).boundingBox();
  const to = await page.getByRole('button', { name: 'Move message 1' }).boundingBox();
  if (from === null || to === null) throw new Error('A handle is not in view.');
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y - 4, { steps: 10 });
  await page.mouse.up();
  await expect(field(page, 'Message 1')).toContainText('{{ question }}');
  await expect(page.getByRole('combobox', { name: 'Role of message 1' })).toHaveValue('user');
});

test('variables are completed, and what is wrong is said at its place and before a commit', async ({
  page,
  engine,
}) => {
  await promptWith(engine, 'answer', 'Answer {{ question }}');
  const { draft_id } = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
  });
  await page.goto(`/prompts/answer?draft=${draft_id}`);
  await write(page, 'Template', 'Say ');
  await page.keyboard.type('{{ que');
  await expect(page.getByRole('option', { name: 'question' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field(page, 'Template')).toHaveText('Say {{ question }}');
  await page.keyboard.type(' or {{ qestion }} or {{ open');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Response format' }).click();
  await write(page, 'Response format', '{"type": ');
  await expect(page.getByRole('alert').filter({ hasText: 'Not JSON' })).toBeVisible();
  await page.getByRole('button', { name: /Model config/ }).click();
  await page.getByLabel('Provider').selectOption('anthropic');
  await page.getByLabel('Temperature').fill('3');
  await expect(page.getByText('Temperature must be a number from 0 to 1.')).toBeVisible();
  await page.getByLabel('Temperature').fill('warm');
  await expect(page.getByText('“warm” is no number. It is saved when it is.')).toBeVisible();
  await page.getByRole('button', { name: 'Commit' }).click();
  const warnings = page.getByRole('dialog').getByRole('region', { name: 'Warnings' });
  await expect(warnings).toContainText('qestion');
  await expect(warnings).toContainText('{{ is not closed');
  await expect(page.getByRole('dialog')).toContainText('The response format is no JSON');
});

test.describe('while the tracker refuses what is typed', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('the typing is kept over a reload and saved when it can be', async ({ page, engine }) => {
    await promptWith(engine, 'answer', 'Answer {{ question }}');
    const { draft_id } = await draftOf(engine, {
      name: 'answer',
      base_version: '1',
    });
    await page.route('**/drafts/update', (route) => route.abort());
    await page.goto(`/prompts/answer?draft=${draft_id}`);
    await write(page, 'Template', 'Typed on a train');
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
    await page.reload();
    await expect(field(page, 'Template')).toHaveText('Typed on a train');
    await page.unroute('**/drafts/update');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(saved(page)).toBeVisible();
    expect((await storedDraft(engine, draft_id)).content).toEqual(textOf('Typed on a train'));
  });

  test('what someone else wrote meanwhile is named, and both are merged', async ({ page, engine }) => {
    await promptWith(engine, 'answer', 'One\nTwo\nThree\nFour\nFive');
    const draft = await draftOf(engine, { name: 'answer', base_version: '1' });
    await page.route('**/drafts/update', (route) => route.abort());
    await page.goto(`/prompts/answer?draft=${draft.draft_id}`);
    await write(page, 'Template', 'One, mine\nTwo\nThree\nFour\nFive');
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
    const theirs = { content: textOf('One\nTwo\nThree\nFour\nFive, theirs') };
    await tidemark(engine, 'prompts/drafts/update', {
      draft_id: draft.draft_id,
      revision: draft.revision,
      ...theirs,
    });
    const notice = page.getByRole('alert').filter({ hasText: 'changed this draft' });
    await expect(notice).toContainText('What you typed is kept here');
    await page.unroute('**/drafts/update');
    await notice.getByRole('button', { name: 'Merge both' }).click();
    await expect(notice).toBeHidden();
    await expect(saved(page)).toBeVisible();
    expect((await storedDraft(engine, draft.draft_id)).content).toEqual(
      textOf('One, mine\nTwo\nThree\nFour\nFive, theirs'),
    );
  });
});

test('two windows show the same draft as it is typed', async ({ page, engine, context }) => {
  await promptWith(engine, 'answer', 'Answer {{ question }}');
  const { draft_id } = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
  });
  const other = await context.newPage();
  await page.goto(`/prompts/answer?draft=${draft_id}`);
  await other.goto(`/prompts/answer?draft=${draft_id}`);
  await expect(field(other, 'Template')).toHaveText('Answer {{ question }}');
  await write(page, 'Template', 'Answer {{ question }} kindly');
  await expect(field(other, 'Template')).toHaveText('Answer {{ question }} kindly');
  await write(other, 'Template', 'Answer {{ question }} briefly');
  await expect(field(page, 'Template')).toHaveText('Answer {{ question }} briefly');
});

test('a version is branched, two drafts are merged with their conflicts answered, a draft is deleted and restored', async ({
  page,
  engine,
}) => {
  await promptWith(engine, 'answer', 'Be kind\nand brief\nand right', 'Be brief');
  const ours = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
    title: 'Ours',
    content: textOf('Be very kind\nand brief\nand right'),
  });
  await draftOf(engine, {
    name: 'answer',
    base_version: '1',
    title: 'Theirs',
    content: textOf('Be friendly\nand brief\nand right'),
  });
  await page.goto('/prompts/answer');
  await option(page, /^v1/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Branch from v1' }).click();
  await expect(field(page, 'Title of the draft')).toHaveValue('Draft of version 1');
  await page.getByRole('button', { name: 'Actions of the draft' }).click();
  await page.getByRole('menuitem', { name: 'Delete the draft' }).click();
  await expect(option(page, 'Draft of version 1')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(option(page, 'Draft of version 1')).toBeVisible();
  await option(page, 'Ours').click();
  await page.getByRole('button', { name: 'Actions of the draft' }).click();
  await page.getByRole('menuitem', { name: 'Merge a draft into this one…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge into “Ours”' });
  await dialog.getByLabel('Draft to merge').selectOption({ label: 'Theirs · from v1' });
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toContainText('Conflict 1 of 1');
  await expect(dialog.getByRole('region', { name: 'Before both' })).toContainText('kind');
  await dialog.getByRole('button', { name: 'Take Theirs' }).click();
  await expect(message(page, 'Merged into “Ours”')).toBeVisible();
  await expect(field(page, 'Template')).toContainText('Be friendly');
  expect((await storedDraft(engine, ours.draft_id)).content).toEqual(
    textOf('Be friendly\nand brief\nand right'),
  );
});

test('runs and traces that used the prompt are listed by version', async ({ page, engine }) => {
  await promptWith(engine, 'answer', 'a', 'b');
  const { experiment_id } = await engine.post<{ experiment_id: string }>('experiments/create', { name: 'e' });
  for (const version of ['1', '2'])
    await engine.post('runs/create', {
      experiment_id,
      run_name: `evaluate-${version}`,
      start_time: Date.now(),
      tags: [
        {
          key: 'mlflow.linkedPrompts',
          value: JSON.stringify([{ name: 'answer', version }]),
        },
      ],
    });
  await engine.post('traces/link-prompts', {
    trace_id: 'tr-1',
    prompt_versions: [{ name: 'answer', version: '2' }],
  });
  await page.goto('/prompts/answer');
  await page.getByRole('link', { name: 'Runs and traces' }).click();
  const links = page.getByRole('region', { name: 'Runs and traces' });
  await expect(links.getByRole('link', { name: 'evaluate-1' })).toBeVisible();
  await expect(links).toContainText('tr-1');
  await links.getByLabel('Of').selectOption('2');
  await expect(links.getByRole('link', { name: 'evaluate-1' })).toBeHidden();
  await links.getByRole('link', { name: 'evaluate-2' }).click();
  await expect(page).toHaveURL(/\/experiments\/\d+\/runs\//);
});

test('tags of a version and of the prompt are set with an undo', async ({ page, engine }) => {
  await promptWith(engine, 'answer', 'a');
  await page.goto('/prompts/answer');
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Name of the tag').fill('reviewed');
  await page.getByLabel('Value of the tag').fill('yes');
  await page.keyboard.press('Enter');
  await expect(message(page, 'Added the tag reviewed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('reviewed', { exact: true })).toBeHidden();
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Name of the tag').fill('team');
  await page.getByLabel('Value of the tag').fill('support');
  await page.keyboard.press('Enter');
  await expect(page.getByText('support', { exact: true })).toBeVisible();
});

test('versions are walked by keys; what is copied is what Python loads', async ({
  page,
  engine,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await promptWith(engine, 'answer', 'a', 'b', 'c {{ question }}');
  await page.goto('/prompts/answer');
  await history(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/version=2$/);
  await page.keyboard.press('Home');
  await expect(field(page, 'Template')).toHaveText('c {{ question }}');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Python for 3' }).click();
  await expect(message(page, 'Copied the lines for Python')).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
    'prompt = mlflow.genai.load_prompt("prompts:/answer/3")\nprompt.format(question="…")',
  );
});

test('two hundred versions are in the list, few of them in the page', async ({ page, engine }) => {
  await promptWith(engine, 'many', ...Array.from({ length: 200 }, (_, index) => `Text ${index + 1}`));
  await page.goto('/prompts/many?version=3');
  await expect(option(page, /^v3/)).toBeVisible();
  expect(await history(page).getByRole('option').count()).toBeLessThan(60);
});

test('a template of a hundred thousand characters is typed into, rendered and counted', async ({
  page,
  engine,
}) => {
  await promptWith(engine, 'long', `${'lorem ipsum dolor sit amet '.repeat(3700)}{{ question }}`);
  const { draft_id } = await draftOf(engine, {
    name: 'long',
    base_version: '1',
  });
  await page.goto(`/prompts/long?draft=${draft_id}`);
  await page.getByRole('textbox', { name: /^question/ }).fill('Why?');
  await expect(preview(page)).toContainText(/1\d,\d{3} tokens/);
  await field(page, 'Template').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Typed. ');
  await expect(preview(page)).toContainText('Typed. lorem');
  await expect(saved(page)).toBeVisible();
});

test.describe('where an alias needs an approval', () => {
  test.use({ expectedErrors: /status of 403/ });

  test('setting it says so in the words of the tracker', async ({ page, engine }) => {
    await promptWith(engine, 'answer', 'a');
    await tidemark(engine, 'registry-settings/update', {
      approval_aliases: ['champion'],
    });
    await page.goto('/prompts/answer');
    await expect(field(page, 'Template')).toHaveText('a');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Set an alias to v1' });
    await field(page, 'Alias').fill('champion');
    await dialog.getByRole('button', { name: 'Set', exact: true }).click();
    await expect(dialog).toContainText('approv');
    await page.keyboard.press('Escape');
    await expect(option(page, 'v1')).not.toContainText('@champion');
  });
});

test.describe('what is not there', () => {
  test.use({ expectedErrors: /status of 404/ });

  test('a prompt that is deleted elsewhere says so, and so do versions and drafts that never were', async ({
    page,
    engine,
  }) => {
    await promptWith(engine, 'answer', 'a');
    await page.goto('/prompts/answer?version=7');
    await expect(page.getByRole('heading', { name: 'There is no version 7' })).toBeVisible();
    await page.goto('/prompts/answer?draft=none');
    await expect(page.getByRole('heading', { name: 'This draft is not there any more' })).toBeVisible();
    await page.goto('/prompts/answer?version=1');
    await expect(field(page, 'Template')).toHaveText('a');
    const response = await fetch(`${engine.url}/api/2.0/mlflow/registered-models/delete`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'answer' }),
    });
    expect(response.status).toBe(200);
    await expect(page.getByRole('heading', { name: 'There is no prompt “answer”' })).toBeVisible();
  });
});

test('a draft that is deleted elsewhere says so and is restored as it was', async ({ page, engine }) => {
  await promptWith(engine, 'answer', 'a', 'b');
  const { draft_id } = await draftOf(engine, {
    name: 'answer',
    base_version: '1',
  });
  await page.goto(`/prompts/answer?draft=${draft_id}`);
  await write(page, 'Template', 'Mine');
  await expect(saved(page)).toBeVisible();
  await tidemark(engine, 'prompts/drafts/delete', { draft_id });
  await expect(page.getByRole('heading', { name: 'This draft is not there any more' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore the draft' }).click();
  await expect(field(page, 'Template')).toHaveText('Mine');
  await option(page, /^v1/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare with the newest' }).click();
  await expect(page).toHaveURL(/compare=1\.\.2$/);
});

test('a prompt whose name holds every sign that names may have opens from the list and is edited', async ({
  page,
  engine,
}) => {
  const name = 'Odd.name-_1.';
  await createPrompt(engine, name);
  await registerVersion(engine, name, { text: 'Hi {{ who }}' });
  await page.goto('/prompts');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await editAsDraft(page);
  await write(page, 'Template', 'Hello {{ who }}');
  await expect(saved(page)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the page has no serious faults of accessibility in ${colorScheme}`, async ({ page, engine }) => {
    await page.emulateMedia({ colorScheme });
    await createPrompt(engine, 'answer');
    await registerVersion(engine, 'answer', {
      ...CHAT_SAMPLE,
      message: 'First',
    });
    await registerVersion(engine, 'answer', {
      text: '{% if a %}{{ a }}{% endif %}{# b #}',
      message: 'Second',
    });
    await engine.post('registered-models/alias', {
      name: 'answer',
      alias: 'live',
      version: '1',
    });
    const { draft_id } = await draftOf(engine, {
      name: 'answer',
      base_version: '1',
    });
    const check = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
    };
    await page.goto('/prompts/answer?version=2');
    await expect(preview(page)).toContainText('tokens');
    await check('a version');
    await page.goto(`/prompts/answer?draft=${draft_id}`);
    await page.getByRole('button', { name: 'Response format' }).click();
    await page.getByRole('button', { name: /Model config/ }).click();
    await write(page, 'Message 1', 'You are {{ stile }}.');
    await expect(saved(page)).toBeVisible();
    await check('a draft');
    await page.getByRole('button', { name: 'Commit' }).click();
    await expect(page.getByRole('dialog')).toContainText('stile');
    await check('a commit');
    await page.goto('/prompts/answer?compare=1..2');
    await expect(page.getByRole('region', { name: 'Template' })).toBeVisible();
    await check('a comparison');
  });
