import fc from 'fast-check';
import {
  type Entity,
  type EntityData,
  evaluate,
  type FilterNode,
  IS_PROMPT_TAG,
  namesPrompts,
  parseFilter,
  parseOrderBy,
  printFilter,
} from '../../filter/index.ts';
import { insertModelVersion, setModelVersionDescription, setModelVersionTag } from '../model-versions.ts';
import { insertRegisteredModel, setRegisteredModelTag, touchRegisteredModel } from '../registered-models.ts';
import type { Store } from '../store.ts';
import { type AttributeValues, filterTrees } from './filter-trees.ts';
import { naiveSort } from './naive-order.ts';
import { someOf } from './sample-runs.ts';
import { TAG_KEYS, TEXTS } from './texts.ts';

interface Sample {
  /** Row number in the database. */
  row: number;
  name: string;
  is_prompt: boolean;
  creation_time: number;
  last_update_time: number;
  tags: Readonly<Record<string, string>>;
}

interface SampleVersion extends Sample {
  version: number;
  run_id: string;
  source: string;
}

/** Registered models of one workspace with their versions, both in the database and as plain data. */
export interface RegistryWorld {
  workspace: string;
  models: readonly Sample[];
  versions: readonly SampleVersion[];
}

const TIMES = [0, 1, 1000, 1001, 1_700_000_000_000] as const;
const RUNS = ['', 'r1', 'r2', 'R1'] as const;

const time = fc.constantFrom(...TIMES);
const version = fc.record({
  creation_time: time,
  last_update_time: time,
  run_id: fc.constantFrom(...RUNS),
  source: fc.constantFrom(...TEXTS),
  tags: someOf(TAG_KEYS, fc.constantFrom(...TEXTS)),
});
const model = fc.record({
  is_prompt: fc.boolean(),
  creation_time: time,
  last_update_time: time,
  tags: someOf(TAG_KEYS, fc.constantFrom(...TEXTS)),
  versions: fc.array(version, { maxLength: 4 }),
});

const samples = fc.tuple(
  fc.shuffledSubarray([...TEXTS], { minLength: 20 }),
  fc.array(model, { minLength: 20, maxLength: 20 }),
);

/** Stores sampled models in a workspace of their own. */
export async function registryWorld(store: Store, world: number, seed: number): Promise<RegistryWorld> {
  const { database } = store;
  const workspace = `registry ${world}`;
  const [[names, made] = [[], []]] = fc.sample(samples, { numRuns: 1, seed: seed + world });
  const models: Sample[] = [];
  const versions: SampleVersion[] = [];
  await store.write(() => {
    for (const [index, { versions: ofModel, ...one }] of made.entries()) {
      const name = names[index] ?? '';
      const { is_prompt, creation_time } = one;
      const row = insertRegisteredModel(database, {
        workspace,
        name,
        is_prompt,
        description: '',
        time: creation_time,
      });
      for (const [key, value] of Object.entries(one.tags)) setRegisteredModelTag(database, row, key, value);
      for (const sample of ofModel) versions.push(storeVersion(store, { ...sample, name, is_prompt }, row));
      touchRegisteredModel(database, row, one.last_update_time);
      models.push({ ...one, row, name });
    }
  });
  return { workspace, models, versions };
}

let made = 0;

function storeVersion(
  { database }: Store,
  sample: Omit<SampleVersion, 'row' | 'version'>,
  ofModel: number,
): SampleVersion {
  made += 1;
  const stored = insertModelVersion(database, {
    version_id: `v${made}`,
    model: ofModel,
    description: undefined,
    user_id: undefined,
    stage: 'None',
    source: sample.source,
    storage_location: sample.source,
    run_id: sample.run_id || undefined,
    run_link: undefined,
    model_id: undefined,
    parent_version: undefined,
    merged_version: undefined,
    time: sample.creation_time,
  });
  setModelVersionDescription(database, stored.id, undefined, sample.last_update_time);
  for (const [key, value] of Object.entries(sample.tags)) setModelVersionTag(database, stored.id, key, value);
  return { ...sample, row: stored.id, version: stored.version };
}

/** A search as text, the way it comes over the wire. */
export interface RegistryCase {
  filter: string;
  order_by: readonly string[];
  sizes: readonly number[];
}

