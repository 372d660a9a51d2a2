import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import type { ScatterSettings } from '../chart-settings.ts';
import { scatterData } from './scatter-points.ts';

const rows = (
  [
    ['0.1', 3],
    ['-1', 2],
    [undefined, 1],
    ['10', undefined],
  ] as const
).map(
  ([lr, last], index) =>
    ({
      run_id: String(index),
      params: lr === undefined ? {} : { lr },
      metrics: last === undefined ? {} : { loss: { last, step: 0 } },
      tags: {},
    }) as unknown as RunRowData,
);
const settings = (given: Partial<ScatterSettings>): ScatterSettings => ({
  id: 'x',
  kind: 'scatter',
  x: 'params.lr',
  y: 'metrics.loss',
  ...given,
});

test('only runs with both values have a point', () => {
  const { points } = scatterData(rows, settings({}));
  expect(points.map(({ x, y }) => [x, y])).toEqual([
    [0.1, 3],
    [-1, 2],
  ]);
});

test('a logarithmic axis has no place for zero and below', () => {
  expect(scatterData(rows, settings({ isLogX: true })).points.map(({ x }) => x)).toEqual([0.1]);
});

test('an axis of many decades is logarithmic unless a person said otherwise', () => {
  const wide = rows.map((row, index) => ({ ...row, params: { lr: String(10 ** -(index * 2)) } }));
  expect(scatterData(wide, settings({})).isLogX).toBe(true);
  expect(scatterData(wide, settings({ isLogX: false })).isLogX).toBe(false);
});
