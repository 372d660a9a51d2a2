import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { aParquetFile, aSecondOfSound, logArtifacts, PNG } from './artifacts.ts';
import type { Engine } from './engine.ts';
import { createExperiment, createRun } from './runs.ts';
import { expect, test } from './test.ts';

const tree = (page: Page) => page.getByRole('tree', { name: 'Artifacts' });
const item = (page: Page, name: string) => tree(page).getByRole('treeitem', { name });
const text = (page: Page) => page.getByRole('region', { name: 'Text' });

const REPORT = `<!doctype html><style>h1 { color: rgb(1, 2, 3) }</style><h1>Report</h1><p id="p">no script ran</p>
<script>
  document.getElementById('p').textContent = 'a script ran';
  try { parent.document.title = 'taken' } catch { document.body.append('the page is out of reach') }
  fetch('/api/2.0/mlflow/experiments/search?max_results=1').then(
    () => document.body.append('the tracker was reached'), () => document.body.append('; the tracker too'));
</script>`;

const HTML_OUTPUT = [
  '<style>td { color: rgb(1, 2, 3) }</style><table><tr><td>a cell</td></tr></table>',
  '<p id="q">quiet</p><script>document.getElementById("q").textContent = "a script ran";',
  'try { parent.document.title = "taken" } catch { document.body.append("out of reach") }</script>',
];
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>parent.document.title = "taken"</script></svg>';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  cells: [
    { cell_type: 'markdown', source: '# Analysis <script>document.title = "taken"</script>' },
    {
      cell_type: 'code',
      source: 'df.head()',
      outputs: [
        { output_type: 'execute_result', data: { 'text/plain': 'plain output' } },
        { output_type: 'execute_result', data: { 'text/html': HTML_OUTPUT, 'text/plain': 'never shown' } },
        { output_type: 'display_data', data: { 'image/svg+xml': DRAWING, 'text/plain': 'never shown' } },
      ],
    },
  ],
});

/** A run with a file of every kind; the path of its page of artifacts. */
async function aRunWithFiles(engine: Engine): Promise<string> {
  const experimentId = await createExperiment(engine, 'files');
  const runId = await createRun(engine, experimentId, { name: 'with files' });
  await logArtifacts(engine, runId, {
    'figures/a.png': PNG,
    'figures/b.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><script>document.title="taken"</script></svg>',
    'tables/t.csv': `name;value\n${Array.from({ length: 3000 }, (_, i) => `"row ${i}; of many";${i}`).join('\n')}\n`,
    'tables/t.parquet': aParquetFile(1000),
    'tables/logged.json': JSON.stringify({ columns: ['question', 'score'], data: [['why', 0.5]] }),
    'config/nested.json': JSON.stringify({ outer: { inner: [1, 2, 3] }, broken: null }),
    'config/odd name é.yaml': 'key: value\n',
    'reports/report.html': REPORT,
    'reports/n.ipynb': NOTEBOOK,
    'reports/card.md': '# Card\n\n**bold** <img src=x onerror="document.title=1">\n',
    'media/tone.wav': aSecondOfSound(),
    'figures/paper.pdf':
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>',
    'train.log': Array.from({ length: 2000 }, (_, i) => `step ${i} é`).join('\n'),
    'weights.bin': new Uint8Array([0, 1, 2, 3, 0, 255]),
    'empty.txt': '',
  });
  return `/experiments/${experimentId}/runs/${runId}/artifacts`;
}

test('a tree of folders opens by click and by keys, and what arrows reach is shown', async ({
  page,
  engine,
}) => {
  await page.goto(await aRunWithFiles(engine));
  await expect(item(page, 'train.log')).toContainText('B');
  await item(page, 'figures').click();
  await item(page, 'a.png').click();
  await expect(page).toHaveURL(/\/artifacts\/figures\/a\.png$/);
  await expect(page.getByRole('img', { name: 'figures/a.png' })).toBeVisible();
  await expect(page.getByText('1 × 1')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('img', { name: 'figures/b.svg' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('img', { name: 'figures/a.png' })).toBeVisible();
  await page.getByRole('heading', { name: 'a.png' }).click();
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/b\.svg$/);
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/a\.png$/);
});

