import { expect, test } from 'vitest';
import { codeRows, packageRows } from './environment-rows.ts';

test('packages are compared among the runs that say what they had, Python first', () => {
  const rows = packageRows([
    new Map([
      ['mlflow', '3.17.2'],
      ['numpy', '1.26.4'],
      ['python', '3.11'],
    ]),
    undefined,
    new Map([
      ['mlflow', '3.17.2'],
      ['numpy', '2.0.0'],
      ['python', '3.11'],
      ['torch', '2.4'],
    ]),
  ]);
  expect(rows.map(({ label, values, differs }) => [label, values, differs])).toEqual([
    ['Python', ['3.11', undefined, '3.11'], false],
    ['mlflow', ['3.17.2', undefined, '3.17.2'], false],
    ['numpy', ['1.26.4', undefined, '2.0.0'], true],
    ['torch', [undefined, undefined, '2.4'], true],
  ]);
});

test('code of one size differs where its text does', () => {
  const rows = codeRows([
    new Map([
      ['code/train.py', { size: 4, text: 'lr=1' }],
      ['same.diff', { size: 1, text: 'x' }],
    ]),
    new Map([
      ['code/train.py', { size: 4, text: 'lr=2' }],
      ['same.diff', { size: 1, text: 'x' }],
    ]),
    new Map([
      ['code/train.py', { size: 4, text: 'lr=1' }],
      ['same.diff', { size: 1, text: 'x' }],
    ]),
  ]);
  expect(rows.map(({ values, differs }) => [values, differs])).toEqual([
    [['version 1, 4 B', 'version 2, 4 B', 'version 1, 4 B'], true],
    [['1 B', '1 B', '1 B'], false],
  ]);
});
