import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import { RUN_KINDS } from './chart-kinds.ts';
import { differingParams, isComplete, presetOf } from './presets.ts';

const rows = [
  { lr: '0.1', opt: 'adam', depth: '3', seed: '7' },
  { lr: '0.2', opt: 'sgd', depth: '4', seed: '7' },
].map((params) => ({ metrics: {}, params, tags: {} }) as unknown as RunRowData);
const known = {
  metrics: ['acc', 'loss', 'system/cpu'],
  params: differingParams(rows, ['seed', 'lr', 'opt', 'depth', 'unused']),
};

test('only params that differ are worth an axis', () => {
  expect(known.params.map(({ field }) => field)).toEqual(['params.lr', 'params.opt', 'params.depth']);
});

test('parallel coordinates begin with the params that differ and the metric that tells most', () => {
  expect(presetOf('parallel', 'x', known)).toEqual({
    id: 'x',
    kind: 'parallel',
    fields: ['params.lr', 'params.opt', 'params.depth', 'metrics.loss'],
    colour: 'metrics.loss',
  });
});

test('the metric that the table is sorted by comes before one that is thought to tell most', () => {
  expect(presetOf('importance', 'x', { ...known, metric: 'acc' })).toMatchObject({ metric: 'acc' });
  expect(presetOf('importance', 'x', known)).toMatchObject({ metric: 'loss' });
});

test('a contour begins with numbers, a box with groups, a scatter coloured by words', () => {
  expect(presetOf('contour', 'x', known)).toMatchObject({ x: 'params.lr', y: 'params.depth' });
  expect(presetOf('box', 'x', known)).toMatchObject({ metric: 'loss', by: 'params.opt' });
  expect(presetOf('scatter', 'x', known)).toMatchObject({ x: 'params.lr', colour: 'params.opt' });
});

test('every kind begins complete where there are metrics and params, and incomplete where there are none', () => {
  for (const kind of RUN_KINDS) {
    expect(isComplete(presetOf(kind, 'x', known)), kind).toBe(true);
    expect(isComplete(presetOf(kind, 'x', { metrics: [], params: [] })), kind).toBe(false);
  }
});
