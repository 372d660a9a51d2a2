import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { DataSet } from '../test/data/index.ts';
import type { Engine } from './engine.ts';
import { experimentIdOf, runIdOf } from './runs.ts';
import { head, table } from './runs-table.ts';
import { expect, test } from './test.ts';

/** Whether the pictures of docs/screens are to be renewed: then of every page in both sizes and both themes. */
const isRenewed = process.env['TIDEMARK_SCREENS'] === '1';
const folder = resolve(import.meta.dirname, '../docs/screens');

/** For one page, on a machine that is busy with other things. */
const LIMIT_MS = 30_000;

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 1024, height: 700 };
const LOOKS = [
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: NARROW, colorScheme: 'dark' },
  ...(isRenewed
    ? ([
        { viewport: WIDE, colorScheme: 'dark' },
        { viewport: NARROW, colorScheme: 'light' },
      ] as const)
    : []),
] as const;

interface Place {
  page: Page;
  engine: Engine;
}

/** Opens a page and waits until what a person comes for is there. */
type Screens = Readonly<Record<string, (place: Place) => Promise<void>>>;

const opened =
  (path: string, ...texts: (string | RegExp)[]) =>
  async ({ page }: Place) => {
    await page.goto(path);
    for (const text of texts) await expect(page.getByText(text).first()).toBeVisible();
  };

const ofSweep =
  (query: string, hasTable = true) =>
  async ({ page, engine }: Place) => {
    await page.goto(`/experiments/${await experimentIdOf(engine, 'vision/resnet-sweep')}${query}`);
    await expect(page.getByRole('heading', { name: 'resnet-sweep' })).toBeVisible();
    if (hasTable) await expect(table(page).getByRole('row').nth(5)).toBeVisible();
  };

const drawn = (open: (place: Place) => Promise<void>) => async (place: Place) => {
  await open(place);
  await expect(place.page.getByText(/ points$/).nth(3)).toBeVisible();
};

const ofRun =
  (experiment: string, name: string, part: string, ...texts: (string | RegExp)[]) =>
  async ({ page, engine }: Place) => {
    const experimentId = await experimentIdOf(engine, experiment);
    const runId = await runIdOf(engine, experimentId, name);
    await opened(`/experiments/${experimentId}/runs/${runId}${part}`, ...texts)({ page, engine });
  };

const ofBaseline = (part: string, ...texts: (string | RegExp)[]) =>
  ofRun('vision/resnet', 'resnet50-baseline', part, ...texts);

const empty: Screens = {
  'home-empty': opened('/', 'Waiting for the first run'),
  'runs-empty': opened('/experiments/0', 'No runs yet'),
  'trash-empty': opened('/trash', 'The trash is empty'),
  'disk-empty': opened('/disk', 'No artifacts here'),
  'models-empty': opened('/models', 'No registered models yet'),
  'prompts-empty': opened('/prompts', 'No prompts yet'),
  'alerts-empty': opened('/alerts', 'No alerts yet'),
};

