import { AxeBuilder } from '@axe-core/playwright';
import { filterBox, fourRuns, run } from './runs-table.ts';
import { expect, test } from './test.ts';

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ])
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious in the table, its menus and dialogs', async ({
        page,
        engine,
      }, info) => {
        const { experimentId } = await fourRuns(engine);
        const check = async (name: string) => {
          await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        };
        await page.goto(`/experiments/${experimentId}`);
        await expect(run(page, 'delta')).toBeVisible();
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await check('a selected run');
        await page.getByRole('button', { name: 'Columns' }).click();
        await expect(page.getByRole('checkbox', { name: 'loss' })).toBeVisible();
        await check('the column picker');
        await page.keyboard.press('Escape');
        await page.getByRole('toolbar').getByRole('button', { name: 'Move' }).click();
        await check('a dialog');
        await page.keyboard.press('Escape');
        await filterBox(page).click();
        await page.keyboard.type('params.');
        await expect(page.getByRole('option').first()).toBeVisible();
        await check('completion');
      });
    });
