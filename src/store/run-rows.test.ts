import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { RunMetricCell, RunRowData } from '../contract/index.ts';
import { parseFilter, parseRunOrderBy } from '../filter/index.ts';
import type { SortKey } from './order-sql.ts';
import { PARENT_TAG, type RunRowSearch, runRows } from './run-rows.ts';
import { updateRun } from './runs.ts';
import { aChange } from './testing/changes.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { bestOf, naiveRuns, type RunCase, type RunWorld, runCases, runWorld } from './testing/run-twin.ts';
import { BLANK, type SampleRun, storedNumber, storeRun } from './testing/sample-runs.ts';
import { METRIC_KEYS, PARAM_KEYS, TAG_KEYS } from './testing/texts.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
const { database } = store;
const seed = printedSeed('run rows');
const worlds = await Promise.all([1, 2, 3].map((world) => runWorld(store, world, seed)));

interface Columns {
  metric_keys: string[];
  param_keys: string[];
  tag_keys: string[];
}

const some = (keys: readonly string[]) => fc.subarray([...keys, 'never logged']);
const columns: fc.Arbitrary<Columns> = fc.record({
  metric_keys: some(METRIC_KEYS),
  param_keys: some(PARAM_KEYS),
  tag_keys: some([...TAG_KEYS, PARENT_TAG]),
});

const searchOf = ({ experiment_ids, view, filter, order_by }: RunCase, asked: Columns): RunRowSearch => ({
  ...asked,
  experiment_ids,
  view,
  tree: parseFilter(filter, 'runs'),
  order: parseRunOrderBy(order_by),
  limit: 1000,
  after: undefined,
});

/** Every page of a search, its texts parsed. */
function readPages(search: RunRowSearch, sizes: readonly number[]): { rows: RunRowData[]; totals: number[] } {
  const rows: RunRowData[] = [];
  const totals: number[] = [];
  let after: SortKey | undefined;
  do {
    const page = runRows(database, { ...search, limit: sizes[totals.length % sizes.length] ?? 1, after });
    rows.push(...page.rows.map((text) => JSON.parse(text) as RunRowData));
    totals.push(page.total);
    after = page.next;
  } while (after !== undefined);
  return { rows, totals };
}

const NO_COLUMNS: Columns = { metric_keys: [], param_keys: [], tag_keys: [] };
const ALL = { experiment_ids: [], view: 'ALL', filter: '', order_by: [], sizes: [], selective: [] } as const;

const known = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? undefined : value + 0;

function naiveMetric(run: SampleRun, key: string): RunMetricCell | undefined {
  const last = storedNumber(run.metrics[key]);
  if (last === undefined) return undefined;
  const cell = {
    last: known(last),
    min: known(bestOf(run, key, 'min')),
    max: known(bestOf(run, key, 'max')),
    first: known(bestOf(run, key, 'first')),
    step: 0,
    nan: Number.isNaN(last) ? (true as const) : undefined,
  };
  return JSON.parse(JSON.stringify(cell)) as RunMetricCell;
}

function pick<Value>(
  keys: readonly string[],
  valueOf: (key: string) => Value | undefined,
): Record<string, Value> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = valueOf(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function naiveRow(
  run: SampleRun,
  world: RunWorld,
  { experiment_ids, view }: RunCase,
  asked: Columns,
): RunRowData {
  const { run_id, name, experiment_id, user_id, status, start_time, end_time, deleted, tags, params } = run;
  const parent = tags[PARENT_TAG];
  const children = world.runs.filter(
    (other) =>
      other.tags[PARENT_TAG] === run_id &&
      experiment_ids.includes(other.experiment_id) &&
      (view === 'ALL' || other.deleted === (view === 'DELETED_ONLY')),
  );
  return {
    run_id,
    run_name: name,
    experiment_id: `${experiment_id}`,
    user_id,
    status,
    start_time: Number(start_time),
    ...(end_time !== undefined && { end_time: Number(end_time) }),
    lifecycle_stage: deleted ? 'deleted' : 'active',
    ...(parent !== undefined && { parent_run_id: parent }),
    children: children.length,
    metrics: pick(asked.metric_keys, (key) => naiveMetric(run, key)),
    params: pick(asked.param_keys, (key) => params[key]),
    tags: pick(asked.tag_keys, (key) => tags[key]),
  };
}

test('rows are what plain data says, with the asked columns alone, on pages of any size, and each page tells the total', () => {
  const cases = fc
    .constantFrom(...worlds)
    .chain((world) => fc.tuple(fc.constant(world), runCases(world), columns));
  let compared = 0;
  const property = fc.property(cases, ([world, asked, keys]) => {
    const byId = new Map(world.runs.map((run) => [run.run_id, run]));
    const expected = naiveRuns(world, asked).map((id) =>
      naiveRow(byId.get(id) as SampleRun, world, asked, keys),
    );
    const { rows, totals } = readPages(searchOf(asked, keys), asked.sizes);
    expect(rows).toEqual(expected);
    expect(new Set(totals)).toEqual(new Set([expected.length]));
    compared += expected.length;
  });
  fc.assert(property, { numRuns: 600, seed });
  expect(compared).toBeGreaterThan(1000);
});

test('a total that is remembered is counted again after a change', async () => {
  const [world] = worlds;
  const asked = { ...ALL, experiment_ids: world?.experiment_ids ?? [], filter: "status = 'FAILED'" };
  const search = searchOf(asked, NO_COLUMNS);
  const before = runRows(database, search).total;
  const [run] = world?.runs.filter(({ status }) => status !== 'FAILED') ?? [];
  await store.write(() => {
    updateRun(database, world?.rows.get(run?.run_id ?? '') ?? -1, { status: 'FAILED' });
    store.changes.append(aChange(run?.run_id ?? ''));
  });
  expect(runRows(database, search).total).toBe(before + 1);
});

test('times beyond 2^53 stay exact', async () => {
  const [experiment_id = 0] = worlds[0]?.experiment_ids ?? [];
  const start_time = 2n ** 53n + 1n;
  const run: SampleRun = {
    ...BLANK,
    run_id: 'late',
    experiment_id,
    start_time,
    end_time: start_time,
  };
  await store.write(() => storeRun(store, run));
  const { rows } = runRows(
    database,
    searchOf({ ...ALL, experiment_ids: [experiment_id], filter: "run_id = 'late'" }, NO_COLUMNS),
  );
  expect(rows[0]).toContain('"start_time":9007199254740993,"end_time":9007199254740993,');
});
