import { afterAll, describe, expect, test } from 'vitest';
import { EncodedColumns, readAggregateColumns } from '../contract/index.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

async function runWith(values: readonly number[]): Promise<string> {
  const run_id = await newRun(engine, { start_time: START });
  const metrics = values.map((value, step) => ({ key: 'loss', value, step, timestamp: START + 10 * step }));
  await engine.call('logBatch', { run_id, metrics });
  return run_id;
}

const [a, b, c] = [await runWith([1, 2, 3]), await runWith([3, 4, 5]), await runWith([8])];
const groups = [
  { name: 'ab', run_ids: [a, b, b] },
  { name: 'all', run_ids: [a, b, c] },
  { name: 'none', run_ids: [] },
];
const ask = { groups, metric_keys: ['loss'] };

test('groups have a row for each x, with the statistics of their members; a run counts once', async () => {
  const { series } = await engine.call('aggregateMetrics', ask);
  expect(series.map(({ rows, ...head }) => head)).toEqual([
    { group: 'ab', metric_key: 'loss', members: 2, points: 6, aligned: 'exact' },
    { group: 'all', metric_key: 'loss', members: 3, points: 7, aligned: 'exact' },
    { group: 'none', metric_key: 'loss', members: 0, points: 0, aligned: 'exact' },
  ]);
  expect(series[0]?.rows).toEqual(
    [0, 1, 2].map((x) => ({
      ...{ x, mean: x + 2, median: x + 2, min: x + 1, max: x + 3 },
      ...{ std: 1, q1: x + 1.5, q3: x + 2.5, count: 2 },
    })),
  );
  expect(series[1]?.rows.map(({ count, max }) => [count, max])).toEqual([
    [3, 8],
    [2, 4],
    [2, 5],
  ]);
});

test('more x than rows are equal widths of the range, at their middles', async () => {
  const { series } = await engine.call('aggregateMetrics', { ...ask, max_buckets: 2, x: 'relative' });
  expect(series[0]).toMatchObject({
    aligned: 'buckets',
    rows: [
      { x: 5, mean: 2, count: 2 },
      { x: 15, mean: 3.5, count: 2 },
    ],
  });
});

test('columns say what JSON says', async () => {
  for (const max_buckets of [1, 2, 100]) {
    const answer = await engine.raw('aggregateMetrics', { ...ask, max_buckets });
    if (!(answer instanceof EncodedColumns)) throw new Error('not in columns');
    const { series } = await engine.call('aggregateMetrics', { ...ask, max_buckets });
    const read = readAggregateColumns(answer.bytes).map(({ columns, rows, ...head }) => ({
      ...head,
      rows: Array.from({ length: rows }, (_, row) =>
        Object.fromEntries(
          Object.entries(columns)
            .map(([name, column]) => [name, column[row]] as const)
            .filter(([, value]) => !Number.isNaN(value)),
        ),
      ),
    }));
    expect(read).toEqual(series);
  }
});

describe('a request is refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);
  test.each([
    ['without groups', { groups: [] }, "'groups'"],
    ['with a group without a name', { groups: [{ run_ids: [a] }] }, "'groups[0].name'"],
    ['with 201 groups', { groups: many(201).map((name) => ({ name, run_ids: [] })) }, 'at most 200 groups'],
    ['with 1001 runs', { groups: [{ name: 'g', run_ids: many(1001) }] }, 'at most 1000 runs'],
    ['without metrics', { metric_keys: [] }, "'metric_keys'"],
    [
      'with more than 2000 series',
      { groups: many(40).map((name) => ({ name, run_ids: [] })), metric_keys: many(51) },
      '2000 series',
    ],
    ['with more rows than 2000', { max_buckets: 1e9 }, "'max_buckets'"],
    ['from NaN', { x_from: 'NaN' }, "'x_from'"],
  ])('%s', async (_, wrong, part) => {
    const refusal = await engine.refusal('aggregateMetrics', { ...ask, ...wrong });
    expect(refusal).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(refusal).toContain(part);
  });

  test('for a run that is not there, naming it', async () => {
    const message = { ...ask, groups: [{ name: 'g', run_ids: [a, 'nobody'] }] };
    expect(await engine.refusal('aggregateMetrics', message)).toBe(
      'RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found.',
    );
  });
});
