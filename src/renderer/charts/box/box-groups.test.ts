import { expect, test } from 'vitest';
import type { RunRowData } from '../../../contract/index.ts';
import type { BoxSettings } from '../chart-settings.ts';
import { boxGroups } from './box-groups.ts';

const settings = (by?: string): BoxSettings => ({
  id: 'x',
  kind: 'box',
  metric: 'loss',
  value: 'last',
  shape: 'box',
  ...(by !== undefined && { by }),
});
const aRun = (last: number | undefined, params: Record<string, string>) =>
  ({
    metrics: last === undefined ? {} : { loss: { last, step: 0 } },
    params,
    tags: {},
  }) as unknown as RunRowData;

test('runs are put together by equal values in their natural order; those without the field come last', () => {
  const rows = [
    aRun(1, { depth: '10' }),
    aRun(2, {}),
    aRun(3, { depth: '9' }),
    aRun(4, { depth: '10' }),
    aRun(undefined, { depth: '8' }),
  ];
  const { groups, total } = boxGroups(rows, settings('params.depth'));
  expect(groups.map(({ name, runs }) => [name, runs.map(({ value }) => value)])).toEqual([
    ['9', [3]],
    ['10', [1, 4]],
    ['none', [2]],
  ]);
  expect(total).toBe(3);
});

test('without a field all runs are one group', () => {
  const { groups } = boxGroups([aRun(1, {}), aRun(2, {})], settings());
  expect(groups).toMatchObject([{ name: 'All runs' }]);
  expect(groups[0]?.runs).toHaveLength(2);
});

test('numbers with many different values are put together by ranges of as many runs', () => {
  const rows = Array.from({ length: 60 }, (_, index) => aRun(index, { lr: String(index * 1.5) }));
  const { groups } = boxGroups(rows, settings('params.lr'));
  expect(groups.map(({ runs }) => runs.length)).toEqual([10, 10, 10, 10, 10, 10]);
  expect(groups[0]?.name).toBe('0 – 14.75');
});

test('of more groups than have a place those with most runs stay', () => {
  const rows = Array.from({ length: 40 }, (_, index) => aRun(index, { name: `n${index % 20}x` }));
  rows.push(aRun(1, { name: 'n7x' }));
  const { groups, total } = boxGroups(rows, settings('params.name'));
  expect(groups).toHaveLength(16);
  expect(total).toBe(20);
  expect(groups.map(({ name }) => name)).toContain('n7x');
});
