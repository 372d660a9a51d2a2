import { expect, test } from 'vitest';
import type { RunRowData } from '../../contract/index.ts';
import { compareRunRows, orderText, type RunOrderTerm } from './run-order.ts';
import { isDisordered, type RunPages, rowsOf, sorted, withRows, withTotal } from './run-pages.ts';

const aRow = (run_id: string, start_time: number, more: Partial<RunRowData> = {}): RunRowData => ({
  run_id,
  run_name: run_id,
  experiment_id: '0',
  user_id: 'u',
  status: 'RUNNING',
  start_time,
  lifecycle_stage: 'active',
  children: 0,
  metrics: {},
  params: {},
  tags: {},
  ...more,
});

const loaded = (...pages: RunRowData[][]): RunPages => ({
  pages: pages.map((rows, index) => ({
    rows,
    total: 10,
    ...(index < pages.length - 1 && { next_page_token: `token ${index}` }),
  })),
  pageParams: pages.map(() => undefined),
});

const names = (data: RunPages) => data.pages.map(({ rows }) => rows.map(({ run_name }) => run_name));
const byStart = compareRunRows([]);

test('a changed run is replaced where it stands, and the other page keeps its identity', () => {
  const before = loaded([aRow('d', 4), aRow('c', 3)], [aRow('b', 2), aRow('a', 1)]);
  const after = withRows(before, ['b'], [aRow('b', 2, { run_name: 'renamed' })], byStart);
  expect(names(after)).toEqual([
    ['d', 'c'],
    ['renamed', 'a'],
  ]);
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(after.pages[1]?.rows[1]).toBe(before.pages[1]?.rows[1]);
});

test('a new run is put where the order wants it', () => {
  const before = loaded([aRow('d', 4), aRow('c', 3)], [aRow('a', 1)]);
  const after = withRows(before, ['e', 'b', '0'], [aRow('e', 5), aRow('b', 2), aRow('0', 0)], byStart);
  expect(names(after)).toEqual([
    ['e', 'd', 'c'],
    ['b', 'a', '0'],
  ]);
});

test('a run that is not found any more leaves the list', () => {
  const after = withRows(loaded([aRow('b', 2), aRow('a', 1)]), ['b'], [], byStart);
  expect(names(after)).toEqual([['a']]);
});

test('a run beyond the loaded pages waits for its page', () => {
  const before = loaded([aRow('b', 2)], []);
  const data = { ...before, pages: before.pages.slice(0, 1) };
  expect(names(withRows(data, ['a'], [aRow('a', 1)], byStart))).toEqual([['b']]);
});

test('the first run fills an empty list, and the total is told by the first page', () => {
  const filled = withRows(loaded([]), ['a'], [aRow('a', 1)], byStart);
  expect(names(filled)).toEqual([['a']]);
  expect(withTotal(loaded([], []), 7).pages.map(({ total }) => total)).toEqual([7, 10]);
});

const loss: RunOrderTerm = { kind: 'metrics', key: 'loss', value: 'last', isDescending: false };
const withLoss = (run_id: string, last: number | undefined) =>
  aRow(run_id, 1, last === undefined ? {} : { metrics: { loss: { last, min: -last, step: 0 } } });

test('missing values come last in both directions, after NaN', () => {
  const rows = [
    withLoss('none', undefined),
    withLoss('nan', Number.NaN),
    withLoss('two', 2),
    withLoss('one', 1),
  ];
  const order = (term: RunOrderTerm) => rows.toSorted(compareRunRows([term])).map(({ run_id }) => run_id);
  expect(order(loss)).toEqual(['one', 'two', 'nan', 'none']);
  expect(order({ ...loss, isDescending: true })).toEqual(['two', 'one', 'nan', 'none']);
  expect(order({ ...loss, value: 'min' })).toEqual(['two', 'one', 'nan', 'none']);
});

test('equal values are told apart by the next key, then by start and run id', () => {
  const rows = [aRow('b', 1), aRow('a', 1), aRow('c', 2)];
  expect(rows.toSorted(compareRunRows([loss])).map(({ run_id }) => run_id)).toEqual(['c', 'a', 'b']);
});

test('an order is written as the tracker reads it', () => {
  expect(orderText(loss)).toBe('metrics.loss ASC');
  expect(orderText({ ...loss, key: 'my loss', value: 'max', isDescending: true })).toBe(
    'max(metrics.`my loss`) DESC',
  );
  expect(orderText({ kind: 'attributes', key: 'start_time', value: 'last', isDescending: true })).toBe(
    'attributes.start_time DESC',
  );
});

const byLoss = compareRunRows([loss]);
const lossesOf = (...values: number[]) => values.map((value, index) => withLoss(`run${index}`, value));

test('a row whose place in the order changes stays, is told of, and goes there when sorted again', () => {
  const before = loaded(lossesOf(1, 2, 3));
  const after = withRows(before, ['run0'], [withLoss('run0', 9)], byLoss);
  expect(names(after)).toEqual([['run0', 'run1', 'run2']]);
  expect([isDisordered(before, byLoss), isDisordered(after, byLoss)]).toEqual([false, true]);
  const again = sorted(after, byLoss);
  expect(names(again)).toEqual([['run1', 'run2', 'run0']]);
  expect(isDisordered(again, byLoss)).toBe(false);
});

test('a row that changes without moving, or comes back to where it was, disorders nothing', () => {
  const before = loaded(lossesOf(1, 2, 3));
  const renamed = withRows(before, ['run0'], [{ ...withLoss('run0', 1), run_name: 'other' }], byLoss);
  expect(isDisordered(renamed, byLoss)).toBe(false);
  const within = withRows(before, ['run1'], [withLoss('run1', 2.5)], byLoss);
  expect(isDisordered(within, byLoss)).toBe(false);
  const away = withRows(before, ['run0'], [withLoss('run0', 9)], byLoss);
  const back = withRows(away, ['run0'], [withLoss('run0', 0)], byLoss);
  expect(isDisordered(back, byLoss)).toBe(false);
});

test('sorting keeps how many rows a page has, and a run that came with two pages is there once', () => {
  const [first = withLoss('x', 0), ...others] = lossesOf(1, 2, 3, 4);
  const moved = withLoss('run0', 3.5);
  const data = withRows(loaded([first, ...others.slice(0, 1)], others.slice(1)), ['run0'], [moved], byLoss);
  const twice = { ...data, pages: [...data.pages, { rows: [moved], total: 4 }] };
  expect(rowsOf(twice).map(({ run_id }) => run_id)).toEqual(['run0', 'run1', 'run2', 'run3']);
  expect(names(sorted(data, byLoss))).toEqual([
    ['run1', 'run2'],
    ['run0', 'run3'],
  ]);
});
