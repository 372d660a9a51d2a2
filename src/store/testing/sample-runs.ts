import fc from 'fast-check';
import { type Int64, RUN_STATUSES, type RunStatus } from '../../contract/index.ts';
import type { EntityData } from '../../filter/index.ts';
import { insertDatasetInput } from '../inputs.ts';
import { cleanValue, insertPoints } from '../metrics.ts';
import { insertParam } from '../params.ts';
import { PARENT_TAG } from '../run-rows.ts';
import { insertRun, setRunDeleted, updateRun } from '../runs.ts';
import type { Store } from '../store.ts';
import { setTag } from '../tags.ts';
import { METRIC_KEYS, NUMBERS, PARAM_KEYS, TAG_KEYS, TEXTS } from './texts.ts';

type Texts = Readonly<Record<string, string>>;

/** A run as the test knows it, without any database. */
export interface SampleRun {
  run_id: string;
  experiment_id: number;
  name: string;
  user_id: string;
  status: RunStatus;
  start_time: Int64;
  end_time?: Int64;
  deleted: boolean;
  /** The latest values. */
  metrics: Readonly<Record<string, number>>;
  /** Values before the latest, oldest first. */
  earlier?: Readonly<Record<string, readonly number[]>>;
  params: Texts;
  tags: Texts;
  datasets: readonly { name: string; digest: string; context?: string }[];
}

/** A run with nothing in it. */
export const BLANK: SampleRun = {
  run_id: '',
  experiment_id: 1,
  name: '',
  user_id: '',
  status: 'RUNNING',
  start_time: 0,
  deleted: false,
  metrics: {},
  params: {},
  tags: {},
  datasets: [],
};

/** Some collide, some are beyond 2^53 (yet doubles, so that a filter's number can equal them). */
export const TIMES: readonly Int64[] = [
  0,
  1,
  1000,
  1000,
  1001,
  1_700_000_000_000,
  2n ** 53n,
  2n ** 53n + 2n,
  2n ** 60n,
];

const text = fc.constantFrom(...TEXTS);
const number = fc.constantFrom(...NUMBERS, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);

/** Each key is there or missing. */
export function someOf<Value>(
  keys: readonly string[],
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<Record<string, Value>> {
  const entry = fc.tuple(fc.constantFrom(...keys), value);
  return fc.uniqueArray(entry, { maxLength: keys.length, selector: ([key]) => key }).map(Object.fromEntries);
}

const dataset = fc.record(
  { name: fc.constantFrom('iris', 'Iris', 'a%'), digest: fc.constantFrom('', '9', 'ab'), context: text },
  { requiredKeys: ['name', 'digest'] },
);

/** Runs with ids of their own, spread over the experiments. */
export function sampleRuns(prefix: string, experimentIds: readonly number[], count: number) {
  const run = fc.record(
    {
      experiment_id: fc.constantFrom(...experimentIds),
      name: text,
      user_id: text,
      status: fc.constantFrom(...(Object.keys(RUN_STATUSES) as RunStatus[])),
      start_time: fc.constantFrom(...TIMES),
      end_time: fc.constantFrom(...TIMES),
      deleted: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
      metrics: someOf(METRIC_KEYS, number),
      earlier: someOf(METRIC_KEYS, fc.array(number, { maxLength: 3 })),
      params: someOf(PARAM_KEYS, text),
      tags: someOf(TAG_KEYS, text),
      datasets: fc.uniqueArray(dataset, {
        maxLength: 3,
        selector: ({ name, digest }) => `${name} ${digest}`,
      }),
    },
    {
      noNullPrototype: true,
      requiredKeys: [
        'experiment_id',
        'name',
        'user_id',
        'status',
        'start_time',
        'deleted',
        'metrics',
        'earlier',
        'params',
        'tags',
        'datasets',
      ],
    },
  );
  return fc
    .array(run, { minLength: count, maxLength: count })
    .map((runs) => runs.map((made, index) => withParent(made, prefix, index)));
}

/** Every third run is the child of one before it. */
function withParent(made: Omit<SampleRun, 'run_id'>, prefix: string, index: number): SampleRun {
  const parent = index % 3 === 2 ? { [PARENT_TAG]: `${prefix}r${Math.floor(index / 8)}` } : {};
  return { ...made, run_id: `${prefix}r${index}`, tags: { ...made.tags, ...parent } };
}

/** The numbers of a metric's history, oldest first; undefined where it was never logged. */
export function numbersOf({ metrics, earlier }: SampleRun, key: string): number[] | undefined {
  const last = metrics[key];
  if (last === undefined) return undefined;
  return [...(earlier?.[key] ?? []), last].map(storedNumber).filter((value) => !Number.isNaN(value));
}

/** Stores a run and returns its row number. Call within a write. */
export function storeRun({ database, names }: Store, run: SampleRun): number {
  const id = insertRun(database, { ...run, artifact_uri: `mlflow-artifacts:/${run.run_id}` });
  updateRun(database, id, { end_time: run.end_time });
  const points = Object.entries(run.metrics).flatMap(([key, last]) =>
    [...(run.earlier?.[key] ?? []), last].map((value, index, { length }) => ({
      key: names.intern(key),
      step: index + 1 - length,
      timestamp: 0,
      ...cleanValue(value),
    })),
  );
  insertPoints(database, { id, experiment_id: run.experiment_id }, points);
  for (const [key, value] of Object.entries(run.params)) insertParam(database, id, names.intern(key), value);
  for (const [key, value] of Object.entries(run.tags)) setTag(database, id, names.intern(key), value);
  for (const { context, ...known } of run.datasets) {
    const tags = context === undefined ? [] : [{ key: 'mlflow.data.context', value: context }];
    insertDatasetInput(
      database,
      { id, experiment_id: run.experiment_id },
      { ...known, source_type: '', source: '' },
      tags,
    );
  }
  if (run.deleted) setRunDeleted(database, id, true, 0);
  return id;
}

/** A value as it is stored: infinities are clamped to the largest double. */
export function storedNumber<Value extends number | undefined>(value: Value): Value | number {
  if (value === undefined || Number.isNaN(value)) return value;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** What a filter may ask of the run. */
export function runData(run: SampleRun): EntityData {
  const attributes: Readonly<Record<string, string | number | undefined>> = {
    run_id: run.run_id,
    run_name: run.name === '' ? undefined : run.name,
    status: run.status,
    user_id: run.user_id,
    artifact_uri: `mlflow-artifacts:/${run.run_id}`,
    start_time: Number(run.start_time),
    end_time: run.end_time === undefined ? undefined : Number(run.end_time),
  };
  return {
    attribute: (name) => attributes[name],
    metric: (key) => storedNumber(run.metrics[key]),
    param: (key) => run.params[key],
    tag: (key) => run.tags[key],
    datasets: run.datasets,
  };
}
