import fc from 'fast-check';
import {
  type EntityData,
  evaluate,
  type LoggedModelOrderBy,
  type LoggedModelOrderTerm,
  parseFilter,
  parseLoggedModelOrderBy,
  printFilter,
} from '../../filter/index.ts';
import { insertExperiment } from '../experiments.ts';
import {
  insertLoggedModel,
  insertLoggedModelParam,
  setLoggedModelDeleted,
  setLoggedModelStatus,
  setLoggedModelTag,
} from '../logged-models.ts';
import { cleanValue, insertModelPoints } from '../metrics.ts';
import { insertRun } from '../runs.ts';
import type { Store } from '../store.ts';
import { filterTrees } from './filter-trees.ts';
import { type NaiveKey, naiveSort } from './naive-order.ts';
import { someOf, storedNumber } from './sample-runs.ts';
import { METRIC_KEYS, NUMBERS, PARAM_KEYS, TAG_KEYS, TEXTS } from './texts.ts';

const STATUSES = ['LOGGED_MODEL_PENDING', 'LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED'] as const;
const TIMES = [0, 1, 1000, 1001, 1_700_000_000_000] as const;
const NAMES = ['iris', 'Iris', ''] as const;
const DIGESTS = ['', '1', '2'] as const;

interface SamplePoint {
  key: string;
  step: number;
  timestamp: number;
  value: number;
  dataset_name: string;
  dataset_digest: string;
}

/** A logged model as the test knows it, without any database. */
interface SampleModel {
  model_id: string;
  experiment_id: number;
  name: string;
  model_type?: string;
  source_run_id?: string;
  status: (typeof STATUSES)[number];
  creation_timestamp: number;
  last_updated_timestamp: number;
  deleted: boolean;
  params: Readonly<Record<string, string>>;
  tags: Readonly<Record<string, string>>;
  points: readonly SamplePoint[];
}

/** Logged models of two experiments, both in the database and as plain data. */
export interface ModelWorld {
  experiment_ids: readonly number[];
  models: readonly SampleModel[];
  /** Row number of each model, by model id. */
  rows: ReadonlyMap<string, number>;
}

const text = fc.constantFrom(...TEXTS);
const time = fc.constantFrom(...TIMES);
const point: fc.Arbitrary<SamplePoint> = fc.record({
  key: fc.constantFrom(...METRIC_KEYS),
  step: fc.constantFrom(0, 1),
  timestamp: fc.constantFrom(0, 1),
  value: fc.constantFrom(...NUMBERS, Number.NaN, Number.POSITIVE_INFINITY),
  dataset_name: fc.constantFrom(...NAMES),
  dataset_digest: fc.constantFrom(...DIGESTS),
});

function sampleModels(world: number, experimentIds: readonly number[]): fc.Arbitrary<SampleModel[]> {
  const model = fc.record(
    {
      experiment_id: fc.constantFrom(...experimentIds),
      name: text,
      model_type: text,
      source_run_id: text,
      status: fc.constantFrom(...STATUSES),
      creation_timestamp: time,
      last_updated_timestamp: time,
      deleted: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
      params: someOf(PARAM_KEYS, text),
      tags: someOf(TAG_KEYS, text),
      points: fc.uniqueArray(point, {
        maxLength: 12,
        selector: ({ value, ...place }) => JSON.stringify(Object.values(place)),
      }),
    },
    {
      requiredKeys: [
        'experiment_id',
        'name',
        'status',
        'creation_timestamp',
        'last_updated_timestamp',
        'deleted',
        'params',
        'tags',
        'points',
      ],
    },
  );
  return fc
    .array(model, { minLength: 30, maxLength: 30 })
    .map((models) => models.map((one, index) => ({ ...one, model_id: `m-${world}-${index}` })));
}

function storeModel({ database, names }: Store, model: SampleModel, run: number): number {
  const { model_id, experiment_id, name, model_type, source_run_id, creation_timestamp } = model;
  const id = insertLoggedModel(database, {
    model_id,
    experiment_id,
    name,
    artifact_uri: '',
    model_type,
    source_run_id,
    time: creation_timestamp,
  });
  setLoggedModelStatus(database, id, model.status, model.last_updated_timestamp);
  for (const [key, value] of Object.entries(model.params))
    insertLoggedModelParam(database, id, names.intern(key), value);
  for (const [key, value] of Object.entries(model.tags))
    setLoggedModelTag(database, id, names.intern(key), value);
  insertModelPoints(
    database,
    model.points.map((one) => ({
      ...one,
      ...cleanValue(one.value),
      key: names.intern(one.key),
      model: id,
      run,
    })),
  );
  if (model.deleted) setLoggedModelDeleted(database, id, model.last_updated_timestamp);
  return id;
}

/** Stores sampled logged models; worlds of other numbers share the database. */
export async function modelWorld(store: Store, world: number, seed: number): Promise<ModelWorld> {
  const experiment_ids = [world * 10 + 1, world * 10 + 2];
  const [models = []] = fc.sample(sampleModels(world, experiment_ids), { numRuns: 1, seed: seed + world });
  const rows = await store.write(() => {
    const { database } = store;
    for (const experiment_id of experiment_ids)
      insertExperiment(database, {
        experiment_id,
        workspace: 'models',
        name: `${experiment_id}`,
        artifact_location: '',
        time: 0,
      });
    const run = insertRun(database, {
      run_id: `model-world-${world}`,
      experiment_id: world * 10 + 1,
      name: '',
      user_id: '',
      status: 'RUNNING',
      start_time: 0,
      artifact_uri: '',
    });
    return new Map(models.map((model) => [model.model_id, storeModel(store, model, run)]));
  });
  return { experiment_ids, models, rows };
}

