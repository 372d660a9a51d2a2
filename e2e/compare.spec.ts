import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { aParquetFile, logArtifacts, PNG } from './artifacts.ts';
import type { Engine } from './engine.ts';
import { message } from './messages.ts';
import { createExperiment, createRun, logMetrics } from './runs.ts';
import { run } from './runs-table.ts';
import { expect, test } from './test.ts';

const STEPS = 12;
const LINES = 60;

/** The learning rate of each run, and how its loss compares. */
const RUNS = [
  { name: 'baseline', lr: '0.1', factor: 1, numpy: '1.26.4' },
  { name: 'low-lr', lr: '0.01', factor: 0.3, numpy: '2.0.0' },
  { name: 'mid-lr', lr: '0.03', factor: 0.6, numpy: '1.26.4' },
  { name: 'hot', lr: '0.3', factor: 1.4, numpy: '1.26.4' },
  { name: 'wild', lr: '0.5', factor: 2, numpy: '1.26.4' },
];

interface Compared {
  experimentIds: readonly [string, string];
  runIds: readonly string[];
}

/** Five runs of two experiments that differ in one param, one package, one line of code and what came of it. */
async function fiveRuns(engine: Engine): Promise<Compared> {
  const experimentIds = [
    await createExperiment(engine, 'sweep'),
    await createExperiment(engine, 'ablation'),
  ] as const;
  const runIds: string[] = [];
  for (const [index, { name, lr, factor, numpy }] of RUNS.entries()) {
    const points = Array.from({ length: STEPS }, (_, step) => [
      { key: 'loss', value: factor / (step + 1), step },
      { key: 'accuracy', value: 1 - factor / 10 - 0.1 / (step + 1), step },
      { key: 'epoch', value: step, step },
    ]).flat();
    const runId = await createRun(engine, index < 3 ? experimentIds[0] : experimentIds[1], {
      name,
      start_time: Date.now() - 60_000,
      params: {
        lr,
        batch_size: '64',
        optimizer: 'adam',
        data: `s3://bucket/datasets/part-${index}/train.parquet`,
      },
      metrics: points,
      tags: { team: 'vision', 'mlflow.source.git.commit': (index < 3 ? 'a' : 'b').repeat(40) },
      status: 'FINISHED',
    });
    const code = Array.from({ length: LINES }, (_, line) =>
      line === 30 ? `lr = ${lr}` : `line_${line} = 0`,
    );
    await logArtifacts(engine, runId, {
      'requirements.txt': `mlflow==3.17.2\nnumpy==${numpy}\ntorch==2.4.0\n`,
      'code/train.py': `${code.join('\n')}\n`,
      'figures/plot.png': PNG,
      'scores.csv': `class,precision\ncat,${0.9 - index / 100}\ndog,0.5\n${index === 1 ? 'horse,0.7\n' : ''}`,
      ...(index === 4 && { 'only-here.txt': 'x' }),
    });
    runIds.push(runId);
  }
  return { experimentIds, runIds };
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Comparison' });
const row = (page: Page, label: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${label}( |$)`) }) });
const rowLabels = (page: Page) => grid(page).getByRole('rowheader');
const pathOf = ({ runIds }: Compared, query = '') => `/compare-runs?runs=${runIds.join(',')}${query}`;
const clipboard = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()');
const copyAs = async (page: Page, format: string) => {
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: `Copy as ${format}` }).click();
  await expect(message(page, `Copied the comparison as ${format}`)).toBeVisible();
  return clipboard(page);
};

test('compare five runs and say why one won', async ({ page, engine, browser }) => {
  const compared = await fiveRuns(engine);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/experiments/${compared.experimentIds.join(',')}`);
  for (const { name } of RUNS) await run(page, name).first().getByRole('checkbox').click();
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Compare' }).click();

  await test.step('only what differs is there, and the best is marked', async () => {
    await expect(page.getByRole('heading', { name: 'Compare 5 runs' })).toBeVisible();
    await expect(row(page, 'lr')).toBeVisible();
    await expect(row(page, 'numpy')).toContainText('2.0.0');
    await expect(
      rowLabels(page).filter({ hasText: /^(batch_size|optimizer|team|torch|mlflow|epoch)/ }),
    ).toHaveCount(0);
    const best = row(page, 'loss')
      .getByRole('gridcell')
      .filter({ has: page.getByLabel('best') });
    await expect(best).toHaveCount(1);
    await expect(best).toContainText('0.025');
  });

  await test.step('the curves of all five are beside it', async () => {
    await expect(page.getByRole('img', { name: /^loss.*all 60 points/ })).toBeVisible();
  });

  await test.step('a reference says how far the others are from it', async () => {
    const baseline = page.getByRole('columnheader', { name: 'baseline' });
    await baseline.hover();
    await baseline.getByRole('button', { name: 'Compare others with baseline' }).click();
    await expect(row(page, 'loss')).toContainText('(−70 %)');
    await page.getByRole('button', { name: 'Δ to the reference' }).click();
    await expect(row(page, 'loss')).not.toContainText('(−70 %)');
    await page.getByRole('button', { name: 'Δ to the reference' }).click();
  });

  await test.step('the line of code that made the difference is marked', async () => {
    await row(page, 'code/train.py')
      .getByRole('button', { name: /beside each other/ })
      .click();
    const changed = (name: string) =>
      page.getByRole('textbox', { name, exact: true }).locator('.cm-changedLine');
    await expect(changed('baseline')).toHaveText(['lr = 0.1']);
    await expect(changed('low-lr')).toHaveText(['lr = 0.01']);
    await expect(page.getByText('27 unchanged lines').first()).toBeVisible();
    await page.getByRole('button', { name: 'Inline' }).click();
    await expect(page.getByText('lr = 0.1', { exact: true })).toBeVisible();
    await expect(page.getByText('lr = 0.01', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Values' }).click();
  });

  await test.step('the copies hold the winner', async () => {
    await expect(row(page, 'loss')).toBeVisible();
    const markdown = await copyAs(page, 'Markdown');
    expect(markdown.split('\n')[0]).toBe('|  | baseline (reference) | low-lr | mid-lr | hot | wild |');
    expect(markdown).toContain('| loss | 0.08333 | **0.025** −0.05833 (−70 %) |');
    expect(markdown).toContain('| lr | 0.1 | 0.01 | 0.03 | 0.3 | 0.5 |');
    const csv = await copyAs(page, 'CSV');
    expect(csv).toContain('Metrics,loss,0.08333333333333333,0.024999999999999998,');
  });

  await test.step('it is saved, and opens from its address elsewhere as it was left', async () => {
    await page.getByRole('textbox', { name: 'Search charts' }).fill('accuracy');
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('menuitem', { name: 'Save this comparison…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Why low-lr won');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Why low-lr won' })).toBeVisible();
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('button', { name: 'Why low-lr won' })).toBeVisible();
    await expect(row(other, 'loss')).toContainText('(−70 %)');
    await expect(other.getByRole('textbox', { name: 'Search charts' })).toHaveValue('accuracy');
    await expect(other.getByRole('img', { name: /^accuracy/ })).toBeVisible();
    await expect(other.getByRole('img', { name: /^loss/ })).toHaveCount(0);
    await elsewhere.close();
  });
});

test('a saved comparison is opened, renamed, changed and deleted', async ({ page, engine }) => {
  const compared = await fiveRuns(engine);
  await page.goto(pathOf(compared, '&show=all&value=min'));
  const menu = async (button: string, entry: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page
      .getByRole('menuitem', { name: entry })
      .or(page.getByRole('menuitemcheckbox', { name: entry }))
      .click();
  };
  await menu('Saved', 'Save this comparison…');
  await page.getByRole('textbox', { name: 'Name' }).fill('First');
  await page.keyboard.press('Enter');
  await menu('First', 'Rename First…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Second');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Max', exact: true }).click();
  await menu('Second', 'Save the changes to Second');
  await expect(message(page, 'Saved the changes to Second')).toBeVisible();
  await page.goto(pathOf(compared));
  await menu('Saved', 'Second');
  await expect(page.getByRole('button', { name: 'Max', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(row(page, 'batch_size')).toBeVisible();
  await page.keyboard.press('Escape');
  await menu('Second', 'Delete Second');
  await expect(message(page, 'Deleted the comparison Second')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await expect(row(page, 'batch_size')).toBeVisible();
});

test("MLflow's link opens, runs come by search and paste, and leave again", async ({ page, engine }) => {
  const compared = await fiveRuns(engine);
  const [first = '', second = '', third = ''] = compared.runIds;
  await page.goto(
    `/#/compare-runs?runs=${JSON.stringify([first, second])}&experiments=${JSON.stringify(compared.experimentIds)}`,
  );
  await expect(page.getByRole('heading', { name: 'Compare 2 runs' })).toBeVisible();
  await expect(row(page, 'lr').getByRole('gridcell')).toHaveText(['0.1', '0.01']);
  await page.getByRole('button', { name: 'Add runs' }).click();
  await page.getByPlaceholder('Name, or paste').fill('wil');
  await page.getByRole('option', { name: /wild/ }).click();
  await expect(row(page, 'lr').getByRole('gridcell')).toHaveText(['0.1', '0.01', '0.5']);
  await page.getByPlaceholder('Name, or paste').fill(`${engine.url}/#/experiments/1/runs/${third}`);
  await page.getByRole('option', { name: 'Add the run that was pasted' }).click();
  await expect(page.getByRole('heading', { name: 'Compare 4 runs' })).toBeVisible();
  const head = page.getByRole('columnheader', { name: 'baseline' });
  await head.hover();
  await head.getByRole('button', { name: 'Leave baseline out' }).click();
  await expect(page.getByRole('columnheader', { name: 'baseline' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Compare 3 runs' })).toBeVisible();
});

test.describe('with a run that is gone', () => {
  test.use({ expectedErrors: /404/ });
  test('it is told of by itself, as is one in the trash, and the others are compared', async ({
    page,
    engine,
  }) => {
    const compared = await fiveRuns(engine);
    await engine.post('runs/delete', { run_id: compared.runIds[3] });
    await page.goto(pathOf(compared, '').replace('runs=', 'runs=neverwas,'));
    const notices = page.getByRole('list', { name: 'Runs to know of' });
    await expect(notices.getByRole('listitem')).toHaveText([/neverwas/, 'hot is in the trash.']);
    await expect(row(page, 'lr').getByRole('gridcell')).toHaveText(['0.1', '0.01', '0.03', '0.3', '0.5']);
    await page.getByRole('button', { name: 'Max', exact: true }).click();
    await expect(row(page, 'loss').getByRole('gridcell')).toHaveText(['1', '0.3', '0.6', '1.4', '2']);
    await page.getByRole('button', { name: 'Leave neverwas out' }).click();
    await expect(notices.getByRole('listitem')).toHaveText(['hot is in the trash.']);
  });
});

test('a value of the history, keys, and the parts of a long value that differ', async ({ page, engine }) => {
  const compared = await fiveRuns(engine);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(pathOf(compared));
  const loss = row(page, 'loss').getByRole('gridcell').first();
  await expect(loss).toHaveText('0.08333');
  await page.getByRole('button', { name: 'Max', exact: true }).click();
  await expect(loss).toHaveText('1');
  await expect(row(page, 'data').getByRole('gridcell').nth(3).locator('mark')).toHaveText('3');
  await page.getByRole('button', { name: 'Everything' }).click();
  await expect(row(page, 'torch')).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+c');
  await expect(message(page, 'Copied the value')).toBeVisible();
  expect(await clipboard(page)).toBe('low-lr');
  const commit = row(page, 'Git commit').getByRole('gridcell').nth(3);
  await commit.scrollIntoViewIfNeeded();
  await commit.hover();
  await commit.getByRole('button', { name: /git diff/ }).click();
  await expect(message(page, 'Copied git diff aaaaaaa bbbbbbb')).toBeVisible();
  expect(await clipboard(page)).toBe(`git diff ${'a'.repeat(40)} ${'b'.repeat(40)}`);
});

test('sixty runs and ten thousand metrics: what is in view is in the page, and keys reach the rest', async ({
  page,
  engine,
}) => {
  const experimentId = await createExperiment(engine, 'many');
  const runIds: string[] = [];
  for (let index = 0; index < 60; index += 1)
    runIds.push(
      await createRun(engine, experimentId, { name: `run-${index}`, params: { seed: `${index}` } }),
    );
  for (const runId of runIds.slice(-2))
    for (let first = 0; first < 10_000; first += 1000)
      await logMetrics(
        engine,
        runId,
        Array.from({ length: 1000 }, (_, at) => ({
          key: `metric-${first + at}`,
          value: first + at,
          step: 0,
        })),
      );
  await page.goto(pathOf({ experimentIds: [experimentId, experimentId], runIds }));
  await expect(row(page, 'seed')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-colcount', '61');
  await expect(rowLabels(page).filter({ hasText: 'Metrics' })).toContainText('10,000');
  expect(await page.getByRole('gridcell').count()).toBeLessThan(500);
  await grid(page).focus();
  await page.keyboard.press('Control+End');
  await expect(page.getByRole('columnheader', { name: 'run-59' })).toBeVisible();
  await expect(row(page, 'metric-9999').getByRole('gridcell', { name: '9,999' }).first()).toBeVisible();
  expect(await page.getByRole('gridcell').count()).toBeLessThan(500);
});

test('artifacts are one tree that says what differs; pictures and tables are compared', async ({
  page,
  engine,
}) => {
  const compared = await fiveRuns(engine);
  for (const [index, runId] of compared.runIds.slice(0, 2).entries())
    await logArtifacts(engine, runId, {
      'rows.parquet': aParquetFile(300 + index * 5),
      'large.txt': 'a line\n'.repeat(300_000),
    });
  await page.goto(pathOf(compared, '&tab=artifacts'));
  const item = (name: string) =>
    page.getByRole('tree', { name: 'Artifacts of all runs' }).getByRole('treeitem', { name });
  await expect(item('only-here.txt')).toContainText('1 of 5');
  await expect(item('scores.csv')).toContainText('differs');
  await item('figures').click();
  await expect(item('plot.png')).toContainText('same');
  await item('plot.png').click();
  await expect(page.getByRole('list', { name: 'Pictures' }).getByRole('listitem')).toHaveCount(5);
  await page.getByRole('button', { name: 'Slider' }).click();
  await page.getByRole('slider', { name: 'Share of baseline that is shown' }).fill('25');
  await page.getByRole('button', { name: 'Difference' }).click();
  await expect(page.getByText('Black is what baseline has too.')).toBeVisible();

  await item('scores.csv').click();
  const table = page.getByRole('table', { name: 'baseline against low-lr' });
  await expect(table.getByRole('rowheader')).toHaveText(['cat', 'horse']);
  await expect(table.getByRole('row', { name: 'cat' }).getByRole('cell')).toHaveText('0.9 0.89');
  await expect(page.getByText('1 changed, 1 equal, 1 only in low-lr')).toBeVisible();
  await page.getByRole('button', { name: 'Only what differs' }).click();
  await expect(table.getByRole('rowheader')).toHaveText(['cat', 'dog', 'horse']);
  await page.getByRole('combobox', { name: 'Right side' }).selectOption('hot');
  await expect(page.getByText('1 changed, 1 equal', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Right side' }).selectOption('low-lr');
  await item('rows.parquet').click();
  await expect(page.getByRole('combobox', { name: 'Joined by' })).toHaveValue('id');
  await expect(page.getByText('0 changed, 300 equal, 5 only in low-lr')).toBeVisible();
  await item('large.txt').click();
  await expect(page.getByText('baseline has 2.1 MB here.')).toBeVisible();
  await page.getByRole('button', { name: 'Each by itself' }).click();
  await expect(page.getByRole('region', { name: 'Text' })).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Right side' }).selectOption(compared.runIds[3] ?? '');
  await item('only-here.txt').click();
  await expect(page.getByText('hot does not have this file.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('hot does not have this file.')).toBeVisible();
  await page.goto(pathOf(compared, '&tab=artifacts&path=figures/plot.png'));
  await expect(item('plot.png')).toHaveAttribute('aria-selected', 'true');
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`${colorScheme}`, () => {
    test.use({ colorScheme });
    test('axe finds nothing serious in values, files and menus', async ({ page, engine }, info) => {
      const compared = await fiveRuns(engine);
      const check = async (name: string) => {
        await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => [name, id, ...nodes.map(({ html }) => html)])).toEqual([]);
      };
      await page.goto(pathOf(compared, `&reference=${compared.runIds[0]}`));
      await expect(row(page, 'numpy')).toBeVisible();
      await expect(page.getByRole('img', { name: /^loss/ })).toBeVisible();
      await check('values');
      await page.getByRole('button', { name: 'Add runs' }).click();
      await expect(page.getByPlaceholder('Name, or paste')).toBeVisible();
      await check('adding runs');
      await page.goto(pathOf(compared, '&tab=artifacts&path=code/train.py'));
      await expect(page.locator('.cm-changedLine').first()).toBeVisible();
      await check('a text');
      await page.goto(pathOf(compared, '&tab=artifacts&path=scores.csv'));
      await expect(page.getByRole('table').getByRole('rowheader').first()).toBeVisible();
      await check('a table');
      await page.goto(pathOf(compared, '&tab=artifacts&path=figures/plot.png'));
      await expect(page.getByRole('list', { name: 'Pictures' })).toBeVisible();
      await check('pictures');
    });
  });
