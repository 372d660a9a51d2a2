import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { LivePointsRequest, LiveSeries, LiveValue } from '../contract/index.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const CALLER = { actor: 'local', workspace: 'default' };
let run: string;

beforeEach(async () => {
  run = await newRun(engine);
});

interface Point {
  key: string;
  value: LiveValue;
  step: number;
  timestamp: number;
}

const point = (step: number, value: LiveValue = step, key = 'loss'): Point => ({
  key,
  value,
  step,
  timestamp: START + step,
});
const log = (run_id: string, metrics: readonly Point[]) => engine.send('logBatch', { run_id, metrics });

/** Follows; what came is kept commit by commit. */
function follow(request: Partial<LivePointsRequest> = {}) {
  const commits: (readonly LiveSeries[])[] = [];
  const asked = { run_ids: [run], metric_keys: ['loss'], ...request } as LivePointsRequest;
  const { seq, close } = engine.points.follow(asked, CALLER, (series) => commits.push(series));
  const texts = () =>
    commits
      .flat()
      .flatMap(({ run_id, metric_key, points }) =>
        points.map(([step, timestamp, value]) => [run_id, metric_key, step, timestamp, value].join(' ')),
      );
  return { seq, close, commits, texts };
}

const textOf = (run_id: string, { key, step, timestamp, value }: Point) =>
  [run_id, key, step, timestamp, value].join(' ');

test('points that are committed after it began are told once, with the change that they came by', async () => {
  await log(run, [point(1)]);
  const { seq, commits } = follow();
  expect(seq).toBe(engine.store.changes.head());
  await log(run, [point(1), point(2), point(3, 'NaN'), point(4, 'Infinity'), point(5, '-Infinity')]);
  await engine.send('logMetric', { run_id: run, ...point(6) });
  const told = [
    [2, START + 2, 2],
    [3, START + 3, 'NaN'],
    [4, START + 4, 'Infinity'],
    [5, START + 5, '-Infinity'],
  ];
  expect(commits).toEqual([
    [{ run_id: run, metric_key: 'loss', points: told }],
    [{ run_id: run, metric_key: 'loss', points: [[6, START + 6, 6]] }],
  ]);
});

test('points of other runs, other metrics and other steps are not told', async () => {
  const other = await newRun(engine);
  const { commits } = follow({ x_from: 1, x_to: 2.5 });
  await log(other, [point(2)]);
  await log(run, [point(2, 0, 'acc'), point(0), point(1), point(2), point(3)]);
  await log(run, [point(4)]);
  expect(commits.map((series) => series.map(({ points }) => points.map(([step]) => step)))).toEqual([
    [[1, 2]],
  ]);
});

test('a write that is refused tells nothing, and neither do those that go down with it', async () => {
  const { texts } = follow();
  const param = (value: string) => ({ params: [{ key: 'lr', value }] });
  await engine.send('logBatch', { run_id: run, ...param('1') });
  const refused = engine.refusal('logBatch', { run_id: run, metrics: [point(1)], ...param('2') });
  const [refusal] = await Promise.all([refused, log(run, [point(2)])]);
  expect(refusal).toContain('Changing param values is not allowed');
  expect(texts()).toEqual([textOf(run, point(2))]);
});

test('once closed nothing more is told, and nothing is kept of it', async () => {
  const { close, commits } = follow();
  const other = follow();
  close();
  close();
  await log(run, [point(1)]);
  expect([commits.length, other.commits.length]).toEqual([0, 1]);
  other.close();
  await log(run, [point(2)]);
  expect(other.commits).toHaveLength(1);
});

test('whoever follows whatever gets exactly the new points that were acknowledged since', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`live points: SEED=${seed}`);
  const keys = ['loss', 'acc', 'lr'];
  const some = (of: readonly string[]) => fc.subarray([...of], { minLength: 1 });
  const points = fc.array(
    fc.record({
      key: fc.constantFrom(...keys),
      step: fc.integer({ min: 0, max: 9 }),
      value: fc.constantFrom<LiveValue>(1, 2, 'NaN', 'Infinity'),
    }),
    { maxLength: 6 },
  );
  const writes = fc.record({
    kind: fc.constant('write' as const),
    run: fc.nat(2),
    points,
    isRefused: fc.boolean(),
  });
  const act = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('writes' as const),
        together: fc.array(writes, { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('follow' as const),
        runs: fc.subarray([0, 1, 2], { minLength: 1 }),
        keys: some(keys),
        from: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), which: fc.nat(5) }) },
  );
  let told = 0;
  const property = fc.asyncProperty(
    fc.array(act, { minLength: 8, maxLength: 30, size: 'max' }),
    async (acts) => {
      const runs = [await newRun(engine), await newRun(engine), await newRun(engine)];
      for (const run_id of runs) await engine.send('logParam', { run_id, key: 'lr', value: '1' });
      const stored = new Set<string>();
      const open: {
        heard: ReturnType<typeof follow>;
        wants: (run_id: string, one: Point) => boolean;
        expected: string[];
      }[] = [];
      for (const one of acts) {
        if (one.kind === 'follow') {
          const run_ids = one.runs.map((index) => runs[index] as string);
          const heard = follow({ run_ids, metric_keys: one.keys, x_from: one.from });
          const wants = (run_id: string, { key, step }: Point) =>
            run_ids.includes(run_id) && one.keys.includes(key) && step >= (one.from ?? 0);
          open.push({ heard, wants, expected: [] });
        } else if (one.kind === 'close') {
          const [closed] = open.splice(one.which, 1);
          closed?.heard.close();
          if (closed === undefined) continue;
          expect(closed.heard.texts().toSorted()).toEqual(closed.expected.toSorted());
          told += closed.expected.length;
        } else {
          const acknowledged = one.together.map(async ({ run: index, points: list, isRefused }) => {
            const run_id = runs[index] as string;
            const metrics = list.map((given) => ({ ...given, timestamp: START }));
            const params = isRefused ? [{ key: 'lr', value: '2' }] : [];
            return (await engine.refusal('logBatch', { run_id, metrics, params })) === 'accepted'
              ? { run_id, metrics }
              : undefined;
          });
          for (const write of await Promise.all(acknowledged))
            for (const metric of write?.metrics ?? []) {
              const text = textOf(write?.run_id ?? '', metric);
              if (stored.has(text)) continue;
              stored.add(text);
              for (const { wants, expected } of open)
                if (wants(write?.run_id ?? '', metric)) expected.push(text);
            }
        }
      }
      for (const { heard, expected } of open) {
        expect(heard.texts().toSorted()).toEqual(expected.toSorted());
        told += expected.length;
        heard.close();
      }
    },
  );
  await fc.assert(property, { numRuns: 60, seed });
  expect(told).toBeGreaterThan(100);
});

describe('a request is refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
  test.each([
    ['without runs', { run_ids: [] }, "'run_ids'"],
    ['with 501 runs', { run_ids: many(501) }, 'at most 500 runs'],
    ['without metrics', { metric_keys: null }, "'metric_keys'"],
    ['with 1001 metrics', { metric_keys: many(1001) }, 'at most 1000 metric keys'],
    ['from NaN', { x_from: Number.NaN }, "'x_from'"],
    ['with ends in the wrong order', { x_from: 3, x_to: 1 }, "'x_to' (1)"],
    ['for a run that is not there', { run_ids: ['nobody'] }, 'Run with id=nobody not found'],
  ])('%s', (_, wrong, part) => {
    expect(() => follow(wrong)).toThrow(part);
  });
});
