import { expect, test } from 'vitest';
import { parseGroupBy } from './index.ts';

test('[F33] params, tags and attributes make groups', () => {
  expect(parseGroupBy(['params.lr', 'tags.`my team`'])).toEqual([
    { kind: 'param', key: 'lr' },
    { kind: 'tag', key: 'my team' },
  ]);
  expect(parseGroupBy(['attributes.status', 'tags.mlflow.runName'])).toEqual([
    { kind: 'attribute', key: 'status' },
    { kind: 'attribute', key: 'run_name' },
  ]);
});

test.each([
  [['metrics.acc'], 'group_by[0]: Runs cannot be grouped by metric'],
  [['status', 'dataset.name'], 'group_by[1]: Runs cannot be grouped by dataset'],
  [['params.lr DESC'], 'Expected the end of the item'],
  [['params.lr', 'param.lr'], 'group_by[1]: param lr is already in the list'],
  [[''], 'Expected a field'],
])('[F33] %j is refused and the item named', (list, message) => {
  expect(() => parseGroupBy(list)).toThrow(message);
});
