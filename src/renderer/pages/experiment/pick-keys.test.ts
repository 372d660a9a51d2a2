import { expect, test } from 'vitest';
import type { Run } from '../../../contract/index.ts';
import { paramColumn, pickMetricKeys, pickParamKeys } from './pick-keys.ts';

function aRun(metrics: string[], params: Record<string, string> = {}): Run {
  return {
    info: {
      run_id: 'r',
      run_uuid: 'r',
      run_name: 'r',
      experiment_id: '0',
      user_id: 'u',
      status: 'RUNNING',
      start_time: 1,
      artifact_uri: '',
      lifecycle_stage: 'active',
    },
    data: {
      metrics: metrics.map((key) => ({ key, value: 1, timestamp: 1 })),
      params: Object.entries(params).map(([key, value]) => ({ key, value })),
    },
    inputs: {},
  };
}

test('metrics that most runs have are picked, and those of the machine last', () => {
  const runs = [
    aRun(['system/cpu', 'loss', 'rare']),
    aRun(['system/cpu', 'loss', 'acc']),
    aRun(['system/cpu', 'acc', 'f1', 'loss']),
  ];
  expect(pickMetricKeys(runs, [])).toEqual(['loss', 'acc', 'f1', 'rare']);
});

test('a column that is shown keeps its place when another metric becomes more frequent', () => {
  const runs = [aRun(['a', 'z']), aRun(['z'])];
  expect(pickMetricKeys(runs, ['a'])).toEqual(['a', 'z']);
});

test('a pick that does not change is the same array', () => {
  const earlier = ['a', 'z'];
  expect(pickMetricKeys([aRun(['z', 'a'])], earlier)).toBe(earlier);
});

test('params that differ between runs come before those that are alike', () => {
  const runs = [aRun([], { seed: '1', lr: '0.1' }), aRun([], { seed: '1', lr: '0.2' })];
  expect(pickParamKeys(runs, [])).toEqual(['lr', 'seed']);
});

test('a param is set as numbers only when all its values are', () => {
  const runs = [aRun([], { lr: '1e-3', depth: '4' }), aRun([], { depth: 'auto' })];
  expect(paramColumn(runs, 'lr').isNumeric).toBe(true);
  expect(paramColumn(runs, 'depth').isNumeric).toBe(false);
});
