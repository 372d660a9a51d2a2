import { expect, test } from 'vitest';
import type { DiskItem } from '../../queries/disk.ts';
import { diskTree } from './disk-tree.ts';

const anItem = (kind: DiskItem['kind'], id: string, experiment_id: string, bytes: number): DiskItem => ({
  kind,
  id,
  name: id,
  experiment_id,
  bytes,
  files: 1,
});

test('an experiment holds its runs and models, and what is not listed singly is one rest', () => {
  const tree = diskTree([
    anItem('experiment', '1', '1', 100),
    anItem('run', 'a', '1', 60),
    anItem('logged_model', 'm', '1', 30),
    anItem('experiment', '2', '2', 0),
    anItem('experiment', '3', '3', 7),
  ]);
  expect(tree.map(({ id, value }) => [id, value])).toEqual([
    ['1', 100],
    ['3', 7],
  ]);
  expect(tree[0]?.children?.map(({ name, value }) => [name, value])).toEqual([
    ['a', 60],
    ['m', 30],
    ['Others', 10],
  ]);
  expect(tree[1]?.children).toBeUndefined();
});
