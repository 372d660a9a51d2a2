import { expect, test } from 'vitest';
import type { Run } from '../../../contract/index.ts';
import { type Better, compareSections, differing, type MetricValue } from './compare-rows.ts';
import { compareCsv, compareMarkdown } from './compare-text.ts';

function aRun(name: string, params: Record<string, string>, metrics: Record<string, number>): Run {
  const entries = <Value>(record: Record<string, Value>) =>
    Object.entries(record).map(([key, value]) => ({ key, value, timestamp: 0, step: 0 }));
  return {
    info: {
      ...{ run_id: name, run_uuid: name, run_name: name, experiment_id: '1', user_id: 'ada' },
      ...{ status: 'FINISHED', start_time: 0, artifact_uri: '', lifecycle_stage: 'active' },
    },
    data: { params: entries(params), metrics: entries(metrics), tags: [] },
    inputs: {},
  } as unknown as Run;
}

const runs = [
  aRun('a', { lr: '0.1', batch: '32' }, { loss: 0.5, acc: 0.9, flat: 1 }),
  aRun('b', { lr: '0.01', batch: '32', extra: 'x' }, { loss: 0.2, acc: 0.9000001, flat: 1 }),
  aRun('c', { lr: '0.1', batch: '32' }, { loss: Number.NaN, acc: 0.8, flat: 1 }),
];
const rowsOf = (name: string, better: Record<string, Better> = {}) =>
  compareSections(runs, { better }).find((section) => section.name === name)?.rows ?? [];

test('less of a loss is better, more of a score is, and NaN never is', () => {
  const best = Object.fromEntries(rowsOf('Metrics').map(({ label, best: indices }) => [label, indices]));
  expect(best).toEqual({ acc: [1], flat: [], loss: [1] });
});

test('a person may turn round what is better', () => {
  expect(rowsOf('Metrics', { loss: 'more' }).find(({ label }) => label === 'loss')?.best).toEqual([0]);
});

test('numbers that are written alike but differ are told to differ', () => {
  const acc = rowsOf('Metrics').find(({ label }) => label === 'acc');
  expect(acc?.values.slice(0, 2)).toEqual(['0.9', '0.9']);
  expect(acc?.differs).toBe(true);
});

test('what is equal in all runs is left out where only differences are asked for; what one lacks is a difference', () => {
  const params = differing(compareSections(runs)).find(({ name }) => name === 'Params');
  expect(params?.rows.map(({ label }) => label)).toEqual(['extra', 'lr']);
});

test('the Markdown table has a column for each run and the best in bold', () => {
  const text = compareMarkdown(runs, differing(compareSections(runs)));
  expect(text.split('\n')[0]).toBe('|  | a | b | c |');
  expect(text).toContain('| loss | 0.5 | **0.2** | NaN |');
});

test('a value of the history is compared instead of the last, the better end where that is asked for', () => {
  const ranges = new Map([
    ['a', { loss: { min: 0.1, max: 2 }, acc: { min: 0.2, max: 0.95 } }],
    ['b', { loss: { min: 0.2, max: 1 }, acc: { min: 0.3, max: 0.91 } }],
  ]);
  const numbersOf = (metricValue: MetricValue, key: string) =>
    compareSections(runs.slice(0, 2), { metricValue, ranges })
      .find(({ name }) => name === 'Metrics')
      ?.rows.find(({ label }) => label === key)?.numbers;
  expect(numbersOf('min', 'loss')).toEqual([0.1, 0.2]);
  expect(numbersOf('max', 'loss')).toEqual([2, 1]);
  expect(numbersOf('best', 'loss')).toEqual([0.1, 0.2]);
  expect(numbersOf('best', 'acc')).toEqual([0.95, 0.91]);
  expect(numbersOf('last', 'acc')).toEqual([0.9, 0.9000001]);
});

test('against a reference the Markdown says how far the others are from it', () => {
  const text = compareMarkdown(runs, differing(compareSections(runs)), 0);
  expect(text.split('\n')[0]).toBe('|  | a (reference) | b | c |');
  expect(text).toContain('| loss | 0.5 | **0.2** −0.3 (−60 %) | NaN |');
});

test('CSV holds whole numbers, and quotes what needs it', () => {
  const odd = [aRun('a, b', { note: 'say "x"\nand y' }, { acc: 0.9000001 })];
  const lines = compareCsv(odd, compareSections(odd));
  expect(lines).toContain('section,field,"a, b"\r\n');
  expect(lines).toContain('Params,note,"say ""x""\nand y"');
  expect(lines).toContain('Metrics,acc,0.9000001');
});
