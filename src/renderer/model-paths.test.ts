import { expect, test } from 'vitest';
import { modelNameIn, modelPath, modelVersionPath, promptPath } from './model-paths.ts';

test.each(['fraud', 'fraud model', '100%', 'a%2Fb', 'größe #1?', '模型'])(
  'the page of a model named %j is found by its name and tells it again',
  (name) => {
    const { pathname } = new URL(modelPath(name, 'history'), 'http://localhost');
    expect(modelNameIn(pathname)).toBe(name);
    expect(modelNameIn(new URL(modelVersionPath(name, 3), 'http://localhost').pathname)).toBe(name);
  },
);

test('a path says the part of the page where it is given', () => {
  expect(modelPath('a b')).toBe('/models/a%20b');
  expect(modelPath('a b', 'board')).toBe('/models/a%20b?tab=board');
  expect(modelVersionPath('a b', 3, 'files')).toBe('/models/a%20b/versions/3?tab=files');
  expect(promptPath('a b')).toBe('/prompts/a%20b');
});

test('a path that nobody encoded is taken as it is', () => {
  expect(modelNameIn('/models/100%')).toBe('100%');
});
