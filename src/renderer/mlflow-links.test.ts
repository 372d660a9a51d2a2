import { expect, test } from 'vitest';
import { pathOfMetricLink, pathOfMlflowLink, runsOfMlflowLink } from './mlflow-links.ts';

test.each([
  ['#/experiments/12', '/experiments/12'],
  ['#/experiments/12?searchFilter=x', '/experiments/12'],
  ['#/experiments/12/runs/ab0', '/experiments/12/runs/ab0'],
  ['#/experiments/12/runs/ab0/artifacts/model', '/experiments/12/runs/ab0/artifacts/model'],
  ['#/experiments', '/experiments'],
  ['#/compare-runs?runs=["a"]&experiments=["1"]', '/compare-runs?runs=["a"]&experiments=["1"]'],
  ['#/metric/loss?runs=["a"]', '/metric/loss?runs=["a"]'],
  ['#/models', '/models'],
  ['#/models/fraud%20model', '/models/fraud%20model'],
  ['#/models/fraud/versions/3', '/models/fraud/versions/3'],
  ['#/models/fraud%20%231/versions/3?x=1', '/models/fraud%20%231/versions/3'],
  ['#/models/fraud/edit', '/models/fraud'],
  ['#/model-versions?name=fraud%20model&version=3', '/models/fraud%20model/versions/3'],
  ['#/model-versions?name=fraud', '/models/fraud'],
  ['#/model-versions', '/models'],
  ['#/compare-model-versions?name="fraud"&runs={"a":"1","b":"2"}', '/compare-runs?runs=a%2Cb'],
  ['#/compare-model-versions?name="fraud"&runs={', '/models/fraud?tab=versions'],
  ['#/compare-experiments/s?experiments=["1","2"]', '/experiments/1,2'],
  ['#/compare-experiments/s?experiments=%5B%221%22%2C%222%22%5D&searchFilter=x', '/experiments/1,2'],
  ['#/compare-experiments?experiments=["7"]', '/experiments/7'],
  ['#/compare-experiments/s', '/experiments'],
  ['#/', '/'],
  ['#/gateway', '/'],
])("MLflow's link %s opens %s", (hash, path) => expect(pathOfMlflowLink(hash)).toBe(path));

test.each(['', '#', '#notes'])('%j is not a link of MLflow', (hash) => {
  expect(pathOfMlflowLink(hash)).toBeUndefined();
});

test("the runs that MLflow's link names are read, and what is not a list of ids names none", () => {
  expect(runsOfMlflowLink('?runs=["a","b"]&experiments=["1"]')).toEqual({
    runIds: ['a', 'b'],
    experimentIds: ['1'],
  });
  expect(runsOfMlflowLink('?runs=[1,null]&experiments={}')).toEqual({ runIds: ['1'], experimentIds: [] });
  expect(runsOfMlflowLink('?runs=[')).toEqual({ runIds: [], experimentIds: [] });
});

test("a metric's page is its chart among those of its runs", () => {
  const search = '?runs=["a","b"]&metric="val/loss"&experiments=["1"]&plot_metric_keys=["val/loss","acc"]';
  expect(pathOfMetricLink(search)).toBe('/compare-runs?runs=a%2Cb&chart=metric%3Aval%2Floss');
  expect(pathOfMetricLink('?runs=["a"]&metric="loss"')).toBe('/compare-runs?runs=a&chart=metric%3Aloss');
  expect(pathOfMetricLink('?runs=["a"]')).toBe('/compare-runs?runs=a');
  expect(pathOfMetricLink('?metric="loss"')).toBeUndefined();
});
