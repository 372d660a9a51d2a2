import fc from 'fast-check';
import { RUN_STATUSES, type ViewType } from '../../contract/index.ts';
import {
  type Best,
  evaluate,
  parseFilter,
  parseRunOrderBy,
  printFilter,
  type RunOrderTerm,
} from '../../filter/index.ts';
import { insertExperiment } from '../experiments.ts';
import type { Store } from '../store.ts';
import { filterTrees } from './filter-trees.ts';
import { type NaiveKey, naiveSort } from './naive-order.ts';
import { numbersOf, runData, type SampleRun, sampleRuns, storeRun, TIMES } from './sample-runs.ts';
import { METRIC_KEYS, PARAM_KEYS, TAG_KEYS, TEXTS } from './texts.ts';

/** Runs of a few experiments, both in the database and as plain data. */
export interface RunWorld {
  experiment_ids: readonly number[];
  runs: readonly SampleRun[];
  /** Row number of each run, by run id. */
  rows: ReadonlyMap<string, number>;
}

/** Stores sampled runs; worlds of other numbers share the database. */
export async function runWorld(store: Store, world: number, seed: number): Promise<RunWorld> {
  const experiment_ids = [1, 2, 3].map((index) => world * 10 + index);
  const [runs = []] = fc.sample(sampleRuns(`w${world}`, experiment_ids, 40), {
    numRuns: 1,
    seed: seed + world,
  });
  const rows = await store.write(() => {
    for (const experiment_id of experiment_ids)
      insertExperiment(store.database, {
        experiment_id,
        workspace: 'default',
        name: `e${experiment_id}`,
        artifact_location: '',
        time: 0,
      });
    return new Map(runs.map((run) => [run.run_id, storeRun(store, run)]));
  });
  return { experiment_ids, runs, rows };
}

/** A search as text, the way it comes over the wire. */
export interface RunCase {
  experiment_ids: readonly number[];
  view: ViewType;
  filter: string;
  order_by: readonly string[];
  sizes: readonly number[];
  /** The threshold between plans, page by page. */
  selective: readonly number[];
}

const orderFields = [
  ...['run_id', 'run_name', 'status', 'user_id', 'artifact_uri', 'start_time', 'end_time'].map((key) => ({
    kind: 'attribute' as const,
    key,
  })),
  ...METRIC_KEYS.map((key) => ({ kind: 'metric' as const, key })),
  ...[...PARAM_KEYS, 'never logged'].map((key) => ({ kind: 'param' as const, key })),
  ...TAG_KEYS.map((key) => ({ kind: 'tag' as const, key })),
];

interface OrderCase {
  field: (typeof orderFields)[number];
  ascending: boolean;
  best: Best | undefined;
}

const metricsFirst = orderFields.filter(({ kind }) => kind === 'metric');

function orderText({ field, ascending, best }: OrderCase): string {
  const written = printFilter({ type: 'null', field, negated: false, position: 0 }).replace(/ IS NULL$/, '');
  const term = best !== undefined && field.kind === 'metric' ? `${best}(${written})` : written;
  return `${term} ${ascending ? 'ASC' : 'DESC'}`;
}

function orders(): fc.Arbitrary<string[]> {
  const term = (fields: typeof orderFields): fc.Arbitrary<OrderCase> =>
    fc.record({
      field: fc.constantFrom(...fields),
      ascending: fc.boolean(),
      best: fc.option(fc.constantFrom<Best>('min', 'max', 'first'), { nil: undefined }),
    });
  return fc
    .tuple(fc.option(term(metricsFirst)), fc.array(term(orderFields), { maxLength: 2 }))
    .map(([first, more]) => [...(first ? [first] : []), ...more])
    .map((terms) =>
      terms.filter((one, index) => terms.findIndex(({ field }) => field === one.field) === index),
    )
    .map((terms) => terms.map(orderText));
}

/** Random searches of a world. */
export function runCases(world: RunWorld): fc.Arbitrary<RunCase> {
  const times = [-1, 999, 1000.5, ...TIMES.map(Number)];
  const trees = filterTrees('runs', {
    run_id: world.runs.map(({ run_id }) => run_id),
    artifact_uri: world.runs.map(({ run_id }) => `mlflow-artifacts:/${run_id}`),
    status: [...Object.keys(RUN_STATUSES), 'finished'],
    run_name: TEXTS,
    start_time: times,
    end_time: times,
  });
  const one = fc.constantFrom(...world.experiment_ids).map((id) => [id]);
  return fc.record({
    experiment_ids: fc.oneof(
      { weight: 2, arbitrary: one },
      fc.array(fc.constantFrom(...world.experiment_ids, 7_777_777), { maxLength: 4 }),
    ),
    view: fc.constantFrom<ViewType>('ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'),
    filter: fc.option(trees, { nil: undefined, freq: 8 }).map(printFilter),
    order_by: orders(),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    selective: fc.array(fc.constantFrom(0, 1, 4, 2000), { minLength: 1, maxLength: 3 }),
  });
}

/** NaN where nothing else was logged; undefined where nothing was. */
export function bestOf(run: SampleRun, key: string, best: Best): number | undefined {
  const numbers = numbersOf(run, key);
  if (numbers === undefined) return undefined;
  if (best === 'first') return numbers[0] ?? Number.NaN;
  return numbers.length === 0 ? Number.NaN : Math[best](...numbers);
}

function keyOf({ kind, key, ascending, best }: RunOrderTerm): NaiveKey<SampleRun> {
  if (best !== undefined) return { cell: (run) => bestOf(run, key, best), ascending };
  if (kind === 'metric') return { cell: (run) => runData(run).metric(key) as number | undefined, ascending };
  if (kind === 'param') return { cell: (run) => run.params[key], ascending };
  if (kind === 'tag') return { cell: (run) => run.tags[key], ascending };
  if (key === 'artifact_uri') return { cell: (run) => runData(run).attribute(key), ascending };
  const name = key === 'run_name' ? 'name' : key;
  return { cell: (run) => run[name as 'name' | 'start_time'], ascending };
}

/** Run ids in the order a search must give them, found without SQL. */
export function naiveRuns(world: RunWorld, { experiment_ids, view, filter, order_by }: RunCase): string[] {
  const tree = parseFilter(filter, 'runs');
  const found = world.runs.filter(
    (run) =>
      experiment_ids.includes(run.experiment_id) &&
      (view === 'ALL' || run.deleted === (view === 'DELETED_ONLY')) &&
      evaluate(tree, runData(run)),
  );
  const keys = parseRunOrderBy(order_by).map(keyOf);
  keys.push(
    { cell: (run) => run.start_time, ascending: false },
    { cell: (run) => run.run_id, ascending: true },
  );
  return naiveSort(found, keys).map(({ run_id }) => run_id);
}
