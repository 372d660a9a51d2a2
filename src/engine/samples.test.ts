import { afterAll, describe, expect, test } from 'vitest';
import { EncodedColumns } from '../contract/index.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

type Value = number | 'NaN' | 'Infinity' | '-Infinity';

async function runWith(values: readonly Value[], key = 'loss'): Promise<string> {
  const run_id = await newRun(engine, { start_time: START });
  const metrics = values.map((value, step) => ({ key, value, step, timestamp: START + 10 * step }));
  for (let from = 0; from < metrics.length; from += 1000)
    await engine.send('logBatch', { run_id, metrics: metrics.slice(from, from + 1000) });
  return run_id;
}

const run = await runWith([4, 'NaN', 2, 'Infinity', 1, '-Infinity', 8]);
const long = await runWith(Array.from({ length: 3000 }, (_, step) => step % 7));
const ask = { run_ids: [run], metric_keys: ['loss'] };

describe('a sample', () => {
  test('in so few points is each of them, NaN and infinities told apart', async () => {
    const { series } = await engine.call('sampleMetrics', ask);
    const nothing = { count: 1, nans: 0, positive_infinities: 0, negative_infinities: 0 };
    const place = (step: number) => ({ x_first: step, x_last: step });
    const point = (step: number, value: number) => ({
      ...place(step),
      ...{ first: value, last: value, min: value, max: value },
      ...nothing,
    });
    expect(series).toEqual([
      {
        ...{ run_id: run, metric_key: 'loss', points: 7, shown: 7, exact: true },
        buckets: [
          point(0, 4),
          { ...place(1), ...nothing, nans: 1 },
          point(2, 2),
          { ...place(3), ...nothing, positive_infinities: 1 },
          point(4, 1),
          { ...place(5), ...nothing, negative_infinities: 1 },
          point(6, 8),
        ],
      },
    ]);
  });

  test('over a part of the steps says how many points lie in it', async () => {
    const { series } = await engine.call('sampleMetrics', { ...ask, x_from: 1.5, x_to: 4, max_buckets: 1 });
    expect(series[0]).toMatchObject({ points: 7, shown: 3, exact: false });
    expect(series[0]?.buckets).toEqual([
      {
        ...{ x_first: 2, x_last: 4, first: 2, last: 1, min: 1, max: 2 },
        ...{ count: 3, nans: 0, positive_infinities: 1, negative_infinities: 0 },
      },
    ]);
  });

  test('lies along wall time, the time since the start, or another metric', async () => {
    await engine.call('logBatch', {
      run_id: run,
      metrics: [0, 1, 2].map((step) => ({ key: 'epoch', value: 5 - step, step, timestamp: START })),
    });
    const xs = async (message: object) => {
      const { series } = await engine.call('sampleMetrics', { ...ask, ...message });
      return series[0]?.buckets.map(({ x_first }) => x_first);
    };
    expect(await xs({ x: 'wall', x_to: START + 20 })).toEqual([START, START + 10, START + 20]);
    expect(await xs({ x: 'relative', x_from: 30 })).toEqual([30, 40, 50, 60]);
    expect(await xs({ x: 'metric', x_metric_key: 'epoch' })).toEqual([3, 4, 5]);
    expect(await xs({ x: 'metric', x_metric_key: 'nobody logged this' })).toEqual([]);
  });

  test('has a series for each run and metric, once each, those without points too', async () => {
    const { series } = await engine.call('sampleMetrics', {
      run_ids: [long, run, long],
      metric_keys: ['loss', 'nobody'],
      max_buckets: 100,
    });
    expect(
      series.map(({ run_id, metric_key, points, buckets }) => [run_id, metric_key, points, buckets.length]),
    ).toEqual([
      [long, 'loss', 3000, 100],
      [long, 'nobody', 0, 0],
      [run, 'loss', 7, 7],
      [run, 'nobody', 0, 0],
    ]);
  });

  test('of a deleted run can still be read', async () => {
    const gone = await runWith([1, 2]);
    await engine.call('deleteRun', { run_id: gone });
    const { series } = await engine.call('sampleMetrics', { ...ask, run_ids: [gone] });
    expect(series[0]?.points).toBe(2);
  });
});

