import { expect, test } from 'vitest';
import { arrangedRows, joinRunTables, nextSort, type TableSort } from './joined-table.ts';

const TABLE = joinRunTables([
  {
    runId: 'a',
    runName: 'first',
    columns: ['id', 'score'],
    rows: [
      ['x2', '10'],
      ['x10', '9'],
    ],
  },
  {
    runId: 'b',
    runName: 'second',
    columns: ['score', 'extra'],
    rows: [
      ['', 'Cat'],
      ['1e2', 'dog'],
    ],
  },
]);
const cells = (filter: string, sort?: TableSort) =>
  arrangedRows(TABLE, filter, sort).map((row) => row.cells.join(' '));

test('tables of runs are one, by the names of their columns', () => {
  expect(TABLE.columns).toEqual([
    { name: 'Run', isNumeric: false },
    { name: 'id', isNumeric: false },
    { name: 'score', isNumeric: true },
    { name: 'extra', isNumeric: false },
  ]);
  expect(cells('')).toEqual(['first x2 10 ', 'first x10 9 ', 'second   Cat', 'second  1e2 dog']);
  expect(TABLE.rows.map(({ runId }) => runId)).toEqual(['a', 'a', 'b', 'b']);
});

test('numbers are sorted as numbers, words with the numbers in them, and nothing stands last', () => {
  expect(cells('', { column: 2, isDescending: false })).toEqual([
    'first x10 9 ',
    'first x2 10 ',
    'second  1e2 dog',
    'second   Cat',
  ]);
  expect(cells('', { column: 2, isDescending: true }).at(-1)).toBe('second   Cat');
  expect(cells('', { column: 1, isDescending: false }).slice(0, 2)).toEqual(['first x2 10 ', 'first x10 9 ']);
});

test('rows are kept by any of their cells, the run among them', () => {
  expect(cells(' cat ')).toEqual(['second   Cat']);
  expect(cells('SECOND')).toHaveLength(2);
});

test('a column is sorted upwards, downwards, and not at all', () => {
  const up = nextSort(undefined, 1);
  const down = nextSort(up, 1);
  expect([up, down, nextSort(down, 1), nextSort(down, 2)]).toEqual([
    { column: 1, isDescending: false },
    { column: 1, isDescending: true },
    undefined,
    { column: 2, isDescending: false },
  ]);
});
