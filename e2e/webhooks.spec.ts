import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { Receiver } from './receiver.ts';
import { test as base, expect } from './test.ts';

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    const receiver = await Receiver.start();
    await use(receiver);
    await receiver.stop();
  },
});

const SECRET = 'whsec-of-the-deploy-bot';
const VERSION_CREATED = [{ entity: 'MODEL_VERSION', action: 'CREATED' }];

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const row = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Webhooks' }).getByRole('row').filter({ hasText: name });
const delivery = (page: Page, index: number): Locator =>
  page.getByRole('grid', { name: 'Deliveries' }).getByRole('row').nth(index);
const lastDelivery = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Deliveries to ${name}` });

async function open(page: Page, name: string, part: 'Edit…' | 'Test…' | 'Deliveries…' | 'Delete…') {
  await page.getByRole('button', { name: `More of ${name}` }).click();
  await page.getByRole('menuitem', { name: part }).click();
}

async function call(engine: Engine, path: string, body: object): Promise<void> {
  const answer = await fetch(`${engine.url}/api/2.0/tidemark/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

const allowPrivate = (engine: Engine, isAllowed = true) =>
  call(engine, 'webhooks/settings/update', { allow_private_addresses: isAllowed });

const createModel = (engine: Engine, name: string) => engine.post('registered-models/create', { name });
const createVersion = (engine: Engine, name: string) =>
  engine.post('model-versions/create', { name, source: 's3://models/fraud' });

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a webhook is made in the settings, tried out, and told of what happens, signed', async ({
  page,
  engine,
  receiver,
}) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const form = dialog(page, 'New webhook');
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(form.getByText('Give the address to send to.')).toBeVisible();
  await expect(form.getByText('Give 1 to 63 letters')).toBeVisible();
  await form.getByLabel('Name').fill('deploy-bot');
  await form.getByLabel('URL').fill(receiver.url);
  await expect(form.getByText('Give an https address, or allow private addresses first.')).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('switch', { name: 'Allow private addresses' }).click();
  await expect(page.getByRole('switch', { name: 'Allow private addresses' })).toBeChecked();
  await page.getByRole('button', { name: 'New webhook' }).click();
  await form.getByLabel('Name').fill('deploy-bot');
  await form.getByLabel('Description').fill('Rolls out what is in production.');
  await form.getByLabel('URL').fill(receiver.url);
  await expect(form.getByRole('checkbox', { name: 'Version created', exact: true })).toBeChecked();
  await form.getByRole('checkbox', { name: 'Models', exact: true }).check();
  await form.getByLabel('Secret (optional)').fill(SECRET);
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(message(page, 'Created the webhook deploy-bot')).toBeVisible();
  await expect(row(page, 'deploy-bot')).toContainText('Everything of models');
  await expect(row(page, 'deploy-bot')).toContainText('Nothing yet');

  await page.getByRole('button', { name: 'Test deploy-bot' }).click();
  const trial = dialog(page, 'Test deploy-bot');
  await trial.getByLabel('Event').selectOption('Alias set');
  await trial.getByRole('button', { name: 'Send example' }).click();
  await expect(trial.getByRole('status')).toContainText(/Answered 200 after \d+/);
  await expect(trial.getByLabel('Answer')).toHaveText('heard with 200');
  expect(receiver.payloads).toMatchObject([{ entity: 'model_version_alias', action: 'created' }]);
  receiver.answer(404);
  await trial.getByRole('button', { name: 'Send example' }).click();
  await expect(trial.getByRole('status')).toContainText(/Answered 404 after \d+/);
  await trial.getByRole('button', { name: 'Close', exact: true }).last().click();

  receiver.answer(200);
  await createModel(engine, 'fraud');
  await createVersion(engine, 'fraud');
  await expect(lastDelivery(page, 'deploy-bot')).toContainText('Delivered');
  await lastDelivery(page, 'deploy-bot').click();
  await expect(dialog(page, 'Deliveries to deploy-bot')).toContainText(receiver.url);
  await expect(delivery(page, 1)).toContainText('Version createdfraud/1');
  await expect(delivery(page, 1)).toContainText(/Delivered.*200 after \d+/);
  await expect(delivery(page, 2)).toContainText('Model registeredfraud');
  await engine.post('model-versions/set-tag', { name: 'fraud', version: '1', key: 'k', value: 'v' });
  await expect(delivery(page, 1)).toContainText('Tag of a version set');
  expect(receiver.heard.slice(2)).toEqual([
    'registered_model.created fraud',
    'model_version.created fraud',
    'model_version_tag.set fraud',
  ]);
  expect(new Set(receiver.signatures(SECRET))).toEqual(new Set(['right']));
});