/** The series of an answer in columns, read by what the contract says of the bytes and nothing else. */
function decode(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = 4 + view.getUint32(0, true);
  const { series } = JSON.parse(Buffer.from(bytes.subarray(4, start)).toString());
  return series.map(
    ({
      columns,
      ...head
    }: {
      columns: Record<string, { type: string; offset: number }>;
      buckets: number;
      exact: boolean;
    }) => ({
      head,
      column: (name: string, row: number): number | undefined => {
        const place = columns[name];
        if (place === undefined) return undefined;
        return place.type === 'f64'
          ? view.getFloat64(start + place.offset + 8 * row, true)
          : view.getUint32(start + place.offset + 4 * row, true);
      },
    }),
  );
}

test('columns say what JSON says', async () => {
  const other = await runWith(Array.from({ length: 900 }, (_, step) => (step % 3 === 0 ? 'NaN' : step / 3)));
  for (const max_buckets of [1, 7, 50, 2000])
    for (const x of ['step', 'wall', 'relative'] as const) {
      const request = {
        run_ids: [run, long, other],
        metric_keys: ['loss', 'nobody'],
        max_buckets,
        x,
        x_from: 3,
      };
      const answer = await engine.raw('sampleMetrics', request);
      if (!(answer instanceof EncodedColumns)) throw new Error('not in columns');
      const { series } = await engine.call('sampleMetrics', request);
      const read = decode(answer.bytes).map(({ head, column }: ReturnType<typeof decode>[number]) => ({
        ...head,
        buckets: Array.from({ length: head.buckets }, (_, row) => {
          const [at, value] = [column('x_first', row), column('last', row)];
          const values = {
            x_first: at,
            x_last: head.exact ? at : column('x_last', row),
            ...Object.fromEntries(
              ['first', 'last', 'min', 'max'].map((name) => [name, head.exact ? value : column(name, row)]),
            ),
          };
          return {
            ...Object.fromEntries(Object.entries(values).filter(([, one]) => !Number.isNaN(one))),
            count: head.exact ? 1 : column('count', row),
            nans: column('nans', row) ?? 0,
            positive_infinities: column('positive_infinities', row) ?? 0,
            negative_infinities: column('negative_infinities', row) ?? 0,
          };
        }),
      }));
      expect(series.some(({ buckets }) => buckets.length > 0)).toBe(true);
      expect(read).toEqual(series);
    }
});

describe('a request is refused', () => {
  const many = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `${name}${index}`);
  test.each([
    ['without runs', { run_ids: [] }, "'run_ids'"],
    ['without metrics', { metric_keys: undefined }, "'metric_keys'"],
    ['with 501 runs', { run_ids: many(501, 'r') }, 'at most 500 runs'],
    ['with 101 metrics', { metric_keys: many(101, 'm') }, 'at most 100 metric keys'],
    ['with no buckets', { max_buckets: 0 }, "'max_buckets'"],
    ['with more buckets than 2000', { max_buckets: 2001 }, "'max_buckets'"],
    ['with buckets beyond 32 bits', { max_buckets: 2 ** 40 }, "'max_buckets'"],
    ['from NaN', { x_from: 'NaN' }, "'x_from'"],
    ['to NaN', { x_to: 'NaN' }, "'x_to'"],
    ['with ends in the wrong order', { x_from: 2, x_to: 1 }, "'x_to' (1)"],
    ['along a metric without its name', { x: 'metric' }, "'x_metric_key'"],
    ['with the name of a metric along something else', { x_metric_key: 'epoch' }, "'x_metric_key'"],
    ['along something else', { x: 'moon' }, "'x'"],
  ])('%s', async (_, wrong, part) => {
    const refusal = await engine.refusal('sampleMetrics', { ...ask, ...wrong });
    expect(refusal).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(refusal).toContain(part);
  });

  test('for a run that is not there, naming it', async () => {
    expect(await engine.refusal('sampleMetrics', { ...ask, run_ids: [run, 'nobody'] })).toBe(
      'RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found.',
    );
  });

  test('for more than 2000 series', async () => {
    const run_ids: string[] = [];
    for (let index = 0; index < 21; index += 1) run_ids.push(await newRun(engine));
    const message = { run_ids, metric_keys: many(100, 'm') };
    expect(await engine.refusal('sampleMetrics', message)).toContain(
      'at most 2000 series; this one asks for 2100',
    );
  });
});
