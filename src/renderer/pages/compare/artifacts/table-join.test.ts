import { expect, test } from 'vitest';
import { BY_POSITION, guessedKey, joinTables, numbersOf, type PlainTable } from './table-join.ts';

const left: PlainTable = {
  columns: ['score', 'id', 'word'],
  rows: [
    ['0.1', 'a', 'one'],
    ['0.2', 'b', 'two'],
    ['0.3', 'c', 'three'],
  ],
};
const right: PlainTable = {
  columns: ['id', 'score', 'extra'],
  rows: [
    ['c', '0.3', 'x'],
    ['a', '0.9', 'y'],
    ['d', '0.4', 'z'],
  ],
};

test('rows meet by key in whatever order they stand, and cells that differ are named', () => {
  const { columns, rows, counts } = joinTables(left, right, 'id');
  expect(columns).toEqual(['score', 'word', 'extra']);
  expect(rows.map(({ key, left: a, right: b, changed }) => [key, a?.[0], b?.[0], changed])).toEqual([
    ['a', '0.1', '0.9', [0, 1, 2]],
    ['b', '0.2', undefined, []],
    ['c', '0.3', '0.3', [1, 2]],
    ['d', undefined, '0.4', []],
  ]);
  expect(counts).toEqual({ same: 0, changed: 2, left: 1, right: 1 });
});

test('a key that is there twice meets its twin in order', () => {
  const table = (values: string[]): PlainTable => ({
    columns: ['k', 'v'],
    rows: values.map((v) => ['same', v]),
  });
  const { rows } = joinTables(table(['1', '2']), table(['1', '3', '4']), 'k');
  expect(rows.map(({ left: a, right: b }) => [a?.[0], b?.[0]])).toEqual([
    ['1', '1'],
    ['2', '3'],
    [undefined, '4'],
  ]);
});

test('the key that is guessed tells rows apart in both tables and meets; an id is taken before others', () => {
  expect(guessedKey(left, right)).toBe('id');
  const values: PlainTable = { columns: ['value'], rows: [['0.11'], ['0.12']] };
  const others: PlainTable = { columns: ['value'], rows: [['0.21'], ['0.22']] };
  expect(guessedKey(values, others)).toBe(BY_POSITION);
  const twice: PlainTable = { columns: ['id'], rows: [['a'], ['a']] };
  expect(guessedKey(twice, twice)).toBe(BY_POSITION);
});

test('without a key rows meet by their position', () => {
  const { rows } = joinTables(left, { ...left, rows: left.rows.slice(0, 2) }, BY_POSITION);
  expect(rows.map(({ key, changed, right: b }) => [key, changed, b !== undefined])).toEqual([
    ['1', [], true],
    ['2', [], true],
    ['3', [], false],
  ]);
});

test('only cells that hold numbers have a difference in numbers', () => {
  expect(numbersOf('0.1', ' 2')).toEqual([0.1, 2]);
  expect(numbersOf('', '2')).toBeUndefined();
  expect(numbersOf('one', '2')).toBeUndefined();
});
