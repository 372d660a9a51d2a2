import { expect, test } from 'vitest';
import { pathOfMlflowLink } from './mlflow-links.ts';

test.each([
  ['#/experiments/12', '/experiments/12'],
  ['#/experiments/12?searchFilter=x', '/experiments/12'],
  ['#/experiments/12/runs/ab0', '/experiments/12/runs/ab0'],
  ['#/experiments/12/runs/ab0/artifacts/model', '/experiments/12/runs/ab0'],
  ['#/models/fraud', '/'],
  ['#/', '/'],
])("MLflow's link %s opens %s", (hash, path) => expect(pathOfMlflowLink(hash)).toBe(path));

test.each(['', '#', '#notes'])('%j is not a link of MLflow', (hash) => {
  expect(pathOfMlflowLink(hash)).toBeUndefined();
});
