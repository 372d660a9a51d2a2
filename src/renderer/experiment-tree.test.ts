import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Experiment } from '../contract/index.ts';
import {
  countExperiments,
  experimentPaths,
  experimentsIn,
  experimentTree,
  type TreeNode,
} from './experiment-tree.ts';

const anExperiment = (name: string): Experiment => ({
  experiment_id: name,
  name,
  artifact_location: '',
  lifecycle_stage: 'active',
  last_update_time: 0,
  creation_time: 0,
  workspace: 'default',
});

const outline = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ label, children }) => (children ? { [label]: outline(children) } : label));

const treeOf = (...names: string[]) => outline(experimentTree(names.map(anExperiment)));

test('what stands before a slash is a folder, and folders come first by name', () => {
  expect(treeOf('zebra', 'vision/r10', 'vision/r2', 'audio/asr/base', 'Default')).toEqual([
    { audio: [{ asr: ['base'] }] },
    { vision: ['r2', 'r10'] },
    'Default',
    'zebra',
  ]);
});

test('an experiment may have the name of a folder, and slashes without a name between are no folders', () => {
  expect(treeOf('bars', 'bars/one', '/Users/ada//notes', '/')).toEqual([
    { bars: ['one'] },
    { Users: [{ ada: ['notes'] }] },
    '/',
    'bars',
  ]);
});

test('a folder counts what is in the folders within it', () => {
  const [folder] = experimentTree(['a/b/c', 'a/b/d', 'a/e'].map(anExperiment));
  expect(folder && countExperiments(folder)).toBe(3);
});

test('what two names have in common before a dot is a folder, as deep as it is common', () => {
  expect(treeOf('vision.resnet.a', 'vision.resnet.b', 'vision.vit.c', 'audio.asr')).toEqual([
    { vision: [{ resnet: ['a', 'b'] }, 'vit.c'] },
    'audio.asr',
  ]);
});

test('a dot makes no folder in a name with slashes, in a number, beside a space or another dot, at an end', () => {
  const whole = [
    ...['v1.2 test', 'v1.3 test', 'lr0.1', 'lr0.2', 'Dr. Who', 'Dr. No'],
    ...['wait...what', 'wait...why', '.hidden', '.kept', 'end.'],
  ];
  const tree = treeOf(...whole, 'a.b/c', 'a.b/d');
  expect(tree[0]).toEqual({ 'a.b': ['c', 'd'] });
  expect(tree.slice(1).toSorted()).toEqual(whole.toSorted());
});

test('a folder by slash and one by dots of the same name are one', () => {
  expect(treeOf('vision/a', 'vision.b', 'vision.c')).toEqual([{ vision: ['a', 'b', 'c'] }]);
});

test('a part of the experiments stands in the folders of all', () => {
  const all = ['vision.a', 'vision.b'].map(anExperiment);
  expect(outline(experimentTree(all.slice(0, 1), experimentPaths(all)))).toEqual([{ vision: ['a'] }]);
  expect(outline(experimentTree(all.slice(0, 1)))).toEqual(['vision.a']);
});

// Few letters, so that names come to share folders.
const someNames = fc.uniqueArray(
  fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', '/', ' '), minLength: 1, maxLength: 9 }),
  { maxLength: 30 },
);

test('whatever the names, every experiment is in the tree once, and its path joined again is its name', () => {
  fc.assert(
    fc.property(someNames, (names) => {
      const experiments = names.map(anExperiment);
      const found = experimentTree(experiments).flatMap(experimentsIn);
      expect(found.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
      const pathOf = experimentPaths(experiments);
      for (const name of names) {
        const { folders, label } = pathOf(name);
        const parts = [...folders, label];
        expect(parts).not.toContain('');
        if (name.includes('/'))
          expect(parts.join('/')).toBe(name.split('/').filter(Boolean).join('/') || name);
        else expect(parts.join('.')).toBe(name);
      }
    }),
  );
});

test('whatever the names, a folder made by dots alone holds at least two experiments', () => {
  fc.assert(
    fc.property(someNames, (names) => {
      const dotted = names.filter((name) => !name.includes('/')).map(anExperiment);
      const folders = (nodes: readonly TreeNode[]): TreeNode[] =>
        nodes.flatMap((node) => (node.children ? [node, ...folders(node.children)] : []));
      for (const folder of folders(experimentTree(dotted)))
        expect(countExperiments(folder)).toBeGreaterThan(1);
    }),
  );
});
