import { expect, test } from 'vitest';
import { childrenOf, openedAtFirst, rootNodes, summaryOf, tableIn } from './json-tree.ts';

test('members and items are named by key and index, with ids that differ', () => {
  const nodes = rootNodes({ 'a/b': [1, { c: null }], a: { b: true } });
  expect(nodes.map(({ name }) => name)).toEqual(['a/b', 'a']);
  const below = nodes.flatMap(childrenOf);
  expect(below.map(({ name, value }) => [name, value])).toEqual([
    ['0', 1],
    ['1', { c: null }],
    ['b', true],
  ]);
  expect(new Set([...nodes, ...below].map(({ id }) => id)).size).toBe(5);
});

test('a long array comes in ranges that hold every item once', () => {
  const items = Array.from({ length: 25_050 }, (_, i) => i);
  const ranges = childrenOf({ id: '$', name: '', value: items });
  expect(ranges.length).toBe(3);
  expect(ranges[2]?.name).toBe('20000 … 25049');
  const leaves = ranges.flatMap(childrenOf).flatMap(childrenOf);
  expect(leaves.map(({ value }) => value)).toEqual(items);
  expect(leaves.map(({ name }) => Number(name))).toEqual(items);
});

test('a document that is one scalar has one node', () => {
  expect(rootNodes('x').map(({ value }) => summaryOf(value))).toEqual(['"x"']);
  expect([[], {}, [1, 2], { a: 1 }, null, 1.5].map(summaryOf)).toEqual([
    '[]',
    '{}',
    '[2]',
    '{1}',
    'null',
    '1.5',
  ]);
});

test('as much is open at first as fits a screen, from the top on', () => {
  const small = rootNodes({ a: { b: { c: 1 } }, d: [] });
  expect(openedAtFirst(small)).toEqual(['$/a', '$/a/b']);
  const long = rootNodes({ a: { b: 1 }, many: Array.from({ length: 90 }, (_, i) => i) });
  expect(openedAtFirst(long)).toEqual(['$/a']);
});

test('a logged table is told from other documents', () => {
  expect(tableIn({ columns: ['a', 'b'], data: [[1, 'x']] })).toEqual({
    columns: ['a', 'b'],
    rows: [[1, 'x']],
  });
  for (const other of [
    null,
    [],
    { columns: ['a'] },
    { columns: [1], data: [] },
    { columns: ['a'], data: [1] },
  ])
    expect(tableIn(other)).toBeUndefined();
});