/** Clauses on the tag that marks prompts, alone and beside others. */
function withPrompts(trees: fc.Arbitrary<FilterNode>): fc.Arbitrary<FilterNode> {
  const field = { kind: 'tag', key: IS_PROMPT_TAG } as const;
  const comparator = fc.constantFrom('=', '!=', 'LIKE', 'ILIKE');
  const value = fc.constantFrom('true', 'false', 'TRUE', 'tru%', '');
  const compared = fc
    .tuple(comparator, value)
    .map(([sign, text]) => ({ type: 'compare', field, comparator: sign, value: text, position: 0 }) as const);
  const missing = fc.boolean().map((negated) => ({ type: 'null', field, negated, position: 0 }) as const);
  const clause = fc.oneof<fc.Arbitrary<FilterNode>[]>(compared, compared, missing);
  return fc.oneof(
    { weight: 3, arbitrary: trees },
    { weight: 1, arbitrary: clause },
    {
      weight: 1,
      arbitrary: fc
        .tuple(trees, clause, fc.constantFrom('and' as const, 'or' as const))
        .map(([tree, other, type]): FilterNode => ({ type, children: [tree, other] })),
    },
  );
}

const ATTRIBUTES: Readonly<Record<'registered_models' | 'model_versions', AttributeValues>> = {
  registered_models: { creation_timestamp: TIMES, last_updated_timestamp: TIMES },
  model_versions: {
    version_number: [-1, 0, 1, 2, 2.5, 4],
    run_id: RUNS,
    creation_timestamp: TIMES,
    last_updated_timestamp: TIMES,
  },
};

/** Random searches of a world. */
export function registryCases(entity: 'registered_models' | 'model_versions'): fc.Arbitrary<RegistryCase> {
  const keys = fc.shuffledSubarray(
    entity === 'registered_models'
      ? ['name', 'creation_timestamp', 'last_updated_timestamp']
      : ['name', 'version_number', 'run_id', 'source_path', 'creation_timestamp', 'last_updated_timestamp'],
    { maxLength: 3 },
  );
  const directions = fc.array(fc.constantFrom('', ' ASC', ' desc'), { minLength: 3, maxLength: 3 });
  const trees = withPrompts(filterTrees(entity, ATTRIBUTES[entity]));
  return fc.record({
    filter: fc.option(trees, { nil: undefined, freq: 8 }).map(printFilter),
    order_by: fc.tuple(keys, directions).map(([terms, ways]) => terms.map((key, index) => key + ways[index])),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  });
}

type Attributes<One> = Readonly<Record<string, (one: One) => string | number>>;

const MODEL_ATTRIBUTES: Attributes<Sample> = {
  name: ({ name }) => name,
  creation_timestamp: ({ creation_time }) => creation_time,
  last_updated_timestamp: ({ last_update_time }) => last_update_time,
};
const VERSION_ATTRIBUTES: Attributes<SampleVersion> = {
  ...MODEL_ATTRIBUTES,
  version_number: (one) => one.version,
  run_id: ({ run_id }) => run_id,
  source_path: ({ source }) => source,
};

function dataOf<One extends Sample>(one: One, attributes: Attributes<One>): EntityData {
  return {
    attribute: (name) => attributes[name]?.(one),
    metric: () => undefined,
    param: () => undefined,
    tag: (key) => (key === IS_PROMPT_TAG ? String(one.is_prompt) : one.tags[key]),
  };
}

function naive<One extends Sample>(
  all: readonly One[],
  { filter, order_by }: RegistryCase,
  entity: Entity,
  attributes: Attributes<One>,
  defaults: { first: readonly string[]; ties: readonly string[] },
): number[] {
  const tree = parseFilter(filter, entity);
  const found = all.filter(
    (one) => (namesPrompts(tree) || !one.is_prompt) && evaluate(tree, dataOf(one, attributes)),
  );
  const asked = order_by.length > 0 ? order_by : defaults.first;
  const terms = parseOrderBy(asked, entity);
  const ties = parseOrderBy(defaults.ties, entity);
  const keys = [...terms, ...ties.filter((tie) => !terms.some(({ key }) => key === tie.key))];
  const sorted = naiveSort(
    found,
    keys.map(({ key, ascending }) => ({ cell: (one: One) => attributes[key]?.(one), ascending })),
  );
  return sorted.map(({ row }) => row);
}

/** Row numbers of models in the order a search must give them, found without SQL. */
export const naiveRegisteredModels = ({ models }: RegistryWorld, asked: RegistryCase) =>
  naive(models, asked, 'registered_models', MODEL_ATTRIBUTES, { first: [], ties: ['name'] });

/** The same for versions. */
export const naiveModelVersions = ({ versions }: RegistryWorld, asked: RegistryCase) =>
  naive(versions, asked, 'model_versions', VERSION_ATTRIBUTES, {
    first: ['last_updated_timestamp DESC'],
    ties: ['name', 'version_number DESC'],
  });
