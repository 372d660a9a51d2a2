import { expect, test } from 'vitest';
import type { Run } from '../../contract/index.ts';
import { type RunPages, withRuns } from './run-pages.ts';

const aRun = (run_id: string, start_time: number, run_name = run_id): Run => ({
  info: {
    run_id,
    run_uuid: run_id,
    run_name,
    experiment_id: '0',
    user_id: 'u',
    status: 'RUNNING',
    start_time,
    artifact_uri: '',
    lifecycle_stage: 'active',
  },
  data: {},
  inputs: {},
});

const loaded = (...pages: Run[][]): RunPages => ({
  pages: pages.map((runs, index) =>
    index < pages.length - 1 ? { runs, next_page_token: `token ${index}` } : { runs },
  ),
  pageParams: pages.map(() => undefined),
});

const names = (data: RunPages) => data.pages.map((page) => page.runs?.map(({ info }) => info.run_name));

test('a changed run is replaced where it stands, and the other page keeps its identity', () => {
  const before = loaded([aRun('d', 4), aRun('c', 3)], [aRun('b', 2), aRun('a', 1)]);
  const after = withRuns(before, ['b'], [aRun('b', 2, 'renamed')]);
  expect(names(after)).toEqual([
    ['d', 'c'],
    ['renamed', 'a'],
  ]);
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(after.pages[1]?.runs?.[1]).toBe(before.pages[1]?.runs?.[1]);
});

test('a new run is put where its start time belongs', () => {
  const before = loaded([aRun('d', 4), aRun('c', 3)], [aRun('a', 1)]);
  const after = withRuns(before, ['e', 'b', '0'], [aRun('e', 5), aRun('b', 2), aRun('0', 0)]);
  expect(names(after)).toEqual([
    ['e', 'd', 'c'],
    ['b', 'a', '0'],
  ]);
});

test('a run that is not found any more leaves the list', () => {
  const after = withRuns(loaded([aRun('b', 2), aRun('a', 1)]), ['b'], []);
  expect(names(after)).toEqual([['a']]);
});

test('a run beyond the loaded pages waits for its page', () => {
  const before = loaded([aRun('b', 2)], []);
  const data = { ...before, pages: before.pages.slice(0, 1) };
  expect(names(withRuns(data, ['a'], [aRun('a', 1)]))).toEqual([['b']]);
});

test('the first run fills an empty list', () => {
  expect(names(withRuns({ pages: [{}], pageParams: [undefined] }, ['a'], [aRun('a', 1)]))).toEqual([['a']]);
});
