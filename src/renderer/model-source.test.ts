import { expect, test } from 'vitest';
import type { LoggedModel } from '../contract/index.ts';
import { folderOfSource, loggedModelSource, modelSourceOf } from './model-source.ts';

const run = { kind: 'run', id: 'r1', uri: 'mlflow-artifacts:/3/r1/artifacts' } as const;
const model = { kind: 'logged_model', id: 'm-1', uri: 'mlflow-artifacts:/3/models/m-1/artifacts' } as const;

test('a logged model is registered as models:/ID, as mlflow.register_model does', () => {
  const logged = { info: { model_id: 'm-1', name: 'classifier' } } as LoggedModel;
  const source = { source: 'models:/m-1', model_id: 'm-1' };
  expect(loggedModelSource(logged)).toEqual({ label: 'classifier', ...source });
  expect(modelSourceOf({ owner: model, path: 'MLmodel' })).toEqual({ label: 'm-1', ...source });
});

test('a folder of a run is registered by where it lies, with its run', () => {
  expect(modelSourceOf({ owner: run, path: 'out/model/MLmodel' })).toEqual({
    label: 'out/model',
    source: 'mlflow-artifacts:/3/r1/artifacts/out/model',
    run_id: 'r1',
  });
  expect(modelSourceOf({ owner: run, path: 'MLmodel' })?.source).toBe(run.uri);
});

test.each([
  [run, 'model/model.pkl'],
  [run, 'model/OldMLmodel'],
  [model, 'part/MLmodel'],
])('nothing is registered from %j %s', (owner, path) => {
  expect(modelSourceOf({ owner, path })).toBeUndefined();
});

test('the folder of a version is found again below the artifacts of its run, and nowhere else', () => {
  expect(folderOfSource(`${run.uri}/out/model`, run.uri)).toBe('out/model');
  expect(folderOfSource(run.uri, run.uri)).toBe('');
  expect(folderOfSource(`${run.uri}2/model`, run.uri)).toBeUndefined();
  expect(folderOfSource('models:/m-1', run.uri)).toBeUndefined();
});
