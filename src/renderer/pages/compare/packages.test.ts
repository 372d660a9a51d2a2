import { expect, test } from 'vitest';
import { merged, packagesIn } from './packages.ts';

const found = (name: string, lines: readonly string[]) =>
  Object.fromEntries(packagesIn(name, lines.join('\n')) ?? []);

test('requirements name packages in every form that pip takes', () => {
  const text = [
    '# made by mlflow',
    'mlflow==3.17.2',
    'Scikit_Learn==1.5.0  # for trees',
    'numpy>=1.26,<2',
    'torch[cuda]==2.4.0 ; python_version >= "3.9"',
    'pandas==2.2.* ',
    'local @ file:///tmp/wheel.whl',
    'locked==1.0 \\',
    '    --hash=sha256:aaaa',
    'bare',
    '-r other.txt',
    '--index-url https://pypi.org/simple',
    '',
  ];
  expect(found('requirements.txt', text)).toEqual({
    mlflow: '3.17.2',
    'scikit-learn': '1.5.0',
    numpy: '>=1.26,<2',
    'torch[cuda]': '2.4.0',
    pandas: '==2.2.*',
    local: '@ file:///tmp/wheel.whl',
    locked: '1.0',
    bare: 'any',
  });
});

test("conda's own packages and those of pip below them are read, channels are not", () => {
  const text = [
    'channels:',
    '- conda-forge',
    'dependencies:',
    '- python=3.11.4',
    '- pip<=24.0',
    '- conda-forge::cuda=12.1',
    '- pip:',
    '  - mlflow==3.17.2',
    '  - "numpy==1.26.4"',
    'name: mlflow-env',
  ];
  expect(found('conda.yaml', text)).toEqual({
    python: '3.11.4',
    pip: '<=24.0',
    cuda: '12.1',
    mlflow: '3.17.2',
    numpy: '1.26.4',
  });
});

test('a Python environment names its Python and what builds it', () => {
  const text = [
    'python: 3.11.4',
    'build_dependencies:',
    '- pip==24.0',
    'dependencies:',
    '- -r requirements.txt',
  ];
  expect(found('python_env.yaml', text)).toEqual({ python: '3.11.4', pip: '24.0' });
});

test('other files say nothing of packages, and of two versions the first counts', () => {
  expect(packagesIn('notes.txt', 'mlflow==1')).toBeUndefined();
  const both = merged([
    new Map([['a', '1']]),
    new Map([
      ['a', '2'],
      ['b', '3'],
    ]),
  ]);
  expect(Object.fromEntries(both)).toEqual({ a: '1', b: '3' });
});
