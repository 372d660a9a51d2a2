import fc from 'fast-check';
import type { ViewType } from '../../contract/index.ts';
import { type EntityData, evaluate, parseFilter, parseOrderBy, printFilter } from '../../filter/index.ts';
import {
  insertExperiment,
  renameExperiment,
  setExperimentDeleted,
  setExperimentTag,
} from '../experiments.ts';
import type { Store } from '../store.ts';
import { filterTrees } from './filter-trees.ts';
import { naiveSort } from './naive-order.ts';
import { someOf } from './sample-runs.ts';
import { TAG_KEYS, TEXTS } from './texts.ts';

/** An experiment as the test knows it, without any database. */
interface SampleExperiment {
  experiment_id: number;
  name: string;
  creation_time: number;
  last_update_time: number;
  deleted: boolean;
  tags: Readonly<Record<string, string>>;
}

/** Experiments of one workspace, both in the database and as plain data. */
export interface ExperimentWorld {
  workspace: string;
  experiments: readonly SampleExperiment[];
}

const TIMES = [0, 1, 1000, 1001, 1_700_000_000_000] as const;

function sampleExperiments(firstId: number): fc.Arbitrary<SampleExperiment[]> {
  const time = fc.constantFrom(...TIMES);
  const experiment = fc.record({
    creation_time: time,
    last_update_time: time,
    deleted: fc.boolean(),
    tags: someOf(TAG_KEYS, fc.constantFrom(...TEXTS)),
  });
  // Ids of one and of two digits, so that the order of numbers differs from the order of their texts.
  return fc
    .tuple(
      fc.shuffledSubarray([...TEXTS], { minLength: 25 }),
      fc.array(experiment, { minLength: 25, maxLength: 25 }),
    )
    .map(([names, made]) =>
      made.map((one, index) => ({ ...one, name: names[index] ?? '', experiment_id: firstId + index })),
    );
}

/** Stores sampled experiments in a workspace of their own. */
export async function experimentWorld(store: Store, world: number, seed: number): Promise<ExperimentWorld> {
  const workspace = `world ${world}`;
  const [experiments = []] = fc.sample(sampleExperiments(world * 100 - 10), {
    numRuns: 1,
    seed: seed + world,
  });
  await store.write(() => {
    for (const { experiment_id, name, creation_time, last_update_time, deleted, tags } of experiments) {
      const { database } = store;
      insertExperiment(database, {
        experiment_id,
        workspace,
        name,
        artifact_location: '',
        time: creation_time,
      });
      for (const [key, value] of Object.entries(tags)) setExperimentTag(database, experiment_id, key, value);
      if (deleted) setExperimentDeleted(database, experiment_id, true, last_update_time);
      else renameExperiment(database, experiment_id, name, last_update_time);
    }
  });
  return { workspace, experiments };
}

/** A search as text, the way it comes over the wire. */
export interface ExperimentCase {
  view: ViewType;
  filter: string;
  order_by: readonly string[];
  sizes: readonly number[];
}

/** Random searches of a world. */
export function experimentCases({ experiments }: ExperimentWorld): fc.Arbitrary<ExperimentCase> {
  const times = [-1, 999.5, ...TIMES];
  const trees = filterTrees('experiments', {
    name: TEXTS,
    experiment_id: [...experiments.map(({ experiment_id }) => String(experiment_id)), '01', 'x'],
    creation_time: times,
    last_update_time: times,
  });
  const keys = fc.shuffledSubarray(['name', 'experiment_id', 'creation_time', 'last_update_time'], {
    maxLength: 3,
  });
  const directions = fc.array(fc.constantFrom('', ' ASC', ' desc'), { minLength: 3, maxLength: 3 });
  return fc.record({
    view: fc.constantFrom<ViewType>('ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'),
    filter: fc.option(trees, { nil: undefined, freq: 8 }).map(printFilter),
    order_by: fc.tuple(keys, directions).map(([terms, ways]) => terms.map((key, index) => key + ways[index])),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  });
}

function experimentData(experiment: SampleExperiment): EntityData {
  const attributes: Readonly<Record<string, string | number>> = {
    name: experiment.name,
    experiment_id: String(experiment.experiment_id),
    creation_time: experiment.creation_time,
    last_update_time: experiment.last_update_time,
  };
  return {
    attribute: (name) => attributes[name],
    metric: () => undefined,
    param: () => undefined,
    tag: (key) => experiment.tags[key],
  };
}

/** Experiment ids in the order a search must give them, found without SQL. */
export function naiveExperiments({ experiments }: ExperimentWorld, asked: ExperimentCase): number[] {
  const tree = parseFilter(asked.filter, 'experiments');
  const found = experiments.filter(
    (experiment) =>
      (asked.view === 'ALL' || experiment.deleted === (asked.view === 'DELETED_ONLY')) &&
      evaluate(tree, experimentData(experiment)),
  );
  const order = parseOrderBy(asked.order_by, 'experiments');
  const terms = order.length > 0 ? order : [{ key: 'creation_time', ascending: false }];
  const keys = terms.map(({ key, ascending }) => ({
    cell: (experiment: SampleExperiment) => experiment[key as 'name' | 'creation_time'],
    ascending,
  }));
  const byId = {
    cell: (experiment: SampleExperiment) => experiment.experiment_id,
    ascending: order.length === 0,
  };
  return naiveSort(found, [...keys, byId]).map(({ experiment_id }) => experiment_id);
}