const small: Screens = {
  run: async (place) => {
    await ofBaseline('', 'imagenet-100-train', 'classifier', 'Baseline')(place);
    await expect(place.page.getByRole('img', { name: /: all 300 points/ })).toBeVisible();
  },
  'run-failed': ofRun('vision/resnet', 'fold-2', '', 'ended this run as failed'),
  'run-charts': async (place) => {
    await ofBaseline('/charts')(place);
    await expect(place.page.getByRole('img', { name: /: all 300 points/ }).first()).toBeVisible();
  },
  'run-system': async (place) => {
    await ofBaseline('/system')(place);
    await expect(place.page.getByRole('img', { name: /^system.*: all 300 points/ }).first()).toBeVisible();
  },
  'run-artifacts': ofBaseline('/artifacts', 'config.json'),
  'artifact-image': async (place) => {
    await ofBaseline('/artifacts/figures/confusion.png')(place);
    await expect(place.page.getByRole('img', { name: 'figures/confusion.png' })).toBeVisible();
  },
  'artifact-table': ofBaseline('/artifacts/tables/predictions.csv', 'confidence'),
  'artifact-markdown': ofBaseline('/artifacts/reports/card.md', 'try a smaller weight decay next'),
  'artifact-json': ofBaseline('/artifacts/config.json', 'optimizer'),
  'artifact-text': ofBaseline('/artifacts/logs/train.log', /INFO step 0/),
  'artifact-model': ofBaseline('/artifacts/model/MLmodel', 'python_function'),
  'run-log': ofBaseline('/log', 'logs/train.log', 'Started the run'),
  'run-environment': ofBaseline('/environment', 'scikit-learn'),
  models: opened('/models', 'fraud-model', '@champion'),
  'model-board': opened('/models/fraud-model?tab=board', 'Production', '@champion', '@challenger'),
  'model-versions': opened(
    '/models/fraud-model?tab=versions',
    '@champion',
    'Twice the history of each card.',
  ),
  'model-history': opened('/models/fraud-model?tab=history', 'Production'),
  'model-version': opened('/models/fraud-model/versions/3', 'Since October.', '@champion'),
  'model-version-files': opened('/models/fraud-model/versions/3?tab=files', 'python_function'),
  'model-version-lineage': opened('/models/resnet-classifier/versions/1?tab=lineage', 'resnet50-baseline'),
  prompts: opened('/prompts', 'summarise', 'support-answer'),
  'prompt-chat': opened('/prompts/support-answer', 'Colder, and with a limit', /Never promise a date/),
  'prompt-text': opened('/prompts/summarise?version=2', 'Say how long, and for whom', '@live'),
  'prompt-compare': opened('/prompts/summarise?compare=1..3', 'First try', 'Answer as JSON'),
  'settings-webhooks': async ({ page, engine }) => {
    await engine.post('webhooks', {
      name: 'deploy-bot',
      url: 'https://hooks.example.com/registry',
      status: 'DISABLED',
      events: [{ entity: 'MODEL_VERSION_ALIAS', action: 'CREATED' }],
    });
    await page.goto('/settings');
    await expect(page.getByText('deploy-bot')).toBeVisible();
    await page.getByRole('heading', { name: 'Backups' }).scrollIntoViewIfNeeded();
  },
  'alert-rules': async ({ page, engine }) => {
    await ownOperation(engine, 'alert-rules/create', { name: 'No NaN', kind: 'nan' });
    await opened('/alerts?show=rules', 'No NaN')({ page, engine });
  },
};

/** Thousands of models. */
const registry: Screens = {
  'models-many': opened('/models', 'churn-0001'),
  'model-board-many': opened('/models/payments-scorer?tab=board', '@champion', 'Archived'),
  'model-versions-many': opened('/models/payments-scorer?tab=versions', 'nightly-20'),
  'prompt-many': opened('/prompts/assistant', 'Turn 200: shorter by a line'),
};

const large: Screens = {
  home: opened('/', 'Recent runs'),
  experiments: opened('/experiments', 'resnet-sweep'),
  runs: ofSweep(''),
  'runs-sorted': ofSweep("?filter=params.optimizer+%3D+'sgd'&order=-metrics.val/acc"),
  'runs-grouped': ofSweep('?group=params.optimizer,params.lr'),
  'runs-split': drawn(ofSweep('?show=split')),
  'runs-charts': drawn(ofSweep('?show=charts', false)),
  'chart-kinds': async ({ page, engine }) => {
    const experimentId = await experimentIdOf(engine, 'vision/resnet-sweep');
    await page.goto(`/experiments/${experimentId}?view=${await viewOfKinds(engine, experimentId)}`);
    for (const { id } of KINDS)
      await expect(page.locator(`[data-chart="${id}"] canvas`).first()).toBeVisible();
    await expect(page.getByText(/of 3,000 runs|3,000 runs/).first()).toBeVisible();
  },
  compare: async ({ page, engine }) => {
    const experimentId = await experimentIdOf(engine, 'vision/resnet-sweep');
    const names = ['sweep-0000', 'sweep-0120', 'sweep-0240'];
    const runs = await Promise.all(names.map((name) => runIdOf(engine, experimentId, name)));
    await page.goto(`/#/compare-runs?runs=${JSON.stringify(runs)}&experiments=["${experimentId}"]`);
    for (const name of names) await expect(page.getByText(name).first()).toBeVisible();
    await expect(page.getByText(/ points$/).first()).toBeVisible();
  },
  'runs-selected': async (place) => {
    await ofSweep('')(place);
    for (const _ of [1, 2, 3]) {
      await place.page.keyboard.press('j');
      await place.page.keyboard.press('x');
    }
    await expect(place.page.getByText('3 runs selected')).toBeVisible();
  },
  'runs-column-menu': async (place) => {
    await ofSweep('')(place);
    await head(place.page, 'Status')
      .getByRole('button', { name: 'Status', exact: true })
      .click({ button: 'right' });
    await expect(place.page.getByRole('menu')).toBeVisible();
  },
  'run-wide': ofRun('nlp/attention-probe', 'probe-all-heads', '', 'layer_00/head_000/entropy'),
  trash: opened('/trash', 'Empty the trash', 'scratch'),
  disk: opened('/disk', 'Largest first'),
  settings: opened('/settings', 'Versions', 'Theme'),
  palette: async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('Recent runs')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('sweep');
    await expect(page.getByRole('option', { name: 'resnet-sweep' }).first()).toBeVisible();
  },
  keys: async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('Recent runs')).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
};

