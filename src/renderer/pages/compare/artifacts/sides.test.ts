import { expect, test } from 'vitest';
import type { Run } from '../../../../contract/index.ts';
import { comparedRoots, markOf, nodesBelow } from './compared-nodes.ts';
import { sidesOf } from './sides.ts';

const runs = ['a', 'b', 'c'].map(
  (id) =>
    ({
      info: { run_id: id, run_name: `run ${id}`, artifact_uri: '' },
      data: {},
      inputs: {},
    }) as unknown as Run,
);
const file = (path: string, file_size: number) => ({ path, is_dir: false, file_size });
const listings = new Map([
  ['a/', [file('same.txt', 3), file('sized.txt', 3), { path: 'folder', is_dir: true }]],
  ['b/', [file('same.txt', 3), file('sized.txt', 4), file('late.txt', 1)]],
  ['c/', [file('same.txt', 3), file('sized.txt', 3), file('late.txt', 1), file('folder', 2)]],
]);
const [root] = comparedRoots(runs, []);
if (root === undefined) throw new Error('Runs have a root.');
const nodes = nodesBelow(root, '', listings);
const node = (path: string) => {
  const found = nodes.find((one) => one.path === path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found;
};
const sides = (path: string, address: { left?: string; right?: string; reference?: string } = {}) =>
  sidesOf(runs, node(path), { left: undefined, right: undefined, reference: undefined, ...address }).map(
    (side) => side?.runId,
  );

test('the tree is the union of what the runs have, folders first, with what their sizes tell', () => {
  expect(nodes.map(({ name, kind }) => [name, kind])).toEqual([
    ['folder', 'folder'],
    ['folder', 'file'],
    ['late.txt', 'file'],
    ['same.txt', 'file'],
    ['sized.txt', 'file'],
  ]);
  expect(nodes.map(markOf)).toEqual(['some', 'some', 'some', 'equal-sizes', 'differs']);
});

test('at first the runs that have the file are beside each other, the reference on the left', () => {
  expect(sides('same.txt')).toEqual(['a', 'b']);
  expect(sides('late.txt')).toEqual(['b', 'c']);
  expect(sides('same.txt', { reference: 'c' })).toEqual(['c', 'a']);
  expect(sides('late.txt', { reference: 'a' })).toEqual(['b', 'c']);
});

test('a side that a person chose stays, even where that run lacks the file', () => {
  expect(sides('late.txt', { left: 'a' })).toEqual(['a', 'b']);
  expect(sides('same.txt', { right: 'a' })).toEqual(['b', 'a']);
  expect(sides('same.txt', { left: 'c', right: 'b' })).toEqual(['c', 'b']);
});
