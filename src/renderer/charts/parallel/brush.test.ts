import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import { printFilter } from '../../../filter/index.ts';
import { fieldColumn } from '../fields.ts';
import { areSame, brushClause, countWithin, rounded, withField } from './brush.ts';

const rows = [
  ['0.1', 'adam', 1],
  ['0.2', 'sgd', 2],
  ['0.3', 'adam', 3],
].map(
  ([lr, opt, last], index) =>
    ({
      run_id: String(index),
      params: { lr, opt },
      metrics: { loss: { last, step: 0 } },
      tags: {},
    }) as unknown as RunRowData,
);
const columns = ['params.lr', 'params.opt', 'metrics.loss'].map((field) => fieldColumn(rows, field));

test('brushes of several axes are asked for together', () => {
  const intervals = { 'params.opt': [[0, 0]], 'metrics.loss': [[0, 2]] } as const;
  expect(printFilter(brushClause(columns, rows, intervals))).toBe(
    "params.opt IN ('adam') AND metrics.loss BETWEEN 0 AND 2",
  );
  expect(countWithin(columns, intervals)).toBe(1);
});

test('no brush asks for nothing; one in which no run lies asks for no run', () => {
  expect(brushClause(columns, rows, {})).toBeUndefined();
  expect(countWithin(columns, {})).toBe(3);
  expect(printFilter(brushClause(columns, rows, { 'params.lr': [[0.4, 0.5]] }))).toBe("run_id IN ('')");
});

test('ends are rounded to what a filter can say', () => {
  expect(rounded([[0.123456789, 12345678.9]], fieldColumn(rows, 'metrics.loss'))).toEqual([
    [0.123457, 12345700],
  ]);
  expect(rounded([[0.2, 1.7]], fieldColumn(rows, 'params.opt'))).toEqual([[0, 2]]);
});

test('an axis without an interval is not brushed', () => {
  const brushed = withField({}, 'params.lr', [[0, 1]]);
  expect(brushed).toEqual({ 'params.lr': [[0, 1]] });
  expect(withField(brushed, 'params.lr', [])).toEqual({});
  expect(areSame(brushed['params.lr'], [[0, 1]])).toBe(true);
  expect(areSame(brushed['params.lr'], undefined)).toBe(false);
});