test('a delivery that fails is tried again, says why, and is sent at once when it is asked for', async ({
  page,
  engine,
  receiver,
}) => {
  await allowPrivate(engine);
  await engine.post('webhooks', { name: 'flaky', url: receiver.url, events: VERSION_CREATED });
  await createModel(engine, 'fraud');
  await page.goto('/settings');
  receiver.answer(503);
  await createVersion(engine, 'fraud');
  await expect(lastDelivery(page, 'flaky')).toContainText('Retrying');
  await expect(lastDelivery(page, 'flaky')).toContainText('1 to send');
  await lastDelivery(page, 'flaky').click();
  await expect(dialog(page, 'Deliveries to flaky')).toContainText('1 still to be sent');
  await expect(delivery(page, 1)).toContainText('It answered 503.');
  await expect(delivery(page, 1)).toContainText(/attempt \d, next \d\d:\d\d:\d\d/);
  receiver.answer(200);
  await delivery(page, 1).getByRole('button', { name: 'Send fraud/1 again' }).click();
  await expect(delivery(page, 1)).toContainText('Delivered');
  await expect(dialog(page, 'Deliveries to flaky')).not.toContainText('still to be sent');

  receiver.answer(404);
  await createVersion(engine, 'fraud');
  await expect(delivery(page, 1)).toContainText('It answered 404.');
  await expect(delivery(page, 1)).toContainText('Failed');
  receiver.answer(200);
  await delivery(page, 1).getByRole('button', { name: 'Send fraud/2 again' }).click();
  await expect(delivery(page, 1)).toContainText(/Delivered.*fraud\/2/);
  await allowPrivate(engine, false);
  await createVersion(engine, 'fraud');
  await expect(delivery(page, 1)).toContainText('Not sent');
  await expect(delivery(page, 1)).toContainText('It begins with http://');
  await delivery(page, 1)
    .getByRole('button', { name: /^Details of fraud\/3/ })
    .click();
  const details = page.getByRole('region', { name: 'Details of the delivery' });
  await expect(details).toContainText('model_version.created');
  await expect(details).toContainText('what is sent could be read on its way');
  await expect(details.getByRole('link', { name: 'fraud/3' })).toHaveAttribute(
    'href',
    '/models/fraud/versions/3',
  );
  await page.keyboard.press('Escape');
  await expect(lastDelivery(page, 'flaky')).toContainText('Not sent');
});

test('a webhook is changed, switched off and deleted, and its secret replaced and taken away unseen', async ({
  page,
  engine,
  receiver,
}) => {
  await allowPrivate(engine);
  const secret = 'the first secret';
  await engine.post('webhooks', { name: 'signed', url: receiver.url, events: VERSION_CREATED, secret });
  await createModel(engine, 'fraud');
  await page.goto('/settings');
  await open(page, 'signed', 'Edit…');
  const form = dialog(page, 'Edit webhook');
  await expect(form).toContainText('Set. It cannot be shown.');
  expect(await page.content()).not.toContain(secret);
  await form.getByRole('button', { name: 'Replace' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Give the new secret, or keep the one that is set.')).toBeVisible();
  await form.getByRole('button', { name: 'Generate' }).click();
  const generated = await form.getByLabel('New secret').inputValue();
  expect(generated.length).toBeGreaterThan(20);
  await form.getByLabel('Name').fill('signed-anew');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'signed-anew')).toBeVisible();
  await createVersion(engine, 'fraud');
  await expect(lastDelivery(page, 'signed-anew')).toContainText('Delivered');
  expect(receiver.signatures(generated)).toEqual(['right']);

  await open(page, 'signed-anew', 'Edit…');
  await form.getByRole('button', { name: 'Remove' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await createVersion(engine, 'fraud');
  await expect.poll(() => receiver.signatures(generated)).toEqual(['right', 'unsigned']);

  const isOn = page.getByRole('switch', { name: 'Send to signed-anew' });
  await isOn.click();
  await expect(isOn).not.toBeChecked();
  await createVersion(engine, 'fraud');
  await isOn.click();
  await expect(isOn).toBeChecked();
  await createVersion(engine, 'fraud');
  await expect.poll(() => receiver.payloads.map(({ data }) => data['version'])).toEqual(['1', '2', '4']);

  await open(page, 'signed-anew', 'Delete…');
  await expect(dialog(page, 'Delete signed-anew')).toContainText('Its log goes with it');
  await dialog(page, 'Delete signed-anew').getByRole('button', { name: 'Delete webhook' }).click();
  await expect(row(page, 'signed-anew')).toBeHidden();
  await message(page, 'Deleted the webhook signed-anew').getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'signed-anew')).toContainText('Version created');
  await createVersion(engine, 'fraud');
  await expect(lastDelivery(page, 'signed-anew')).toContainText('Delivered');
});

