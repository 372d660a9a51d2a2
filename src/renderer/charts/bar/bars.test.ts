import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import type { BarSettings } from '../chart-settings.ts';
import { bestFirst, groupBars, runBars, shortNames } from './bars.ts';

const settings = (metric: string, value: BarSettings['value'] = 'last'): BarSettings => ({
  id: 'x',
  kind: 'bar',
  metric,
  value,
});
const run = (run_id: string) => ({
  run_id,
  run_name: run_id.toUpperCase(),
  experiment_id: '1',
  start_time: 0,
  isRunning: false,
});
const rows = new Map(
  Object.entries({ a: 3, b: 1, c: 2 }).map(([id, last]) => [
    id,
    { run_id: id, metrics: { loss: { last, min: -last, step: 0 } } } as unknown as RunRowData,
  ]),
);

test('a run has a bar of the value asked for; one without the metric has none', () => {
  const bars = runBars([run('a'), run('b'), run('none')], rows, settings('loss', 'min'));
  expect(bars.map(({ name, value }) => [name, value])).toEqual([
    ['A', -3],
    ['B', -1],
  ]);
});

test('a group is the mean of its members between the least and the greatest', () => {
  const groups = [
    { name: 'lr = 1', isExpanded: false, total: 3, runs: ['a', 'b', 'none'].map(run) },
    { name: 'empty', isExpanded: false, total: 1, runs: [run('none')] },
  ];
  expect(groupBars(groups, rows, settings('loss'))).toEqual([
    { runId: undefined, name: 'lr = 1', value: 2, low: 1, high: 3, members: 2 },
  ]);
});

test('the best bar comes first: the least loss, the greatest score, the asked extreme', () => {
  const names = (metric: string, value: BarSettings['value']) =>
    bestFirst(runBars(['a', 'b', 'c'].map(run), rows, settings('loss')), settings(metric, value)).map(
      ({ name }) => name,
    );
  expect(names('val/loss', 'last')).toEqual(['B', 'C', 'A']);
  expect(names('acc', 'last')).toEqual(['A', 'C', 'B']);
  expect(names('acc', 'min')).toEqual(['B', 'C', 'A']);
  expect(names('loss', 'max')).toEqual(['A', 'C', 'B']);
});

test('groups of one field are called by their value, groups of several by all of it, runs by their name', () => {
  const named = (runId: string | undefined, ...names: string[]) =>
    names.map((name) => ({ runId, name, value: 1, low: 1, high: 1, members: 1 }));
  expect(shortNames(named(undefined, 'lr = 1', 'lr = 2'))).toEqual(['1', '2']);
  expect(shortNames(named(undefined, 'lr = 1, opt = a', 'lr = 2, opt = a'))).toEqual([
    'lr = 1, opt = a',
    'lr = 2, opt = a',
  ]);
  expect(shortNames(named('a', 'lr = 1', 'lr = 2'))).toEqual(['lr = 1', 'lr = 2']);
  expect(shortNames([])).toEqual([]);
});
