import { expect, test } from 'vitest';
import type { Experiment } from '../contract/index.ts';
import { countExperiments, experimentTree, type TreeNode } from './experiment-tree.ts';

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