/** A chart of every kind, three beside each other. */
const KINDS = [
  { id: 'bar', kind: 'bar', metric: 'val/acc', value: 'max' },
  { id: 'scatter', kind: 'scatter', x: 'params.lr', y: 'metrics.val/acc', colour: 'params.optimizer' },
  { id: 'parallel', kind: 'parallel', fields: ['params.lr', 'params.optimizer', 'metrics.val/acc'] },
  { id: 'contour', kind: 'contour', x: 'params.lr', y: 'params.weight_decay', z: 'metrics.val/acc' },
  { id: 'box', kind: 'box', metric: 'val/acc', value: 'last', by: 'params.optimizer', shape: 'box' },
  { id: 'violin', kind: 'box', metric: 'val/acc', value: 'last', by: 'params.lr', shape: 'violin' },
  { id: 'histogram', kind: 'histogram', metric: 'val/acc', over: 'runs' },
  { id: 'spread', kind: 'histogram', metric: 'val/acc', over: 'steps' },
  { id: 'importance', kind: 'importance', metric: 'val/acc', value: 'last' },
] as const;

async function viewOfKinds(engine: Engine, experimentId: string): Promise<string> {
  const charts = {
    charts: Object.fromEntries(KINDS.map((chart) => [chart.id, chart])),
    sections: [{ name: 'Charts', columns: 3, height: 210 }],
    removed: [],
    search: '',
  };
  const { view } = await ownOperation<{ view: { view_id: string } }>(engine, 'views/create', {
    name: 'every kind of chart',
    page: 'runs',
    experiment_ids: [experimentId],
    state: JSON.stringify({ mode: 'charts', charts }),
  });
  return view.view_id;
}

async function ownOperation<Answer>(engine: Engine, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${engine.url}/api/2.0/tidemark/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Answer;
}

async function faults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const isTooWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  return [
    ...serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    ...(isTooWide ? ['The page scrolls sideways.'] : []),
  ];
}

for (const { viewport, colorScheme } of LOOKS)
  for (const [dataSet, screens] of [
    [undefined, empty],
    ['small', small],
    ['large', large],
    ['registry', registry],
  ] as readonly [DataSet | undefined, Screens][])
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, dataSet });

      test(`every page shows its content with ${dataSet ?? 'no'} data`, async ({ page, engine }, info) => {
        test.setTimeout(LIMIT_MS * Object.keys(screens).length);
        for (const [name, open] of Object.entries(screens))
          await test.step(name, async () => {
            await open({ page, engine });
            const file = `${name}-${viewport.width}-${colorScheme}.jpg`;
            const path = isRenewed ? join(folder, file) : info.outputPath(file);
            await page.screenshot({ path, type: 'jpeg', quality: 45, animations: 'disabled' });
            expect.soft(await faults(page), name).toEqual([]);
          });
      });
    });
