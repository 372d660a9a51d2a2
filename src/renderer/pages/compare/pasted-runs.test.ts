import { expect, test } from 'vitest';
import { runIdsIn } from './pasted-runs.ts';

const a = '0123456789abcdef0123456789abcdef';
const b = 'ffffffffffffffffffffffffffffffff';

test('ids are found in lists, in links to runs and in links to comparisons, each once', () => {
  expect(runIdsIn(`${a}, ${b}\n${a}`)).toEqual([a, b]);
  expect(runIdsIn(`http://host:5000/#/experiments/1/runs/${a}/artifacts`)).toEqual([a]);
  expect(runIdsIn(`http://host/experiments/1/runs/my-run?x=1`)).toEqual(['my-run']);
  expect(runIdsIn(`http://host/#/compare-runs?runs=%5B%22${a}%22,%22${b}%22%5D&experiments=["1"]`)).toEqual([
    a,
    b,
  ]);
  expect(runIdsIn(`/compare-runs?runs=${a},${b}`)).toEqual([a, b]);
});

test('words that name a run are no ids', () => {
  expect(runIdsIn('graceful-tide-12')).toEqual([]);
  expect(runIdsIn('')).toEqual([]);
});
