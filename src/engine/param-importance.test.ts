import { expect, test } from 'vitest';
import type { RunParams } from '../store/index.ts';
import { paramImportance } from './param-importance.ts';
import { seeded } from './testing/chance.ts';

/** Columns of runs that are given one by one. */
function tableOf(
  count: number,
  row: (index: number) => [metric: number, params: Record<string, string>],
): RunParams {
  const rows = Array.from({ length: count }, (_, index) => row(index));
  const keys = [...new Set(rows.flatMap(([, params]) => Object.keys(params)))].sort();
  return {
    matched: count,
    metric: rows.map(([metric]) => metric),
    params: keys.map((key) => ({ key, values: rows.map(([, params]) => params[key] ?? null) })),
  };
}

const OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'lion'];

/** A sweep in which the learning rate tells most, then the optimizer; nothing else tells anything. */
function sweep(count: number, seed = 1): RunParams {
  const random = seeded(seed);
  return tableOf(count, (index) => {
    const exponent = -5 + 4 * random();
    const optimizer = OPTIMIZERS[Math.floor(random() * 4)] ?? '';
    const metric =
      (exponent + 3) ** 2 + { adam: 0, sgd: 1.5, rmsprop: 0.5, lion: 1 }[optimizer]! + 0.1 * random();
    const noise = Object.fromEntries(
      Array.from({ length: 16 }, (_, place) => [`noise_${place}`, String(Math.floor(random() * 50))]),
    );
    return [
      metric,
      { lr: String(10 ** exponent), optimizer, ...noise, seed: String(index), run_dir: `/tmp/run-${index}` },
    ];
  });
}

test.each([60, 300, 3000])(
  'of %i runs the params that matter come first, and noise is near nothing',
  (count) => {
    const { runs, params, score } = paramImportance(sweep(count));
    expect(runs).toBe(count);
    expect(params.slice(0, 2).map(({ key, kind }) => [key, kind])).toEqual([
      ['lr', 'numeric'],
      ['optimizer', 'categorical'],
    ]);
    const sum = params.reduce((total, { importance }) => total + importance, 0);
    expect(sum).toBeCloseTo(1, 10);
    for (const { importance } of params.slice(2)) expect(importance).toBeLessThan(count < 100 ? 0.1 : 0.03);
    expect(score).toBeGreaterThan(count < 100 ? 0.3 : 0.75);
  },
);

test('the same runs give the same answer, to the last digit; others another', () => {
  const [first, again, other] = [sweep(100), sweep(100), sweep(100, 2)].map(paramImportance);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("numbers have Spearman's correlation, texts have none; both have their number of values", () => {
  const { params } = paramImportance(
    tableOf(40, (index) => [
      index ** 3,
      { up: String(index), down: `${-index}e-3`, side: String(index % 2), text: index % 3 === 0 ? 'a' : 'b' },
    ]),
  );
  const shown = Object.fromEntries(params.map(({ key, ...rest }) => [key, rest]));
  expect(shown['up']).toMatchObject({ kind: 'numeric', values: 40, correlation: 1 });
  expect(shown['down']).toMatchObject({ kind: 'numeric', values: 40, correlation: -1 });
  expect(shown['side']?.correlation).toBeCloseTo(0.043, 2);
  expect(shown['text']).toMatchObject({ kind: 'categorical', values: 2 });
  expect(shown['text']).not.toHaveProperty('correlation');
});

test('params that cannot tell anything are left out, and the caveat counts them', () => {
  const { params, caveat } = paramImportance(
    tableOf(100, (index) => [
      index % 7,
      {
        good: String(index % 7),
        constant: 'same',
        'same number': index % 2 === 0 ? '1' : '1.0',
        id: `run-${index}`,
        ...(index < 40 && { rare: String(index) }),
      },
    ]),
  );
  expect(params.map(({ key }) => key)).toEqual(['good']);
  expect(caveat).toContain(
    'Params left out: 2 the same in all runs, 1 missing in most runs, 1 a different text in nearly every run.',
  );
});

test('a param that some runs lack, or say None for, still tells', () => {
  const { params, score } = paramImportance(
    tableOf(200, (index) => [
      index % 4 === 0 ? 10 : index % 4,
      {
        ...(index % 4 > 0 && { depth: String(index % 4) }),
        other: index % 5 === 0 ? 'None' : String(index % 5),
      },
    ]),
  );
  expect(params[0]).toMatchObject({ key: 'depth', kind: 'numeric', values: 3 });
  expect(params[0]?.importance).toBeGreaterThan(0.95);
  expect(params[1]).toMatchObject({ key: 'other', kind: 'numeric', values: 4 });
  expect(score).toBeGreaterThan(0.95);
});

test('one diverged run does not decide about all', () => {
  const table = sweep(200);
  table.metric[17] = 1.7e308;
  table.metric[18] = -1.7e308;
  const { params, score, caveat } = paramImportance(table);
  expect(params[0]?.key).toBe('lr');
  expect(score).toBeGreaterThan(0.3);
  expect(caveat).toContain('2 extreme values of the metric were drawn in.');
});

test.each([
  [9, 'lr', '9 runs have this metric as a number; it takes at least 10 to tell which params matter.'],
  [1, 'lr', 'One run has this metric as a number'],
  [0, 'lr', '0 runs have this metric as a number'],
  [20, 'constant', 'No param differs between these runs. Params left out: 1 the same in all runs.'],
])('%i runs with the param %s are answered with a caveat alone', (count, key, caveat) => {
  const table = tableOf(count, (index) => [index, { [key]: key === 'lr' ? String(index) : 'x' }]);
  expect(paramImportance(table)).toEqual({
    runs: count,
    params: [],
    score: 0,
    caveat: expect.stringContaining(caveat),
  });
});

test('a metric that is the same everywhere is told by no param', () => {
  const { params, caveat } = paramImportance(tableOf(20, (index) => [3, { lr: String(index) }]));
  expect([params, caveat]).toEqual([[], 'The metric is the same in all of these runs.']);
});

test('params that tell nothing are said to tell nothing', () => {
  const random = seeded(5);
  const { score, caveat } = paramImportance(
    tableOf(400, () => [random(), { a: String(random()), b: String(random()) }]),
  );
  expect(score).toBeLessThan(0.1);
  expect(caveat).toContain('tell little or nothing');
});
