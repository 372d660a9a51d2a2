import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Field, parseFilter } from '../filter/index.ts';
import { insertExperiment } from './experiments.ts';
import { runGroups } from './run-groups.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { naiveRuns, runCases, runWorld } from './testing/run-twin.ts';
import { BLANK, runData, type SampleRun, storedNumber, storeRun } from './testing/sample-runs.ts';
import { METRIC_KEYS, PARAM_KEYS, TAG_KEYS } from './testing/texts.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
const { database } = store;
const seed = printedSeed('run groups');
const worlds = await Promise.all([1, 2, 3].map((world) => runWorld(store, world, seed)));

const fields: fc.Arbitrary<Field[]> = fc.uniqueArray(
  fc.constantFrom<Field>(
    ...PARAM_KEYS.map((key) => ({ kind: 'param' as const, key })),
    ...TAG_KEYS.map((key) => ({ kind: 'tag' as const, key })),
    ...['status', 'user_id', 'run_name'].map((key) => ({ kind: 'attribute' as const, key })),
    { kind: 'param', key: 'never logged' },
  ),
  { minLength: 1, maxLength: 3 },
);

function valueOf(run: SampleRun, { kind, key }: Field): string | null {
  const data = runData(run);
  const value =
    kind === 'attribute' ? data.attribute(key) : kind === 'param' ? run.params[key] : run.tags[key];
  return (value as string | undefined) ?? null;
}

function naiveGroups(runs: readonly SampleRun[], by: readonly Field[]): Map<string, SampleRun[]> {
  return Map.groupBy(runs, (run) => JSON.stringify(by.map((field) => valueOf(run, field))));
}

const numbersOf = (runs: readonly SampleRun[], key: string) =>
  runs.flatMap((run) => storedNumber(run.metrics[key]) ?? []).filter((value) => !Number.isNaN(value));

test('groups hold the runs that plain data puts together, largest first, with the range of their latest numbers', () => {
  const cases = fc
    .constantFrom(...worlds)
    .chain((world) => fc.tuple(fc.constant(world), runCases(world), fields));
  let compared = 0;
  const property = fc.property(cases, ([world, asked, by]) => {
    const byId = new Map(world.runs.map((run) => [run.run_id, run]));
    const newest = naiveRuns(world, { ...asked, order_by: [] }).map((id) => byId.get(id) as SampleRun);
    const expected = naiveGroups(newest, by);
    const { experiment_ids, view, filter } = asked;
    const tree = parseFilter(filter, 'runs');
    const search = { experiment_ids, view, tree, fields: by, metric_keys: METRIC_KEYS, limit: 500 };
    const { groups, total } = runGroups(database, search);
    expect(total).toBe(expected.size);
    expect(groups.map(({ runs }) => runs)).toEqual(groups.map(({ runs }) => runs).toSorted((a, b) => b - a));
    for (const group of groups) {
      const runs = expected.get(JSON.stringify(group.values)) ?? [];
      expect(group.run_ids).toEqual(runs.map(({ run_id }) => run_id));
      for (const key of METRIC_KEYS) {
        const numbers = numbersOf(runs, key);
        const { min, max, count } = group.metrics[key] ?? { min: undefined, max: undefined, count: 0 };
        const range =
          numbers.length === 0
            ? [undefined, undefined]
            : [Math.min(...numbers) + 0, Math.max(...numbers) + 0];
        expect([min, max, count]).toEqual([...range, numbers.length]);
      }
    }
    compared += groups.length;
  });
  fc.assert(property, { numRuns: 1500, seed });
  expect(compared).toBeGreaterThan(500);
});

async function oneGroup(values: readonly number[]) {
  const experiment_id = 1000 + Number(database.value('SELECT count(*) FROM experiments'));
  await store.write(() => {
    insertExperiment(database, {
      experiment_id,
      workspace: 'default',
      name: `e${experiment_id}`,
      artifact_location: '',
      time: 0,
    });
    for (const [index, acc] of values.entries())
      storeRun(store, {
        ...BLANK,
        experiment_id,
        run_id: `${experiment_id}-${index}`,
        start_time: index,
        metrics: { acc },
      });
  });
  const search = {
    experiment_ids: [experiment_id],
    view: 'ALL',
    tree: undefined,
    metric_keys: ['acc'],
    limit: 1,
  } as const;
  return runGroups(database, { ...search, fields: [{ kind: 'attribute', key: 'status' }] }).groups[0];
}

test('mean and standard deviation are those of a sample, also where the numbers are far from 0; NaN is left out', async () => {
  const metrics = (await oneGroup([1e9 + 4, 1e9 + 7, Number.NaN, 1e9 + 13, 1e9 + 16]))?.metrics['acc'];
  expect(metrics).toEqual({ mean: 1e9 + 10, min: 1e9 + 4, max: 1e9 + 16, std: Math.sqrt(30), count: 4 });
  expect((await oneGroup([3]))?.metrics['acc']).toEqual({ mean: 3, min: 3, max: 3, std: 0, count: 1 });
});

test('numbers at the ends of the doubles give finite summaries, which JSON can hold', async () => {
  const summary = (await oneGroup([Number.MAX_VALUE, -Number.MAX_VALUE, Number.POSITIVE_INFINITY]))?.metrics[
    'acc'
  ];
  expect(Object.values(summary ?? {}).every(Number.isFinite)).toBe(true);
});

test('a group names its newest 100 runs and counts all', async () => {
  const group = await oneGroup(Array.from({ length: 130 }, () => 1));
  expect([group?.runs, group?.run_ids.length, group?.run_ids[0]?.split('-')[1]]).toEqual([130, 100, '129']);
});
