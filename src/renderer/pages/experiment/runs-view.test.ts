import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import { placed } from './arrange-columns.ts';
import { columnOf } from './columns.tsx';
import { runEntries } from './entries.ts';
import { equalColumns } from './equal-columns.ts';
import { groupedColumns, isOfRunsOnly } from './grouped-columns.ts';
import { groupRequest, isTree, runsRequest } from './runs-request.ts';
import { EMPTY_VIEW } from './runs-view.ts';
import { viewOfParams, viewParams } from './runs-view-url.ts';
import { keep, paramsByTelling } from './suggested-columns.ts';

const aRow = (run_id: string, more: Partial<RunRowData> = {}): RunRowData => ({
  run_id,
  run_name: run_id,
  experiment_id: '1',
  user_id: 'u',
  status: 'FINISHED',
  start_time: 0,
  lifecycle_stage: 'active',
  children: 0,
  metrics: {},
  params: {},
  tags: {},
  ...more,
});

test('an address says only what differs from the usual view, and brings it back', () => {
  expect(viewParams(EMPTY_VIEW).toString()).toBe('');
  const view = {
    ...EMPTY_VIEW,
    filter: 'metrics.loss < 1',
    sort: [
      { id: 'metrics.a,b\\c', desc: true },
      { id: 'params.lr', desc: false },
    ],
    columns: ['attributes.status', 'metrics.a,b\\c'],
    isDiffOnly: true,
  };
  const params = viewParams(view);
  expect([...params.keys()]).toEqual(['filter', 'order', 'diff', 'columns']);
  expect({ ...EMPTY_VIEW, ...viewOfParams(params) }).toEqual(view);
});

test('over a saved view an address says that something was taken away again', () => {
  const saved = { ...EMPTY_VIEW, filter: 'metrics.loss < 1' };
  expect(viewParams(EMPTY_VIEW, saved).toString()).toBe('filter=');
});

test('a column that is dragged takes the place of the one it is dropped on', () => {
  expect(placed(['a', 'b', 'c', 'd'], 'a', 'c')).toEqual(['b', 'c', 'a', 'd']);
  expect(placed(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c']);
  expect(placed(['a', 'b'], 'new', 'b')).toEqual(['a', 'new', 'b']);
});

test('suggested keys keep their places while others become more common', () => {
  const first = keep([], ['a', 'b', 'c'], 2);
  expect(first).toEqual(['a', 'b']);
  expect(keep(first, ['c', 'b', 'a'], 2)).toBe(first);
  expect(keep(first, ['c', 'b'], 2)).toEqual(['b', 'c']);
});

test('the request reads the columns that are shown or sorted by, and folds children unless a filter is set', () => {
  const columns = ['metrics.b', 'metrics.a', 'params.lr', 'attributes.status'].flatMap(
    (id) => columnOf(id) ?? [],
  );
  const view = { ...EMPTY_VIEW, sort: [{ id: 'tags.team', desc: true }] };
  const request = runsRequest(view, ['1'], columns);
  expect(request).toMatchObject({
    metric_keys: ['a', 'b'],
    param_keys: ['lr'],
    tag_keys: ['team'],
    parent_run_id: '',
  });
  expect(isTree({ ...view, filter: 'metrics.a < 1' })).toBe(false);
});

test("a group's runs are asked for by its values, NULL where there is none", () => {
  const view = { ...EMPTY_VIEW, groupBy: ['params.lr', 'tags.team'], filter: 'metrics.a < 1' };
  const group = { values: ['0.1', null], runs: 1, run_ids: [], metrics: {} };
  expect(groupRequest(runsRequest(view, ['1'], []), view, group).filter).toBe(
    "metrics.a < 1 AND params.lr = '0.1' AND tags.team IS NULL",
  );
});

test('unfolded children follow their parent, at every depth', () => {
  const pages = (...rows: RunRowData[]) => ({
    pages: [{ rows, total: rows.length }],
    pageParams: [undefined],
  });
  const branches = new Map([
    ['a', pages(aRow('a1', { children: 1 }))],
    ['a1', pages(aRow('a1x'))],
  ]);
  const entries = runEntries([aRow('a', { children: 1 }), aRow('b')], true, branches);
  expect(entries.map(({ key, depth, isExpanded }) => [key, depth, isExpanded])).toEqual([
    ['a', 0, true],
    ['a1', 1, true],
    ['a1x', 2, false],
    ['b', 0, false],
  ]);
});

test('columns whose values are all equal are found; what every run has is always told', () => {
  const columns = ['attributes.status', 'params.lr', 'params.seed', 'metrics.a'].flatMap(
    (id) => columnOf(id) ?? [],
  );
  const rows = [
    aRow('a', { params: { lr: '1', seed: '1' } }),
    aRow('b', { params: { lr: '1' }, metrics: { a: { last: 1, step: 0 } } }),
  ];
  expect([...equalColumns(columns, rows, {})]).toEqual(['params.lr']);
  expect(equalColumns(columns, [], {}).size).toBe(0);
});

test('params that differ between runs, or that not all have, are suggested first', () => {
  const params = [
    { key: 'amp', runs: 3, differs: false },
    { key: 'lr', runs: 3, differs: true },
    { key: 'momentum', runs: 2, differs: false },
  ];
  expect(paramsByTelling({ runs: 3, params })).toEqual(['lr', 'momentum', 'amp']);
  expect(paramsByTelling(undefined)).toEqual([]);
});

test('in a table of groups the name and the metrics come first', () => {
  const ids = ['attributes.run_name', 'attributes.status', 'metrics.loss', 'params.lr', 'metrics.acc'];
  const columns = groupedColumns(ids.flatMap((id) => columnOf(id) ?? []));
  expect(columns.map(({ key }) => key)).toEqual(['run_name', 'loss', 'acc', 'status', 'lr']);
  expect(columns.filter(isOfRunsOnly).map(({ key }) => key)).toEqual(['status', 'lr']);
});
