import { expect, it } from 'vitest';
import { verdicts } from './budgets.ts';
import { Results } from './results.ts';
import { growthExponent, median, percentile } from './statistics.ts';
import { figuresTable, significant, verdictTable } from './table.ts';

type Row = readonly [peer: string, name: string, value: number, better: 'higher' | 'lower'];

function resultsOf(rows: readonly Row[]): Results {
  const results = new Results();
  for (const [peer, name, value, better] of rows) results.add(peer, { name, unit: 'x', better }, value);
  return results;
}

const verdictOf = (results: Results, work: string) =>
  verdicts(results).find((verdict) => verdict.work === work);

it('passes a budget that is met, misses one that is not, and leaves open what was not measured', () => {
  const results = resultsOf([
    ['tidemark', 'log-metric, 1 client', 1600, 'higher'],
    ['fasttrackml', 'log-metric, 1 client', 1000, 'higher'],
    ['tidemark', 'history of 1000000 points, whole', 900, 'lower'],
  ]);
  expect(verdictOf(results, 'log-metric, 1 client')).toMatchObject({ got: 1.6, passes: true });
  expect(verdictOf(results, 'history of 1000000 points, whole')).toMatchObject({ got: 900, passes: false });
  expect(verdictOf(results, 'short runs, 8 clients')).toMatchObject({ got: undefined, passes: undefined });
  expect(verdictTable(verdicts(results))).toMatch(/short runs, 8 clients.*not measured/);
});

it('judges by the median of the rounds, and by how a figure grows with size', () => {
  const rounds = [3, 50, 2].map((ms): Row => ['tidemark', 'first page of 100, 1000 runs', ms, 'lower']);
  const results = resultsOf([...rounds, ['tidemark', 'first page of 100, 100000 runs', 30, 'lower']]);
  expect(verdictOf(results, 'first page of 100, 1000 runs')).toMatchObject({ got: 3, passes: true });
  const growth = verdictOf(results, 'first page of 100: growth exponent, 1 k to 100 k');
  expect(growth?.got).toBeCloseTo(0.5);
  expect(growth?.passes).toBe(false);
});

it('turns ratios so that above 1 is better, whichever way a figure is good', () => {
  const results = resultsOf([
    ['tidemark', 'rate', 200, 'higher'],
    ['mlflow', 'rate', 100, 'higher'],
    ['tidemark', 'latency', 5, 'lower'],
    ['mlflow', 'latency', 20, 'lower'],
  ]);
  const table = figuresTable(results);
  expect(table).toMatch(/rate +x +200 +100 +2 x/);
  expect(table).toMatch(/latency +x +5 +20 +4 x/);
});

it('knows medians, percentiles, exponents and three significant digits', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([percentile(hundred, 50), percentile(hundred, 99), percentile([7], 99)]).toEqual([50, 99, 7]);
  expect(growthExponent(10, 4, 1000, 400)).toBeCloseTo(1);
  expect([significant(0.012345), significant(123456.7), significant(undefined)]).toEqual([
    '0.0123',
    '123,457',
    '-',
  ]);
});