test('text of any length is read where it is looked at, with the line one is at', async ({
  page,
  engine,
}) => {
  await page.goto(`${await aRunWithFiles(engine)}/train.log`);
  await expect(text(page)).toContainText('step 0 é');
  await expect(page.getByText('Line 1 of 2,000')).toBeVisible();
  await text(page).focus();
  await page.keyboard.press('End');
  await expect(text(page)).toContainText('step 1999 é');
  await expect(page.getByText(/Line 1,9\d\d of 2,000/)).toBeVisible();
  await page.getByLabel('Go to line').fill('700');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Line 700 of 2,000')).toBeVisible();
  await expect(text(page).getByText('step 699 é')).toBeVisible();
  expect(await text(page).getByText(/^step/).count()).toBeLessThan(400);
});

test('tables of text and Parquet show rows and columns, and scroll to the last row', async ({
  page,
  engine,
}) => {
  const path = await aRunWithFiles(engine);
  const cell = (name: string) => page.getByRole('cell', { name, exact: true });
  await page.goto(`${path}/tables/t.csv`);
  await expect(page.getByRole('columnheader', { name: 'value' })).toBeVisible();
  await expect(cell('row 0; of many')).toBeVisible();
  await expect(page.getByText('3,000 rows, 2 columns')).toBeVisible();
  await page.getByRole('table').focus();
  await page.keyboard.press('End');
  await expect(cell('row 2999; of many')).toBeVisible();
  await page.goto(`${path}/tables/t.parquet`);
  await expect(cell('word 0')).toBeVisible();
  await page.getByRole('table').focus();
  await page.keyboard.press('End');
  await expect(cell('word 999')).toBeVisible();
  await expect(cell('499.5')).toBeVisible();
  await page.goto(`${path}/tables/logged.json`);
  await expect(page.getByRole('columnheader', { name: 'question' })).toBeVisible();
  await expect(cell('why')).toBeVisible();
});

