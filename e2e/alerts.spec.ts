import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { createExperiment, createRun, logMetrics, losses } from './runs.ts';
import { run } from './runs-table.ts';
import { expect, test } from './test.ts';

const homeAlerts = (page: Page): Locator => page.getByRole('region', { name: 'Alerts' });
const alertRow = (page: Page, text: string): Locator =>
  page.getByRole('grid', { name: 'Alerts' }).getByRole('row').filter({ hasText: text });
const ruleRow = (page: Page, text: string): Locator =>
  page.getByRole('grid', { name: 'Alert rules' }).getByRole('row').filter({ hasText: text });
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const chart = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });
const unacknowledged = (page: Page): Locator =>
  page.getByRole('link', { name: /^Alerts \d+ not acknowledged/ });

async function createRule(engine: Engine, rule: object): Promise<void> {
  const answer = await fetch(`${engine.url}/api/2.0/tidemark/alert-rules/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a value beyond what a rule allows comes to Home as it is logged, and goes when it is acknowledged', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  const other = await createExperiment(engine, 'other');
  const run_id = await createRun(engine, bars, { name: 'amber-fox', metrics: losses(3) });
  const elsewhere = await createRun(engine, other, { name: 'outside', metrics: losses(3) });
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Running now' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('New alert');
  await page.keyboard.press('Enter');
  const form = dialog(page, 'New alert');
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(form.getByText('Name a metric.')).toBeVisible();
  await form.getByLabel('Metric').fill('loss');
  await form.getByLabel('Value').fill('5');
  await form.getByRole('button', { name: 'Experiments' }).click();
  await form.getByRole('checkbox', { name: 'bars' }).check();
  await form.getByLabel('Only runs that match').fill('metrics.loss > 1');
  await expect(form.getByText('metrics change with every point')).toBeVisible();
  await form.getByLabel('Only runs that match').fill("attributes.run_name LIKE 'amber%'");
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(message(page, 'Created the alert loss above 5')).toBeVisible();
  await expect(homeAlerts(page)).toBeHidden();

  await logMetrics(engine, elsewhere, [{ key: 'loss', value: 9, step: 3 }]);
  await logMetrics(engine, run_id, [{ key: 'loss', value: 7.5, step: 3 }]);
  await expect(homeAlerts(page).getByRole('listitem')).toHaveText([
    /loss of amber-fox is 7\.5 at step 3, above 5\./,
  ]);
  await expect(unacknowledged(page)).toHaveAccessibleName('Alerts 1 not acknowledged');

  await homeAlerts(page).getByRole('link', { name: 'All alerts' }).click();
  await expect(alertRow(page, 'is 7.5 at step 3')).toContainText('Still so');
  await logMetrics(engine, run_id, [{ key: 'loss', value: 0.1, step: 4 }]);
  await expect(alertRow(page, 'is 7.5 at step 3')).toContainText('Over just now');
  await logMetrics(engine, run_id, [{ key: 'loss', value: 8.5, step: 5 }]);
  const rows = page.getByRole('grid', { name: 'Alerts' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('is 8.5 at step 5');
  // The older one stands first as long as it is the only one that nobody has looked at.
  await rows
    .nth(1)
    .getByRole('button', { name: /^Acknowledge/ })
    .click();
  await expect(rows.nth(1)).toContainText('is 7.5 at step 3');
  await expect(rows.nth(2).getByRole('button', { name: /^Acknowledge/ })).toBeHidden();
  await page.getByRole('button', { name: 'Acknowledge all' }).click();
  await expect(unacknowledged(page)).toBeHidden();
  await expect(rows.nth(1)).toContainText('is 8.5 at step 5');
  await rows.nth(1).getByRole('link', { name: 'amber-fox' }).click();
  await expect(page).toHaveURL(`/experiments/${bars}/runs/${run_id}`);
});

test('rules for NaN and for an end are told apart, changed, switched off and deleted with an undo', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, bars, { name: 'amber-fox', metrics: losses(3) });
  await page.goto(`/experiments/${bars}/runs/${run_id}`);
  await page.getByRole('button', { name: 'Actions on this run' }).click();
  await page.getByRole('menuitem', { name: 'Alert me…' }).click();
  const form = dialog(page, 'New alert');
  await expect(form.getByRole('button', { name: 'This run' })).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('checkbox', { name: 'Finished' }).uncheck();
  await form.getByRole('button', { name: 'Create' }).click();
  await createRule(engine, { name: 'No NaN', kind: 'nan', scope: { experiment_ids: [bars] } });

  await page.goto('/alerts?show=rules');
  await expect(ruleRow(page, 'A run fails or is killed')).toContainText('1 run');
  await expect(ruleRow(page, 'No NaN')).toContainText('NaN in any metric');
  await expect(ruleRow(page, 'No NaN')).toContainText('Every run of bars');
  await expect(ruleRow(page, 'No NaN')).toContainText('Never');
  await logMetrics(engine, run_id, [{ key: 'loss', value: 'NaN' as unknown as number, step: 3 }]);
  await expect(ruleRow(page, 'No NaN')).toContainText('just now');

  await page.getByRole('button', { name: 'Edit No NaN' }).click();
  const edit = dialog(page, 'Edit alert');
  await edit.getByLabel('Metric').fill('val/loss');
  await edit.getByLabel('Name').fill('No NaN in validation');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(ruleRow(page, 'No NaN in validation')).toContainText('NaN in val/loss');
  const isOn = page.getByRole('switch', { name: 'Watch for No NaN in validation' });
  await isOn.click();
  await expect(isOn).not.toBeChecked();
  await page.getByRole('button', { name: 'Delete No NaN in validation' }).click();
  await expect(ruleRow(page, 'No NaN in validation')).toBeHidden();
  await message(page, 'Deleted the alert No NaN in validation').getByRole('button', { name: 'Undo' }).click();
  await expect(ruleRow(page, 'No NaN in validation')).toContainText('NaN in val/loss');
  await expect(isOn).not.toBeChecked();

  await engine.post('runs/update', { run_id, status: 'FAILED', end_time: Date.now() });
  await page.getByRole('button', { name: /^Raised/ }).click();
  await expect(alertRow(page, 'amber-fox has failed.')).toBeVisible();
  await expect(alertRow(page, 'loss of amber-fox is NaN at step 3.')).toContainText('Over');
});

test('an alert is asked for from a chart and from ticked runs, with what they show', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  for (const name of ['one', 'two']) await createRun(engine, bars, { name, metrics: losses(9) });
  await page.goto(`/experiments/${bars}?show=split`);
  await expect(chart(page, 'loss')).toContainText('18 points');
  await chart(page, 'loss').hover();
  await chart(page, 'loss').getByRole('button', { name: 'More for this chart' }).click();
  await page.getByRole('menuitem', { name: 'Alert me…' }).click();
  const form = dialog(page, 'New alert');
  await expect(form.getByLabel('Metric')).toHaveValue('loss');
  await expect(form.getByRole('checkbox', { name: 'bars' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  for (const _ of ['one', 'two']) {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
  }
  await run(page, 'two').getByRole('link').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Alert me of 2 runs…' }).click();
  await expect(form.getByRole('button', { name: 'These 2 runs' })).toHaveAttribute('aria-pressed', 'true');
});

test('a note at a step appears in another window as it is left, and is changed and deleted there', async ({
  page,
  engine,
  context,
}) => {
  const bars = await createExperiment(engine, 'bars');
  await createRun(engine, bars, { name: 'amber-fox', metrics: losses(101) });
  const other = await context.newPage();
  for (const window of [page, other]) {
    await window.goto(`/experiments/${bars}?show=charts`);
    await expect(chart(window, 'loss')).toContainText('101 points');
  }
  const plot = chart(page, 'loss').getByRole('img');
  const box = await plot.boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Note at step \d+…$/ }).click();
  const form = dialog(page, 'Note at a step');
  await form.getByLabel('Note').fill('the learning rate was halved');
  await form.getByRole('button', { name: 'Leave note' }).click();
  await expect(message(page, /^Left a note at step \d+/)).toBeVisible();

  const drawn = (window: Page) => chart(window, 'loss').getByRole('img');
  await expect(drawn(other)).toHaveAccessibleName(/notes: “the learning rate was halved” at step \d+$/);
  await chart(other, 'loss').hover();
  await chart(other, 'loss').getByRole('button', { name: 'More for this chart' }).click();
  await other.getByRole('menuitem', { name: 'Notes…' }).click();
  const notes = dialog(other, 'Notes');
  await expect(notes.getByRole('listitem')).toHaveText([
    /the learning rate was halvedStep \d+ · amber-fox · local/,
  ]);
  await notes.getByRole('button', { name: /^Edit the note/ }).click();
  await dialog(other, 'Edit the note').getByLabel('Note').fill('the learning rate was doubled');
  await dialog(other, 'Edit the note').getByLabel('Step').fill('42');
  await dialog(other, 'Edit the note').getByRole('button', { name: 'Save' }).click();
  await expect(notes.getByRole('listitem')).toHaveText([/doubledStep 42 · amber-fox/]);

  await expect(drawn(page)).toHaveAccessibleName(/notes: “the learning rate was doubled” at step 42$/);

  // By the keyboard, in the first window: at the last step that is drawn, for every run.
  await chart(page, 'loss').getByRole('button', { name: 'More for this chart' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Note at a step…' }).focus();
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('Step')).toHaveValue('100');
  await form.getByLabel('Of', { exact: true }).selectOption('All runs of bars');
  await form.getByLabel('Note').fill('stopped here');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(notes.getByRole('listitem')).toHaveText([/doubled/, /stopped hereStep 100 · All runs/]);
  await notes.getByRole('button', { name: 'Delete the note at step 42' }).click();
  await expect(notes.getByRole('listitem')).toHaveText([/stopped here/]);
  await expect(notes.getByRole('status')).toContainText('Deleted the note at step 42');
  await notes.getByRole('button', { name: 'Undo' }).click();
  await expect(notes.getByRole('listitem')).toHaveText([/doubled/, /stopped here/]);
});

test('a note is left in full screen, and the pointer at its step shows all its words', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  for (const name of ['one', 'two']) await createRun(engine, bars, { name, metrics: losses(11) });
  await page.goto(`/experiments/${bars}?show=charts`);
  await expect(chart(page, 'loss')).toContainText('22 points');
  await chart(page, 'loss').hover();
  await chart(page, 'loss').getByRole('button', { name: 'Full screen' }).click();
  const full = dialog(page, 'loss');
  const plot = full.getByRole('img');
  await expect(plot).toHaveAccessibleName(/22 points/);
  const box = await plot.boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 4];
  await page.mouse.move(x, y);
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Note at step 5…' }).click();
  const words = 'From here on with a smaller batch, since the machine had no memory left.';
  await dialog(page, 'Note at a step').getByLabel('Note').fill(words);
  await dialog(page, 'Note at a step').getByLabel('On charts of').selectOption('loss');
  await dialog(page, 'Note at a step').getByRole('button', { name: 'Leave note' }).click();
  await expect(dialog(page, 'Note at a step')).toBeHidden();
  await expect(plot).toHaveAccessibleName(/at step 5$/);
  await page.mouse.move(x + 2, y + 2, { steps: 3 });
  await expect(full.getByText(words)).toBeVisible();
});

test('of hundreds of alerts all are read as one scrolls, and what is new comes first', async ({
  page,
  engine,
}) => {
  const bars = await createExperiment(engine, 'bars');
  const run_id = await createRun(engine, bars, { name: 'restless' });
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    await createRule(engine, { name, kind: 'threshold', metric_key: 'loss', comparator: '>', value: 1 });
  for (let step = 0; step < 100; step += 1)
    await logMetrics(engine, run_id, [{ key: 'loss', value: step % 2 === 0 ? 2 : 0, step }]);
  await page.goto('/alerts');
  await expect(unacknowledged(page)).toHaveAccessibleName('Alerts 250 not acknowledged');
  const grid = page.getByRole('grid', { name: 'Alerts' });
  await expect(grid.getByRole('row').nth(1)).toContainText('at step 98');
  await grid.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(grid.getByRole('row').last()).toContainText('at step 0,', { timeout: 500 });
  }).toPass();
  await expect(grid).toHaveAttribute('aria-rowcount', '251');
  await page.keyboard.press('Home');
  await logMetrics(engine, run_id, [{ key: 'loss', value: 3, step: 100 }]);
  await expect(grid.getByRole('row').nth(1)).toContainText('at step 100');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test('alerts, rules, the forms and Home have no serious fault', async ({ page, engine }, info) => {
        test.setTimeout(120_000);
        const shot = (name: string) =>
          page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
        const look = async (name: string) => {
          await shot(name);
          expect.soft(await serious(page), name).toEqual([]);
        };
        const sweep = await createExperiment(engine, 'vision/resnet-sweep');
        const probe = await createExperiment(engine, 'nlp/attention-probe');
        await page.goto('/alerts');
        await expect(page.getByRole('heading', { name: 'No alerts yet' })).toBeVisible();
        await look('alerts-empty');
        for (const rule of [
          { name: 'Loss explodes', kind: 'threshold', metric_key: 'val/loss', comparator: '>', value: 5 },
          { name: 'No NaN', kind: 'nan', scope: { experiment_ids: [sweep, probe] } },
          { name: 'Gone silent', kind: 'stall', minutes: 15, scope: { filter: "tags.team = 'vision'" } },
          { name: 'Tell me of failures', kind: 'finish', statuses: ['FAILED'], enabled: false },
          { name: 'Ends', kind: 'finish', scope: { experiment_ids: [sweep] } },
        ])
          await createRule(engine, rule);
        for (const [index, name] of [
          'amber-fox-12',
          'calm-otter-3',
          'a-run-with-a-rather-long-name-7',
        ].entries()) {
          const id = await createRun(engine, index === 2 ? probe : sweep, {
            name,
            metrics: losses(50, 'val/loss'),
          });
          await logMetrics(engine, id, [{ key: 'val/loss', value: 12.3456789 + index, step: 51 }]);
          if (index > 0) await logMetrics(engine, id, [{ key: 'val/loss', value: 1, step: 52 }]);
          await logMetrics(engine, id, [{ key: 'grad_norm', value: 'NaN' as unknown as number, step: 52 }]);
          if (index < 2)
            await engine.post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
        }
        await expect(alertRow(page, 'calm-otter-3 has finished.')).toBeVisible();
        await alertRow(page, 'val/loss of amber-fox-12').getByRole('button').click();
        await expect(alertRow(page, 'val/loss of amber-fox-12').getByRole('button')).toBeHidden();
        await look('alerts');
        await page.goto('/alerts?show=rules');
        await expect(ruleRow(page, 'Gone silent')).toContainText('Never');
        await expect(ruleRow(page, 'No NaN')).toContainText('just now');
        await look('rules');
        await page.getByRole('button', { name: 'New alert' }).click();
        await dialog(page, 'New alert').getByRole('button', { name: 'Experiments' }).click();
        await dialog(page, 'New alert').getByRole('checkbox').first().check();
        await dialog(page, 'New alert').getByRole('button', { name: 'Create' }).click();
        await look('new-alert');
        await page.goto('/');
        await expect(homeAlerts(page).getByRole('listitem')).toHaveCount(5);
        await look('home');
        await page.goto(`/experiments/${sweep}?show=split`);
        await expect(chart(page, 'val/loss')).toContainText('points');
        await chart(page, 'val/loss').hover();
        await chart(page, 'val/loss').getByRole('button', { name: 'More for this chart' }).click();
        await look('chart-menu');
        await page.getByRole('menuitem', { name: 'Note at a step…' }).click();
        await dialog(page, 'Note at a step')
          .getByLabel('Note')
          .fill('Here the learning rate was halved by hand.');
        await look('new-note');
        await dialog(page, 'Note at a step').getByRole('button', { name: 'Leave note' }).click();
        await chart(page, 'val/loss').getByRole('button', { name: 'More for this chart' }).click();
        await page.getByRole('menuitem', { name: 'Notes…' }).click();
        await expect(dialog(page, 'Notes').getByRole('listitem')).toHaveCount(1);
        await look('notes');
      });
    });