/** A search the way it comes over the wire. */
export interface ModelCase {
  experiment_ids: readonly number[];
  filter: string;
  datasets: readonly { name: string; digest: string | undefined }[];
  order_by: readonly LoggedModelOrderBy[];
  sizes: readonly number[];
}

const metricOrder: fc.Arbitrary<LoggedModelOrderBy> = fc
  .record({
    field_name: fc.constantFrom(...METRIC_KEYS, 'never logged').map((key) => `metrics.${key}`),
    ascending: fc.option(fc.boolean(), { nil: undefined }),
    dataset_name: fc.constantFrom(...NAMES),
    dataset_digest: fc.constantFrom(...DIGESTS),
  })
  .map((term) => (term.dataset_name === '' ? { ...term, dataset_digest: undefined } : term));

const attributeOrder: fc.Arbitrary<LoggedModelOrderBy> = fc.record({
  field_name: fc.constantFrom(
    'name',
    'model_id',
    'model_type',
    'status',
    'source_run_id',
    'creation_timestamp',
    'last_updated_timestamp',
  ),
  ascending: fc.boolean(),
});

/** Random searches of a world. */
export function modelCases(world: ModelWorld): fc.Arbitrary<ModelCase> {
  const times = [-1, 999.5, ...TIMES];
  const trees = filterTrees('logged_models', {
    model_id: world.models.map(({ model_id }) => model_id),
    status: ['READY', 'PENDING', 'UPLOAD_FAILED', 'ready', 'LOGGED_MODEL_READY'],
    creation_timestamp: times,
    last_updated_timestamp: times,
  });
  return fc.record({
    experiment_ids: fc.subarray([...world.experiment_ids], { minLength: 1 }),
    filter: fc.option(trees, { nil: undefined, freq: 8 }).map(printFilter),
    datasets: fc.array(
      fc.record({ name: fc.constantFrom(...NAMES), digest: fc.constantFrom(undefined, ...DIGESTS) }),
      { maxLength: 2 },
    ),
    order_by: fc.uniqueArray(fc.oneof(metricOrder, attributeOrder), {
      maxLength: 3,
      selector: ({ ascending, ...field }) => JSON.stringify(field),
    }),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  });
}

function onDataset(one: SamplePoint, dataset: { name: string; digest?: string | undefined }): boolean {
  return (
    one.dataset_name === dataset.name &&
    (dataset.digest === undefined || one.dataset_digest === dataset.digest)
  );
}

function attributeOf(model: SampleModel, name: string): string | number | undefined {
  if (name === 'status') return model.status.replace('LOGGED_MODEL_', '');
  return model[name as 'name' | 'creation_timestamp'];
}

function modelData(model: SampleModel, datasets: ModelCase['datasets']): EntityData {
  const points = model.points.filter(
    (one) => datasets.length === 0 || datasets.some((dataset) => onDataset(one, dataset)),
  );
  return {
    attribute: (name) => attributeOf(model, name),
    metric: (key) => points.filter((one) => one.key === key).map(({ value }) => storedNumber(value) ?? 0),
    param: (key) => model.params[key],
    tag: (key) => model.tags[key],
  };
}

const compared = ({ value }: SamplePoint) => (Number.isNaN(value) ? 0 : (storedNumber(value) ?? 0));

/** The greatest (step, timestamp, value) of a metric, NaN counting as 0 and yielding to a 0. */
function latest({ points }: SampleModel, { key, dataset }: LoggedModelOrderTerm): number | undefined {
  const own = points.filter((one) => one.key === key && (dataset === undefined || onDataset(one, dataset)));
  const [last] = own.toSorted(
    (a, b) =>
      b.step - a.step ||
      b.timestamp - a.timestamp ||
      compared(b) - compared(a) ||
      Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)),
  );
  return storedNumber(last?.value);
}

function keyOf(term: LoggedModelOrderTerm): NaiveKey<SampleModel> {
  const { kind, key, ascending } = term;
  return { cell: (model) => (kind === 'metric' ? latest(model, term) : attributeOf(model, key)), ascending };
}

/** Model ids in the order a search must give them, found without SQL. */
export function naiveModels(world: ModelWorld, asked: ModelCase): string[] {
  const tree = parseFilter(asked.filter, 'logged_models');
  const found = world.models.filter(
    (model) =>
      !model.deleted &&
      asked.experiment_ids.includes(model.experiment_id) &&
      evaluate(tree, modelData(model, asked.datasets)),
  );
  const keys = parseLoggedModelOrderBy(asked.order_by).map(keyOf);
  keys.push(
    { cell: (model) => model.creation_timestamp, ascending: false },
    { cell: (model) => model.model_id, ascending: true },
  );
  return naiveSort(found, keys).map(({ model_id }) => model_id);
}