test('JSON is a tree that opens, and its source is a press away', async ({ page, engine }) => {
  await page.goto(`${await aRunWithFiles(engine)}/config/nested.json`);
  const json = page.getByRole('tree', { name: 'config/nested.json' });
  await expect(json.getByRole('treeitem', { name: 'broken: null' })).toBeVisible();
  await expect(json.getByRole('treeitem', { name: '2: 3' })).toBeVisible();
  await json.getByRole('treeitem', { name: 'outer' }).click();
  await expect(json.getByRole('treeitem', { name: '2: 3' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Source' }).click();
  await expect(text(page)).toContainText('{"outer":{"inner":[1,2,3]}');
});

test.describe('with documents that try to get out', () => {
  test.use({ expectedErrors: /Blocked script execution|Content Security Policy|Refused to connect|CORS/ });

  test('HTML is shown without its scripts, and with them on request, shut off from the page and the tracker', async ({
    page,
    engine,
  }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${await aRunWithFiles(engine)}/reports/report.html`);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('heading', { name: 'Report' })).toHaveCSS('color', 'rgb(1, 2, 3)');
    await expect(frame.getByText('no script ran')).toBeVisible();
    await page.getByRole('button', { name: 'Run its scripts' }).click();
    await expect(frame.getByText('a script ran')).toBeVisible();
    await expect(frame.getByText('the page is out of reach; the tracker too')).toBeVisible();
    await expect(page).toHaveTitle('with files · Tidemark');
    expect(
      requests.filter((url) => url.includes('max_results=1') && url.includes('experiments/search')),
    ).toEqual([]);
  });
});

test('sound is played and a PDF is shown where the browser can', async ({ page, engine }) => {
  const path = await aRunWithFiles(engine);
  await page.goto(`${path}/media/tone.wav`);
  await expect.poll(() => page.evaluate("document.querySelector('audio')?.duration")).toBe(1);
  await page.goto(`${path}/figures/paper.pdf`);
  await expect(
    page.getByTitle('figures/paper.pdf').or(page.getByText('This PDF cannot be shown here.')).first(),
  ).toBeVisible();
});

test.describe('with a notebook that tries to get out', () => {
  test.use({ expectedErrors: /Blocked script execution/ });

  test('HTML outputs of a notebook are shown in frames of their own, with scripts on request', async ({
    page,
    engine,
  }) => {
    await page.goto(`${await aRunWithFiles(engine)}/reports/n.ipynb`);
    await expect(page.getByRole('heading', { name: 'Analysis' })).toBeVisible();
    await expect(page.getByText('plain output')).toBeVisible();
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText('a cell')).toHaveCSS('color', 'rgb(1, 2, 3)');
    await expect(frame.getByText('quiet')).toBeVisible();
    await expect(page.getByText('never shown')).toHaveCount(0);
    const drawing = page.getByRole('img', { name: 'Output' });
    await expect(drawing).toHaveJSProperty('naturalWidth', 40);
    await page.getByRole('button', { name: 'Run its scripts' }).click();
    await expect(frame.getByText('a script ran')).toBeVisible();
    await expect(frame.getByText('out of reach')).toBeVisible();
    await expect(page).toHaveTitle('with files · Tidemark');
  });
});

test('Markdown is shown without any HTML of its own', async ({ page, engine }) => {
  const path = await aRunWithFiles(engine);
  await page.goto(`${path}/reports/card.md`);
  await expect(page.getByRole('heading', { name: 'Card', exact: true })).toBeVisible();
  await expect(page.getByText('bold', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle('with files · Tidemark');
});

test('what no viewer knows, and what is empty, is said in words with a download', async ({
  page,
  engine,
}) => {
  const path = await aRunWithFiles(engine);
  await page.goto(`${path}/weights.bin`);
  await expect(page.getByText('no viewer here knows its format')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download 6 B' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('weights.bin');
  await page.goto(`${path}/empty.txt`);
  await expect(page.getByText('The file is empty.')).toBeVisible();
});

test('a path and a URI are copied, and a file is deleted after a question', async ({ page, engine }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const path = await aRunWithFiles(engine);
  await page.goto(`${path}/config/${encodeURIComponent('odd name é.yaml')}`);
  await expect(text(page)).toContainText('key: value');
  const viewer = page.getByRole('region', { name: 'config/odd name é.yaml' });
  await viewer.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Copy URI' }).click();
  await expect
    .poll(() => page.evaluate('navigator.clipboard.readText()'))
    .toMatch(/^runs:\/[0-9a-f]{32}\/config\/odd name é\.yaml$/);
  await viewer.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the file (11 B)' }).click();
  await expect(page).toHaveURL(/\/artifacts$/);
  await expect(item(page, 'odd name é.yaml')).toHaveCount(0);
  await expect(item(page, 'nested.json')).toBeVisible();
});

/** Drops files on the list, as a system does. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(${JSON.stringify(files)}))
      data.items.add(new File([content], name));
    return data;
  })()`);
  for (const event of ['dragenter', 'dragover', 'drop'])
    await tree(page).dispatchEvent(event, { dataTransfer: transfer });
}

test('what is uploaded, replaced and deleted elsewhere shows by itself', async ({ page, engine }) => {
  const path = await aRunWithFiles(engine);
  const runId = path.split('/')[4] ?? '';
  await page.goto(`${path}/train.log`);
  await expect(page.getByText('Line 1 of 2,000')).toBeVisible();
  const grown = Array.from({ length: 2500 }, (_, i) => `step ${i} é`).join('\n');
  await logArtifacts(engine, runId, { 'train.log': grown, 'later.txt': 'x' });
  await expect(page.getByText('Line 1 of 2,500')).toBeVisible();
  await expect(item(page, 'later.txt')).toBeVisible();
  await logArtifacts(engine, runId, { 'train.log': 'another text\n' });
  await expect(text(page)).toContainText('another text');
  await expect(page.getByText('Line 1 of 1')).toBeVisible();
  const url = `${engine.url}/api/2.0/mlflow-artifacts/artifacts/${path.split('/')[2]}/${runId}/artifacts/later.txt`;
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(200);
  await expect(item(page, 'later.txt')).toHaveCount(0);
});

test('words are found in a text, from match to match', async ({ page, engine }) => {
  await page.goto(`${await aRunWithFiles(engine)}/train.log`);
  await expect(text(page)).toContainText('step 0 é');
  await page.keyboard.press('ControlOrMeta+f');
  const field = page.getByRole('textbox', { name: 'Find in the text' });
  await expect(field).toBeFocused();
  await page.keyboard.type('STEP 19');
  await expect(page.getByText('1 of 111')).toBeVisible();
  await expect(text(page).locator('mark').first()).toHaveText('step 19');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('111 of 111')).toBeVisible();
  await expect(text(page).getByText('step 1999 é')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 111')).toBeVisible();
  await field.fill('no such words');
  await expect(page.getByText('Not found')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(page).toHaveURL(/train\.log$/);
});

test('files that are dropped become artifacts, and none takes the place of another unasked', async ({
  page,
  engine,
}) => {
  await page.goto(await aRunWithFiles(engine));
  await expect(item(page, 'train.log')).toBeVisible();
  await drop(page, { 'dropped.txt': 'dropped', 'train.log': 'new log' });
  const question = page.getByRole('dialog', { name: 'Replace train.log' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(item(page, 'dropped.txt')).toBeVisible();
  await item(page, 'train.log').click();
  await expect(text(page)).toContainText('step 0 é');
  await drop(page, { 'train.log': 'new log' });
  await question.getByRole('button', { name: 'Replace 1 file (7 B)' }).click();
  await expect(text(page)).toContainText('new log');
  await expect(page.getByRole('list', { name: 'Uploads' })).toHaveCount(0);
});

test.describe('with an upload that is refused', () => {
  test.use({ expectedErrors: /status of 400/ });

  test('an upload shows how far it is and can be stopped; one that is refused says why', async ({
    page,
    engine,
  }) => {
    await page.goto(await aRunWithFiles(engine));
    await expect(item(page, 'train.log')).toBeVisible();
    const uploads = page.getByRole('list', { name: 'Uploads' });
    await page.route('**/mlflow-artifacts/artifacts/**/slow.bin', () => undefined);
    await drop(page, { 'slow.bin': 'x'.repeat(1000) });
    await expect(uploads.getByRole('progressbar', { name: 'Upload of slow.bin' })).toBeVisible();
    await uploads.getByRole('button', { name: 'Stop the upload of slow.bin' }).click();
    await expect(uploads).toHaveCount(0);
    await page
      .getByLabel('Files to add')
      .setInputFiles({ name: 'figures', mimeType: '', buffer: Buffer.from('x') });
    await expect(uploads.getByRole('alert')).toContainText("'");
    await uploads.getByRole('button', { name: 'Dismiss' }).click();
    await expect(uploads).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({
      colorScheme,
      viewport: { width: 1024, height: 700 },
      expectedErrors: /Blocked script execution/,
    });

    test('axe finds nothing serious on the tree and the viewers', async ({ page, engine }) => {
      test.slow();
      const path = await aRunWithFiles(engine);
      const shown: readonly [string, () => Promise<unknown>][] = [
        ['', () => item(page, 'train.log').waitFor()],
        ['/train.log', () => text(page).getByText('step 0 é').waitFor()],
        ['/tables/t.csv', () => page.getByRole('cell', { name: 'row 0; of many' }).waitFor()],
        ['/config/nested.json', () => page.getByRole('treeitem', { name: 'broken' }).waitFor()],
        ['/figures/a.png', () => page.getByText('1 × 1').waitFor()],
        ['/reports/n.ipynb', () => page.getByText('plain output').waitFor()],
        ['/reports/report.html', () => page.getByRole('button', { name: 'Run its scripts' }).waitFor()],
        ['/weights.bin', () => page.getByText('no viewer here').waitFor()],
      ];
      for (const [below, isThere] of shown) {
        await page.goto(`${path}${below}`);
        await isThere();
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect([below, ...serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])]).toEqual([
          below,
        ]);
      }
    });
  });
