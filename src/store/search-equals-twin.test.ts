import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseFilter, parseLoggedModelOrderBy, parseOrderBy, parseRunOrderBy } from '../filter/index.ts';
import { searchExperiments } from './search-experiments.ts';
import { searchLoggedModels } from './search-logged-models.ts';
import { searchModelVersions } from './search-model-versions.ts';
import { searchRegisteredModels } from './search-registered-models.ts';
import { searchRuns } from './search-runs.ts';
import { experimentCases, experimentWorld, naiveExperiments } from './testing/experiment-twin.ts';
import { modelCases, modelWorld, naiveModels } from './testing/logged-model-twin.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { walkPages } from './testing/paging.ts';
import {
  naiveModelVersions,
  naiveRegisteredModels,
  registryCases,
  registryWorld,
} from './testing/registry-twin.ts';
import { naiveRuns, type RunCase, type RunWorld, runCases, runWorld } from './testing/run-twin.ts';

const seed = printedSeed('searches equal their twins');
const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());

/** Counts which plans of run search the statements belong to. */
function countPlans(): Record<'driver' | 'walk' | 'sort', number> {
  const counts = { driver: 0, walk: 0, sort: 0 };
  const prepare = store.database.statement.bind(store.database);
  store.database.statement = (text) => {
    if (/^SELECT r\.id, .* FROM /.test(text)) {
      const plan = text.includes(') d CROSS JOIN runs')
        ? 'driver'
        : text.includes('latest_metrics o0 CROSS')
          ? 'walk'
          : 'sort';
      counts[plan] += 1;
    }
    return prepare(text);
  };
  return counts;
}

const rowsToIds = (world: RunWorld) => new Map([...world.rows].map(([run_id, row]) => [row, run_id]));

function runsBySql(asked: RunCase, limit: (page: number) => number, sizes: readonly number[]): number[] {
  const { experiment_ids, view, filter, order_by } = asked;
  const search = {
    experiment_ids,
    view,
    tree: parseFilter(filter, 'runs'),
    order: parseRunOrderBy(order_by),
  };
  return walkPages(sizes, (after, size, page) =>
    searchRuns(store.database, { ...search, limit: size, after }, limit(page)),
  );
}

test('run search gives the runs that a plain evaluation gives, in the same order, whole and in pages, by every plan', async () => {
  const worlds = await Promise.all([1, 2, 3, 4, 5, 6].map((world) => runWorld(store, world, seed)));
  const plans = countPlans();
  const cases = fc.constantFrom(...worlds).chain((world) => fc.tuple(fc.constant(world), runCases(world)));
  let matched = 0;
  const property = fc.property(cases, ([world, asked]) => {
    const names = rowsToIds(world);
    const expected = naiveRuns(world, asked);
    matched += expected.length;
    const { selective, sizes } = asked;
    const whole = runsBySql(asked, () => selective[0] ?? 0, [1000]);
    expect(whole.map((row) => names.get(row))).toEqual(expected);
    const paged = runsBySql(asked, (page) => selective[page % selective.length] ?? 0, sizes);
    expect(paged).toEqual(whole);
  });
  fc.assert(property, { numRuns: 3000, seed });
  expect(Math.min(plans.driver, plans.walk, plans.sort)).toBeGreaterThan(300);
  expect(matched).toBeGreaterThan(3000);
});

test('experiment search gives the experiments that a plain evaluation gives, in the same order, whole and in pages', async () => {
  const worlds = await Promise.all([1, 2, 3, 4].map((world) => experimentWorld(store, world, seed)));
  const cases = fc
    .constantFrom(...worlds)
    .chain((world) => fc.tuple(fc.constant(world), experimentCases(world)));
  const property = fc.property(cases, ([world, asked]) => {
    const { view, filter, order_by, sizes } = asked;
    const search = {
      workspace: world.workspace,
      view,
      tree: parseFilter(filter, 'experiments'),
      order: parseOrderBy(order_by, 'experiments'),
    };
    const read = (limits: readonly number[]) =>
      walkPages(limits, (after, limit) => searchExperiments(store.database, { ...search, limit, after }));
    expect(read([1000])).toEqual(naiveExperiments(world, asked));
    expect(read(sizes)).toEqual(read([1000]));
  });
  fc.assert(property, { numRuns: 1200, seed });
});

test('logged model search gives the models that a plain evaluation gives, in the same order, whole and in pages', async () => {
  const worlds = await Promise.all([101, 102, 103, 104].map((world) => modelWorld(store, world, seed)));
  const cases = fc.constantFrom(...worlds).chain((world) => fc.tuple(fc.constant(world), modelCases(world)));
  const property = fc.property(cases, ([world, asked]) => {
    const { experiment_ids, filter, datasets, order_by, sizes } = asked;
    const names = new Map([...world.rows].map(([model_id, row]) => [row, model_id]));
    const search = {
      experiment_ids,
      datasets,
      tree: parseFilter(filter, 'logged_models'),
      order: parseLoggedModelOrderBy(order_by),
    };
    const read = (limits: readonly number[]) =>
      walkPages(limits, (after, limit) => searchLoggedModels(store.database, { ...search, limit, after }));
    expect(read([1000]).map((row) => names.get(row))).toEqual(naiveModels(world, asked));
    expect(read(sizes)).toEqual(read([1000]));
  });
  fc.assert(property, { numRuns: 1200, seed });
});

test.each([
  ['registered_models', searchRegisteredModels, naiveRegisteredModels],
  ['model_versions', searchModelVersions, naiveModelVersions],
] as const)(
  'search of %s gives what a plain evaluation gives, prompts where they are asked for, in the same order, whole and in pages',
  async (entity, search, naive) => {
    const base = entity === 'registered_models' ? 0 : 10;
    const worlds = await Promise.all([1, 2, 3, 4].map((world) => registryWorld(store, base + world, seed)));
    const cases = fc.tuple(fc.constantFrom(...worlds), registryCases(entity));
    let matched = 0;
    const property = fc.property(cases, ([world, asked]) => {
      const { filter, order_by, sizes } = asked;
      const { workspace } = world;
      const tree = parseFilter(filter, entity);
      const order = parseOrderBy(order_by, entity);
      const read = (limits: readonly number[]) =>
        walkPages(limits, (after, limit) => search(store.database, { workspace, tree, order, limit, after }));
      const expected = naive(world, asked);
      matched += expected.length;
      expect(read([1000])).toEqual(expected);
      expect(read(sizes)).toEqual(expected);
    });
    fc.assert(property, { numRuns: 1200, seed });
    expect(matched).toBeGreaterThan(1200);
  },
);