test('of hundreds of deliveries all are read as one scrolls', async ({ page, engine, receiver }) => {
  await allowPrivate(engine);
  const events = [{ entity: 'MODEL_VERSION_TAG', action: 'SET' }];
  await engine.post('webhooks', { name: 'busy', url: receiver.url, events });
  await createModel(engine, 'fraud');
  await createVersion(engine, 'fraud');
  const tag = { name: 'fraud', version: '1', key: 'k' };
  for (let i = 0; i < 250; i += 1) await engine.post('model-versions/set-tag', { ...tag, value: String(i) });
  await expect.poll(() => receiver.heard.length).toBe(250);
  await page.goto('/settings');
  await open(page, 'busy', 'Deliveries…');
  const grid = page.getByRole('grid', { name: 'Deliveries' });
  await expect(grid).toHaveAttribute('aria-rowcount', '101');
  await grid.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(grid).toHaveAttribute('aria-rowcount', '251', { timeout: 500 });
  }).toPass();
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test('the webhooks, their forms and their log have no serious fault', async ({
        page,
        engine,
        receiver,
      }, info) => {
        const look = async (name: string) => {
          await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
          expect.soft(await serious(page), name).toEqual([]);
        };
        await page.goto('/settings');
        await page.getByText('None yet. A webhook is').scrollIntoViewIfNeeded();
        await look('webhooks-empty');
        await allowPrivate(engine);
        const url = receiver.url;
        for (const webhook of [
          {
            name: 'tell-slack',
            url: 'https://hooks.example.com/services/T0/B0/registry',
            status: 'DISABLED',
          },
          { name: 'deploy-bot', url, secret: SECRET, description: 'Rolls out what is in production.' },
        ])
          await engine.post('webhooks', {
            ...webhook,
            events: [
              ...VERSION_CREATED,
              { entity: 'REGISTERED_MODEL', action: 'CREATED' },
              { entity: 'MODEL_VERSION_ALIAS', action: 'CREATED' },
            ],
          });
        await createModel(engine, 'fraud');
        await createVersion(engine, 'fraud');
        await expect.poll(() => receiver.heard.length).toBe(2);
        receiver.answer(404);
        await createVersion(engine, 'fraud');
        await expect.poll(() => receiver.heard.length).toBe(3);
        receiver.answer(500);
        await createVersion(engine, 'fraud');
        await page.reload();
        await expect(lastDelivery(page, 'deploy-bot')).toContainText('Retrying');
        await page.getByRole('switch', { name: 'Allow private addresses' }).scrollIntoViewIfNeeded();
        await look('webhooks');
        await lastDelivery(page, 'deploy-bot').click();
        await expect(dialog(page, 'Deliveries to deploy-bot')).toContainText('It answered 404.');
        await look('deliveries');
        await delivery(page, 2)
          .getByRole('button', { name: /^Details/ })
          .click();
        await look('delivery');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Test deploy-bot' }).click();
        await page.getByRole('button', { name: 'Send example' }).click();
        await expect(dialog(page, 'Test deploy-bot').getByRole('status')).toContainText('Answered 500');
        await look('test');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'deploy-bot', exact: true }).click();
        await dialog(page, 'Edit webhook').getByLabel('Name').fill('deploy bot');
        await dialog(page, 'Edit webhook').getByRole('button', { name: 'Replace' }).click();
        await dialog(page, 'Edit webhook').getByRole('button', { name: 'Save' }).click();
        await look('edit-webhook');
      });
    });
