import { describe, expect, test } from 'vitest';
import type { RunRowData } from '../../contract/index.ts';
import { printFilter } from '../../filter/index.ts';
import { fieldColumn, formatField, valueOf, withinClause } from './fields.ts';

function aRun(given: Partial<RunRowData>): RunRowData {
  return {
    run_id: 'a',
    run_name: 'one',
    experiment_id: '1',
    user_id: 'ada',
    status: 'FINISHED',
    start_time: 1000,
    lifecycle_stage: 'active',
    children: 0,
    metrics: {},
    params: {},
    tags: {},
    ...given,
  };
}

const withParam = (key: string, ...values: (string | undefined)[]) =>
  values.map((value) => aRun({ params: value === undefined ? {} : { [key]: value } }));

describe('a field of runs', () => {
  test('of params is numbers where every value reads as one', () => {
    const column = fieldColumn(withParam('lr', '0.1', undefined, '1e-5'), 'params.lr');
    expect(column).toMatchObject({ type: 'number', values: [0.1, undefined, 1e-5], isWide: true });
  });

  test('of params is categories in natural order where one does not', () => {
    const column = fieldColumn(withParam('layers', '10', '9', 'auto', '9'), 'params.layers');
    expect(column).toMatchObject({ type: 'category', categories: ['9', '10', 'auto'], values: [1, 0, 2, 0] });
    expect(formatField(column, 2)).toBe('auto');
    expect(formatField(column, undefined)).toBe('none');
  });

  test('of a metric may contain dots, takes the value asked for and no NaN', () => {
    const row = aRun({ metrics: { 'val.loss': { last: 3, min: 1, max: 4, first: 4, step: 2 } } });
    expect(valueOf(row, 'metrics.val.loss')).toBe(3);
    expect(valueOf(row, 'metrics.val.loss', 'min')).toBe(1);
    expect(valueOf(aRun({ metrics: { a: { step: 1, nan: true } } }), 'metrics.a')).toBeUndefined();
  });

  test('of attributes is times or categories', () => {
    expect(fieldColumn([aRun({})], 'attributes.start_time')).toMatchObject({ type: 'time', values: [1000] });
    expect(fieldColumn([aRun({})], 'attributes.status')).toMatchObject({ categories: ['FINISHED'] });
  });

  test('is no field without a kind', () => {
    expect(() => fieldColumn([], 'lr')).toThrow('lr is no field');
  });
});

describe('the clause of an interval', () => {
  const print = (rows: RunRowData[], field: string, intervals: [number, number][]) =>
    printFilter(withinClause(fieldColumn(rows, field), rows, intervals));

  test('compares metrics as numbers, and covers several intervals by what lies in them', () => {
    const rows = [1, 2, 7, 9].map((last) => aRun({ metrics: { a: { last, step: 0 } } }));
    expect(print(rows, 'metrics.a', [[1.5, 7.5]])).toBe('metrics.a BETWEEN 1.5 AND 7.5');
    expect(
      print(rows, 'metrics.a', [
        [1.5, 3],
        [6, 8],
      ]),
    ).toBe('metrics.a BETWEEN 2 AND 7');
  });

  test('lists the texts of params, each once as it was logged', () => {
    const rows = withParam('lr', '1e-2', '0.1', '0.01', '0.1', '5', undefined);
    expect(print(rows, 'params.lr', [[0.005, 0.5]])).toBe("params.lr IN ('0.01', '1e-2', '0.1')");
    const optimizers = withParam('opt', 'sgd', 'adam', 'lion');
    expect(print(optimizers, 'params.opt', [[-0.2, 1.2]])).toBe("params.opt IN ('adam', 'lion')");
  });

  test('is none where no run lies in it', () => {
    expect(print(withParam('lr', '1'), 'params.lr', [[2, 3]])).toBe('');
  });
});
