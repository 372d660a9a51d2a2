import { expect, test } from 'vitest';
import { readModelFile } from './mlmodel.ts';

const WRITTEN = `artifact_path: mlflow-artifacts:/2/models/m-21/artifacts
flavors:
  python_function:
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.sklearn
    python_version: 3.11.7
  sklearn:
    code: null
    trusted:
    - numpy.dtype
    - sklearn.tree
model_id: m-21
model_uuid: m-21
mlflow_version: 3.17.2
run_id: aaaf2d81
signature:
  inputs: '[{"type": "double", "name": "width", "required": true}, {"type": "string",
    "name": "it''s", "required":
    false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
  params: null
utc_time_created: '2026-11-25 01:15:21.460840'
`;

test('a model file says its run, its signature and its flavors', () => {
  expect(readModelFile(WRITTEN)).toEqual({
    facts: [
      { key: 'Run', value: 'aaaf2d81' },
      { key: 'Model', value: 'm-21' },
      { key: 'Created (UTC)', value: '2026-11-25 01:15:21.460840' },
      { key: 'MLflow', value: '3.17.2' },
      { key: 'Path', value: 'mlflow-artifacts:/2/models/m-21/artifacts' },
    ],
    signature: [
      {
        title: 'Inputs',
        fields: [
          { name: 'width', type: 'double', note: 'required' },
          { name: "it's", type: 'string', note: 'optional' },
        ],
      },
      { title: 'Outputs', fields: [{ name: '', type: 'tensor int64 [-1]', note: '' }] },
    ],
    flavors: [
      {
        name: 'python_function',
        entries: [
          { key: 'env.conda', value: 'conda.yaml' },
          { key: 'env.virtualenv', value: 'python_env.yaml' },
          { key: 'loader_module', value: 'mlflow.sklearn' },
          { key: 'python_version', value: '3.11.7' },
        ],
      },
      { name: 'sklearn', entries: [{ key: 'trusted', value: 'numpy.dtype, sklearn.tree' }] },
    ],
  });
});

test('nested types are written out, and a param with its usual value', () => {
  const inputs = [
    { type: 'array', items: { type: 'object', properties: { role: { type: 'string' } } }, name: 'messages' },
  ];
  const params = [{ name: 'temperature', type: 'double', default: 0.5, shape: null }];
  const text = `flavors:\n  a:\n    b: c\nsignature:\n  inputs: '${JSON.stringify(inputs)}'\n  params: '${JSON.stringify(params)}'\n`;
  expect(readModelFile(text)?.signature).toEqual([
    { title: 'Inputs', fields: [{ name: 'messages', type: 'array of { role: string }', note: '' }] },
    { title: 'Params', fields: [{ name: 'temperature', type: 'double', note: 'default 0.5' }] },
  ]);
});

test('a file in another style of YAML says the same', () => {
  const flavors = readModelFile('flavors: {a: {b: "1", c: 3.10, d: null}}')?.flavors;
  expect(flavors).toEqual([
    {
      name: 'a',
      entries: [
        { key: 'b', value: '1' },
        { key: 'c', value: '3.10' },
      ],
    },
  ]);
});

test.each(['', 'hello', 'flavors: [', 'flavors: a'])('%j is not read', (text) => {
  expect(readModelFile(text)).toBeUndefined();
});
